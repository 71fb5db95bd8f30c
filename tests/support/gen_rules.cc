#include "tests/support/gen_rules.h"

#include <algorithm>
#include <numeric>

#include "engine/text/fold.h"

namespace autorules::testing {
namespace {

const std::vector<std::string> kWords{
    "яма",     "ямы",       "дороге",      "дорога", "дорожный", "свет",    "света", "вода",    "воды",
    "горячая", "снег",      "снега",       "мусор",  "мусора",   "двор",    "дворе", "лифт",    "газ",
    "нет",     "отопление", "МУП",         "дерево", "112",      "автобус", "улица", "Ленина",  "Мира",
    "дом",     "5",         "Центральный", "школа",  "школе",    "и",       "на",    "Садовая", "Северный"};
const std::vector<std::string> kPatterns{"яма",   "дорога", "дорож*", "свет",         "вода",         "снег",
                                         "мусор", "двор",   "лифт",   "газ",          "=МУП",         "школа",
                                         "112",   "авто*",  "дерево", "горячая вода", "нет ... воды", "яма ... дороге",
                                         "снег",  "=ямы",   "ленина", "садов*"};
const std::vector<std::string> kTexts{"",     "Дороги",        "дороги",          "ЖКХ",
                                      "Ёлки", "снег во дворе", "улица Ленина, 5", "школа"};
const std::vector<std::string> kTags{"срочно", "Срочно", "ускоренное решение", "ёлка", "проверить", "112"};
const std::vector<double> kWeights{-3, -1, 0.1, 0.2, 0.7, 1, 1.5, 2, 3};

std::string Numbered(const char* stem, std::size_t i) {
  return stem + std::string(i < 10 ? "0" : "") + std::to_string(i);
}

}  // namespace

bool RuleGen::Reach::MayRead(Attribute attribute) const {
  if (Info(attribute).origin != Origin::kDecided) return true;
  const auto at = std::find(order.begin(), order.end(), attribute) - order.begin();
  return static_cast<std::size_t>(at) < floor;
}

CivilDate RuleGen::ADay() {
  return {static_cast<std::int16_t>(2024 + Below(3)), static_cast<std::uint8_t>(1 + Below(12)),
          static_cast<std::uint8_t>(1 + Below(28))};
}

std::string RuleGen::AWord() { return Pick(kWords); }

void RuleGen::AddOrganisation(RuleSetParts* parts) {
  parts->municipality = {"proba", "Пробный район", "57701000", "Asia/Yekaterinburg", {}, {}};
  for (std::size_t i = 0, n = Below(5); i < n; ++i) {
    const std::string name = Numbered("канал", i);
    parts->channels.push_back({name, "Канал " + std::to_string(i), {name, Fold("Канал " + std::to_string(i))}, {}});
  }
  for (std::size_t i = 0, n = Below(4); i < n; ++i)
    parts->procedures.push_back({Numbered("порядок", i), "Порядок", {}});
  const std::size_t units = 1 + Below(10);
  for (std::size_t i = 0; i < units; ++i) {
    Unit unit;
    unit.name = Numbered("у", i);
    unit.kind = static_cast<UnitKind>(Below(kUnitKindCount));
    if (unit.kind == UnitKind::kRole) unit.role = static_cast<RoleKind>(Below(4));
    for (Id channel = 0; channel < parts->channels.size(); ++channel) {
      if (Chance(15)) unit.channels.push_back(channel);
      if (Chance(15)) unit.reserve_channels.push_back(channel);
    }
    for (Id topic = 0; topic < parts->topics.size(); ++topic) {
      if (Chance(15)) unit.topics.push_back(topic);
    }
    parts->units.push_back(unit);
  }
  std::vector<Id> order(units);
  std::iota(order.begin(), order.end(), Id{0});
  std::shuffle(order.begin(), order.end(), random_);
  for (std::size_t i = 1; i < units; ++i) {
    if (Chance(70)) parts->units[order[i]].superior = order[Below(i)];
  }
  for (std::size_t i = 0, n = Below(6); i < n; ++i) {
    const bool district = Chance(30);
    parts->addresses.push_back({district ? Pick(std::vector<std::string>{"Центральный", "Северный"})
                                         : Pick(std::vector<std::string>{"Ленина", "Мира", "Садовая"}),
                                district ? "район" : "улица", "", static_cast<std::uint32_t>(Below(units))});
  }
}

void RuleGen::AddTopics(RuleSetParts* parts) {
  const std::size_t topics = Below(12);
  for (std::size_t i = 0; i < topics; ++i) {
    Topic topic;
    topic.name = Numbered("тема", i);
    if (Chance(20)) topic.base = Pick(kWeights);
    topic.left_to_person = Chance(15);
    for (std::size_t p = 0, n = Below(5); p < n; ++p) {
      const auto pattern = static_cast<PatternId>(Below(parts->patterns.size()));
      topic.patterns.push_back({pattern, Pick(kWeights), parts->patterns[pattern].Canonical()});
    }
    parts->topics.push_back(topic);
  }
  std::vector<Id> order(topics);
  std::iota(order.begin(), order.end(), Id{0});
  std::shuffle(order.begin(), order.end(), random_);
  for (std::size_t i = 0; i < topics; ++i) {
    Topic& topic = parts->topics[order[i]];
    topic.group = order[i];
    if (i == 0 || Chance(40)) continue;
    topic.parent = order[Below(i)];
    topic.group = parts->topics[topic.parent].group;
  }
  parts->policy = {Pick(std::vector<double>{0, 0.3, 1, 2}), Pick(std::vector<double>{0, 0, 0.1, 1}), Chance(30)};
}

void RuleGen::AddPatterns(RuleSetParts* parts) {
  for (const std::string& literal : kPatterns) parts->patterns.push_back(ParsePattern(literal).value());
  std::shuffle(parts->patterns.begin(), parts->patterns.end(), random_);
}

std::optional<Value> RuleGen::AValue(const RuleSetParts& parts, Attribute attribute) {
  const auto id = [&](std::size_t count) {
    return count == 0 ? std::optional<Value>() : std::optional<Value>(static_cast<Id>(Below(count)));
  };
  switch (Info(attribute).type) {
    case ValueType::kText: return Value(Fold(Pick(kTexts)));
    case ValueType::kTextList: return Value(Fold(Pick(kTags)));
    case ValueType::kNumber: return Value(static_cast<double>(Below(attribute == Attribute::kWords ? 12 : 3)));
    case ValueType::kDate: return Value(ADay());
    case ValueType::kFlag: return Value(Chance(50));
    case ValueType::kChannel: return id(parts.channels.size());
    case ValueType::kTopic: return id(parts.topics.size());
    case ValueType::kProcedure: return id(parts.procedures.size());
    case ValueType::kImportance: return id(4);
    case ValueType::kOutcome: return id(2);
    default: return id(parts.units.size());
  }
}

Condition RuleGen::ALeaf(const RuleSetParts& parts, const Reach& reach) {
  Condition leaf;
  do {
    leaf.attribute = Chance(35) ? Attribute::kText : static_cast<Attribute>(Below(kAttributeCount));
  } while (!reach.MayRead(leaf.attribute));
  const ValueType type = Info(leaf.attribute).type;
  const bool list = type == ValueType::kTextList || type == ValueType::kUnitList;
  std::vector<Op> ops{Op::kPresent, Op::kAbsent};
  if (list) {
    ops.insert(ops.end(), {Op::kHas, Op::kHas, Op::kHas});
  } else {
    ops.insert(ops.end(), {Op::kEqual, Op::kEqual, Op::kOneOf, Op::kOneOf});
  }
  if (type == ValueType::kText)
    ops.insert(ops.end(), {Op::kContainsAny, Op::kContainsAny, Op::kContainsAny, Op::kContainsAll});
  if (type == ValueType::kText && leaf.attribute == Attribute::kText) {
    ops.insert(ops.end(), {Op::kContainsAny, Op::kContainsAny, Op::kContainsAll});
  }
  if (type == ValueType::kTopic) ops.insert(ops.end(), {Op::kWithin, Op::kWithin, Op::kWithin});
  if (type == ValueType::kNumber || type == ValueType::kDate || type == ValueType::kImportance) {
    ops.insert(ops.end(), {Op::kLess, Op::kLessEqual, Op::kGreater, Op::kGreaterEqual, Op::kBetween});
  }
  leaf.op = Pick(ops);
  if (leaf.op == Op::kPresent || leaf.op == Op::kAbsent) return leaf;
  if (leaf.op == Op::kContainsAny || leaf.op == Op::kContainsAll) {
    for (std::size_t i = 0, n = Chance(3) ? 0 : 1 + Below(leaf.op == Op::kContainsAll ? 2 : 4); i < n; ++i) {
      leaf.patterns.push_back(static_cast<PatternId>(Below(parts.patterns.size())));
    }
    return leaf;
  }
  std::size_t operands = leaf.op == Op::kBetween ? 2 : 1;
  if (leaf.op == Op::kOneOf || leaf.op == Op::kWithin) operands = 1 + Below(3);
  for (std::size_t i = 0; i < operands; ++i) {
    const auto value = AValue(parts, leaf.attribute);
    if (!value) {  // the pack has nothing of the kind
      leaf.op = Op::kAbsent;
      leaf.values.clear();
      return leaf;
    }
    leaf.values.push_back(*value);
  }
  return leaf;
}

Condition RuleGen::ACondition(const RuleSetParts& parts, const Reach& reach, unsigned depth) {
  if (depth == 0 || Chance(65)) return ALeaf(parts, reach);
  Condition compound;
  compound.op = Pick(std::vector<Op>{Op::kAll, Op::kAny, Op::kAny, Op::kNot});
  const std::size_t children = compound.op == Op::kNot ? 1 : 1 + Below(3);
  for (std::size_t i = 0; i < children; ++i) compound.children.push_back(ACondition(parts, reach, depth - 1));
  return compound;
}

std::optional<Action> RuleGen::AnAction(const RuleSetParts& parts, Attribute attribute, const Reach& reach) {
  Action action;
  action.attribute = attribute;
  switch (attribute) {
    case Attribute::kTopic:
      if (parts.topics.empty()) return std::nullopt;
      action.value = static_cast<Id>(Below(parts.topics.size()));
      break;
    case Attribute::kProcedure:
      if (parts.procedures.empty()) return std::nullopt;
      action.value = static_cast<Id>(Below(parts.procedures.size()));
      break;
    case Attribute::kImportance: action.value = static_cast<Importance>(Below(4)); break;
    case Attribute::kOutcome:
      action.value =
          Outcome{static_cast<OutcomeKind>(Below(2)), Pick(std::vector<std::string>{"Министерство", "п. 5"})};
      break;
    case Attribute::kTag: action.value = Pick(kTags); break;
    default: {
      HolderRef ref;
      if (Chance(60)) ref.holder = static_cast<Holder>(Below(7));
      const auto read = ReadsOf(ref.holder);
      if (read && !reach.MayRead(*read)) ref.holder = Holder::kUnit;
      if (ref.holder == Holder::kUnit) ref.unit = static_cast<Id>(Below(parts.units.size()));
      action.value = ref;
    }
  }
  return action;
}

Rule RuleGen::ARule(const RuleSetParts& parts, const Reach& reach) {
  Rule rule;
  rule.layer = static_cast<Layer>(Below(3));
  rule.priority = static_cast<int>(Below(3));
  if (Chance(80)) {
    for (std::size_t i = 0, n = Below(4); i < n; ++i) rule.when.children.push_back(ACondition(parts, reach, 3));
  } else {
    rule.when = ACondition(parts, reach, 3);
  }
  if (Chance(15)) rule.from = ADay();
  if (Chance(15)) rule.to = ADay();
  std::vector<Attribute> writable(reach.order.begin() + static_cast<std::ptrdiff_t>(reach.floor), reach.order.end());
  for (std::size_t i = 0, n = 1 + Below(3); i < n && !writable.empty(); ++i) {
    const std::size_t at = Below(writable.size());
    const Attribute attribute = writable[at];
    if (const auto action = AnAction(parts, attribute, reach)) rule.actions.push_back(*action);
    const bool list = attribute == Attribute::kTag || attribute == Attribute::kCoOwner;
    if (!list) writable.erase(writable.begin() + static_cast<std::ptrdiff_t>(at));
  }
  // A tag of its own node may be read by a rule that writes other tags; this may close a cycle, see Parts.
  if (Chance(10) && reach.floor > 0) rule.actions.push_back({Attribute::kTag, Pick(kTags)});
  return rule;
}

void RuleGen::AddRules(RuleSetParts* parts, std::size_t count) {
  Reach reach;
  reach.order = {Attribute::kTopic,      Attribute::kProcedure, Attribute::kOwner, Attribute::kTerritory,
                 Attribute::kImportance, Attribute::kOutcome,   Attribute::kTag,   Attribute::kCoOwner};
  std::shuffle(reach.order.begin(), reach.order.end(), random_);
  std::vector<std::size_t> set_floors;
  for (std::size_t i = 0, n = Below(4); i < n; ++i) set_floors.push_back(Below(reach.order.size()));
  for (std::size_t i = 0; i < count; ++i) {
    const bool in_set = !set_floors.empty() && Chance(40);
    const std::size_t set = in_set ? Below(set_floors.size()) : 0;
    reach.floor = in_set ? set_floors[set] : Below(reach.order.size());
    Rule rule = ARule(*parts, reach);
    rule.name = Numbered("правило", i);
    if (in_set) rule.set = Numbered("набор", set);
    parts->rules.push_back(std::move(rule));
  }
}

RuleSetParts RuleGen::Parts(std::size_t max_rules) {
  RuleSetParts parts;
  AddPatterns(&parts);
  AddTopics(&parts);
  AddOrganisation(&parts);
  Reach all;  // defaults come last and may use any holder
  all.order = {Attribute::kTopic};
  all.floor = 1;
  const auto add_default = [&](Attribute attribute) {
    if (const auto action = AnAction(parts, attribute, all)) parts.municipality.defaults.push_back(*action);
  };
  for (const Attribute attribute :
       {Attribute::kCoOwner, Attribute::kOwner, Attribute::kTopic, Attribute::kProcedure, Attribute::kTerritory,
        Attribute::kImportance, Attribute::kTag, Attribute::kOutcome}) {
    const unsigned percent = attribute == Attribute::kOwner ? 90 : attribute == Attribute::kOutcome ? 5 : 30;
    if (Chance(percent)) add_default(attribute);
  }
  const std::size_t count = Below(max_rules + 1);
  do {
    parts.rules.clear();
    AddRules(&parts, count);
  } while (std::holds_alternative<std::vector<OrderCycle>>(OrderRules(parts.rules)));
  return parts;
}

Message RuleGen::AMessage(const RuleSetParts& parts) {
  Message message;
  if (Chance(95)) {
    for (std::size_t i = 0, n = Below(14); i < n; ++i) message.text += (i == 0 ? "" : " ") + AWord();
  } else {
    message.text = Pick(std::vector<std::string>{"", "  ", "…", "ямы\xFF дороге"});
  }
  if (Chance(70) && !parts.channels.empty()) {
    const Channel& channel = Pick(parts.channels);
    message.channel = Chance(50) ? channel.name : channel.display;
  } else if (Chance(50)) {
    message.channel = "неведомый";
  }
  if (Chance(60)) {
    constexpr std::int64_t kStart = 1704067200;  // 2024-01-01T00:00:00Z
    message.received_at = kStart + static_cast<std::int64_t>(Below(3U * 366U * 86400U));
  }
  if (Chance(40)) message.author_followers = static_cast<double>(Below(3));
  if (Chance(30)) message.fast_track = Chance(50);
  if (Chance(30)) message.fz59 = Chance(50);
  if (Chance(40))
    message.address =
        Pick(std::vector<std::string>{"улица Ленина, 5", "Мира", "ул. Садовая", "Северный район", "дом 5"});
  for (std::string* field : {&message.author_name, &message.author_contact, &message.category, &message.subcategory,
                             &message.fact, &message.organisation, &message.source_oktmo}) {
    if (Chance(60)) *field = Chance(70) ? Pick(kTexts) : AWord();
  }
  return message;
}

}  // namespace autorules::testing
