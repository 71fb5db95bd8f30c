#include "tests/support/small_pack.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace autorules::testing {
namespace {

template <typename Entities>
Id Find(const Entities& entities, std::string_view name) {
  for (Id id = 0; id < entities.size(); ++id) {
    if (entities[id].name == name) return id;
  }
  throw std::invalid_argument("no such entity: " + std::string(name));
}

template <typename Entities>
void SortByName(Entities* entities) {
  std::sort(entities->begin(), entities->end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

struct UnitRow {
  const char *name, *superior, *topic;
  UnitKind kind;
  RoleKind role;
};

constexpr UnitRow kUnits[] = {
    {"глава", "", "", UnitKind::kRole, RoleKind::kCurator},
    {"начальник", "глава", "", UnitKind::kRole, RoleKind::kHead},
    {"соцсети", "начальник", "", UnitKind::kRole, RoleKind::kCoordinator},
    {"зам", "глава", "", UnitKind::kRole, RoleKind::kBlockHead},
    {"блок_жкх", "зам", "жкх", UnitKind::kBlock, RoleKind::kNone},
    {"водоканал", "блок_жкх", "вода", UnitKind::kExecutor, RoleKind::kNone},
    {"блок_дорог", "", "дороги", UnitKind::kBlock, RoleKind::kNone},
    {"центр", "глава", "", UnitKind::kTerritory, RoleKind::kNone},
    {"север", "глава", "", UnitKind::kTerritory, RoleKind::kNone},
};

}  // namespace

SmallPack::SmallPack() {
  parts.municipality.name = "proba";
  parts.municipality.display = "Пробный район";
  parts.municipality.oktmo = "57701000";
  parts.municipality.zone = "Asia/Yekaterinburg";
  parts.policy = {2, 1, false};
  for (const char* name : {"вк", "инцидент", "пос"}) parts.channels.push_back({name, name, {name}, {}});
  for (const char* name : {"сообщение", "экстренный"}) {
    Procedure& procedure = parts.procedures.emplace_back();
    procedure.name = procedure.display = name;
  }

  struct Row {
    const char *name, *parent;
    std::vector<std::pair<const char*, double>> words;
  };
  const std::vector<Row> rows{{"дороги", "", {{"дорога", 3}, {"снег", 1}}},
                              {"дороги_ямы", "дороги", {{"яма", 3}}},
                              {"жкх", "", {{"дом", 2}, {"снег", 1}}},
                              {"вода", "жкх", {{"горячая вода", 3}, {"труба", 1}}},
                              {"мусор", "", {{"мусор", 3}}},
                              {"угроза", "", {{"взорву", 5}}}};
  for (const Row& row : rows) {
    Topic topic;
    topic.name = row.name;
    topic.left_to_person = topic.name == "угроза";
    for (const auto& [literal, weight] : row.words) topic.patterns.push_back({PatternOf(literal), weight, literal});
    parts.topics.push_back(topic);
  }
  SortByName(&parts.topics);
  for (const Row& row : rows) {
    if (*row.parent != '\0') parts.topics[TopicId(row.name)].parent = TopicId(row.parent);
  }
  for (Id id = 0; id < parts.topics.size(); ++id) {
    const Id parent = parts.topics[id].parent;
    parts.topics[id].group = parent == kNone ? id : parent;
  }

  for (const UnitRow& row : kUnits) {
    Unit unit;
    unit.name = row.name;
    unit.kind = row.kind;
    unit.role = row.role;
    if (*row.topic != '\0') unit.topics = {TopicId(row.topic)};
    parts.units.push_back(unit);
  }
  SortByName(&parts.units);
  for (const UnitRow& row : kUnits) {
    if (*row.superior != '\0') parts.units[UnitId(row.name)].superior = UnitId(row.superior);
  }
  parts.units[UnitId("соцсети")].channels = {ChannelId("вк")};
  parts.units[UnitId("соцсети")].reserve_channels = {ChannelId("инцидент")};
  parts.municipality.defaults = {Assign("начальник")};
}

Id SmallPack::UnitId(std::string_view name) const { return Find(parts.units, name); }
Id SmallPack::TopicId(std::string_view name) const { return Find(parts.topics, name); }
Id SmallPack::ChannelId(std::string_view name) const { return Find(parts.channels, name); }
Id SmallPack::ProcedureId(std::string_view name) const { return Find(parts.procedures, name); }

PatternId SmallPack::PatternOf(const std::string& literal) {
  const Pattern pattern = ParsePattern(literal).value();
  const auto known = std::find(parts.patterns.begin(), parts.patterns.end(), pattern);
  const auto id = static_cast<PatternId>(known - parts.patterns.begin());
  if (known == parts.patterns.end()) parts.patterns.push_back(pattern);
  return id;
}

Condition SmallPack::Words(std::initializer_list<const char*> literals, Attribute attribute) {
  Condition condition = Test(attribute, Op::kContainsAny);
  for (const char* literal : literals) condition.patterns.push_back(PatternOf(literal));
  return condition;
}

Condition SmallPack::AllWords(std::initializer_list<const char*> literals) {
  Condition condition = Words(literals);
  condition.op = Op::kContainsAll;
  return condition;
}

Action SmallPack::Assign(std::string_view unit) const {
  return {Attribute::kOwner, HolderRef{Holder::kUnit, UnitId(unit)}};
}

Rule& SmallPack::Add(std::string name, Condition when, std::vector<Action> actions) {
  Rule rule;
  rule.name = std::move(name);
  rule.when = std::move(when);
  rule.actions = std::move(actions);
  parts.rules.push_back(std::move(rule));
  return parts.rules.back();
}

std::shared_ptr<const RuleSet> SmallPack::Freeze() const {
  RuleSetParts sorted = parts;
  std::sort(sorted.rules.begin(), sorted.rules.end(),
            [](const Rule& a, const Rule& b) { return std::tie(a.name, a.row) < std::tie(b.name, b.row); });
  return RuleSet::Freeze(std::move(sorted));
}

Decision SmallPack::Decide(const Message& message) const {
  return Decider(std::make_shared<const RuleIndex>(Freeze())).Decide(message, kTestDay);
}

Decision SmallPack::Decide(const std::string& text) const {
  Message message;
  message.channel = "вк";
  message.text = text;
  return Decide(message);
}

Id SmallPack::RuleId(std::string_view name) const { return Find(Freeze()->rules(), name); }

Condition Always() { return {}; }

Condition Test(Attribute attribute, Op op, std::vector<Value> values) {
  Condition condition;
  condition.attribute = attribute;
  condition.op = op;
  condition.values = std::move(values);
  return condition;
}

Condition Is(Attribute attribute, Value value) { return Test(attribute, Op::kEqual, {std::move(value)}); }

Condition Compound(Op op, std::vector<Condition> children) {
  Condition condition;
  condition.op = op;
  condition.children = std::move(children);
  return condition;
}

Condition IsHolder(Attribute attribute, Holder holder) {
  Condition condition = Test(attribute, Op::kIsHolder);
  condition.holder = holder;
  return condition;
}

Action By(Attribute attribute, Holder holder) { return {attribute, HolderRef{holder, kNone}}; }
Action Tag(const char* text) { return {Attribute::kTag, std::string(text)}; }
Action Set(Importance importance) { return {Attribute::kImportance, importance}; }
Action Set(Attribute attribute, Id id) { return {attribute, id}; }
Action Redirect(const char* to) { return {Attribute::kOutcome, Outcome{OutcomeKind::kRedirect, to}}; }

}  // namespace autorules::testing
