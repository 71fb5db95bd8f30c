#include <algorithm>
#include <numeric>

#include "engine/text/fold.h"
#include "tests/support/gen_rules.h"

namespace autorules::testing {
namespace {

const std::vector<std::string> kPatterns{"яма",   "дорога", "дорож*", "свет",         "вода",         "снег",
                                         "мусор", "двор",   "лифт",   "газ",          "=МУП",         "школа",
                                         "112",   "авто*",  "дерево", "горячая вода", "нет ... воды", "яма ... дороге",
                                         "снег",  "=ямы",   "ленина", "садов*"};
const std::vector<double> kWeights{-3, -1, 0.1, 0.2, 0.7, 1, 1.5, 2, 3};

}  // namespace

std::string RuleGen::Numbered(const char* stem, std::size_t i) {
  return stem + std::string(i < 10 ? "0" : "") + std::to_string(i);
}

void RuleGen::AddOrganisation(RuleSetParts* parts) {
  parts->municipality.name = "proba";
  parts->municipality.zone = "Asia/Yekaterinburg";
  for (std::size_t i = 0, n = Below(5); i < n; ++i) {
    const std::string name = Numbered("канал", i);
    parts->channels.push_back({name, "Канал " + std::to_string(i), {name, Fold("Канал " + std::to_string(i))}, {}});
  }
  for (std::size_t i = 0, n = Below(4); i < n; ++i) {
    Procedure& procedure = parts->procedures.emplace_back();
    procedure.name = Numbered("порядок", i);
    procedure.display = "Порядок";
  }
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

void RuleGen::AddPeople(RuleSetParts* parts) {
  for (Unit& unit : parts->units) {
    unit.vacant = Chance(20);
    if (Chance(50)) unit.deputy = static_cast<Id>(Below(parts->units.size()));
    if (Chance(40)) unit.person = Pick(std::vector<std::string>{"п1", "п2", "п3"});
  }
}

void RuleGen::AddCalendar(RuleSetParts* parts) {
  CalendarLayer layer;
  for (std::size_t i = 0, n = Below(40); i < n; ++i) {
    layer.push_back({ADay(), static_cast<DayKind>(Below(3)), "", std::nullopt});
  }
  parts->municipality.calendar = WorkCalendar({layer});
  if (Chance(30)) return;
  for (auto& day : parts->municipality.schedule.hours) {
    const int opening = static_cast<int>(Below(600));
    if (Chance(70)) day = {{opening, opening + 120}, {opening + 180, opening + 600}};
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

void RuleGen::AddOwn(RuleSetParts* parts) {
  if (Chance(20)) return;
  const std::vector<ValueType> types{ValueType::kText,       ValueType::kNumber,     ValueType::kDate,
                                     ValueType::kFlag,       ValueType::kChannel,    ValueType::kTopic,
                                     ValueType::kUnit,       ValueType::kTerritory,  ValueType::kProcedure,
                                     ValueType::kImportance, ValueType::kEnumeration};
  for (std::size_t i = 0, n = Below(10); i < n; ++i) {
    OwnAttributeInfo info;
    info.name = Numbered("поле", i);
    info.type = Pick(types);
    Field field;
    if (info.type == ValueType::kNumber && Chance(50)) field.low = 1;
    if (info.type == ValueType::kNumber && Chance(50)) field.high = 2;
    if (info.type == ValueType::kEnumeration) field.options = {"Дом", "двор", "Ёлка"};
    info.source = field;
    parts->own.push_back(info);
  }
  Reach all{parts, {}, 0};
  for (const AttributeInfo& row : Attributes()) all.order.push_back(row.id);
  for (std::size_t i = 0; i < parts->own.size(); ++i) all.order.push_back(OwnAttribute(i));
  all.floor = all.order.size();
  const std::size_t fields = parts->own.size();
  for (std::size_t i = 0, n = Below(3); i < n; ++i) {
    OwnAttributeInfo info;
    info.name = Numbered("похожих", i);
    info.type = ValueType::kNumber;
    RuleSetParts without = *parts;
    without.own.resize(fields);
    info.source = Window{Keys(without, all), static_cast<std::int64_t>(1 + Below(3)) * 86400};
    parts->own.push_back(info);
  }
}

void RuleGen::AddTemplates(RuleSetParts* parts) {
  for (std::size_t i = 0, n = Below(4); i < n; ++i) {
    Template letter;
    letter.name = Numbered("шаблон", i);
    letter.parts.push_back({TemplatePart::Kind::kAttribute, "", AnAttribute(*parts)});
    parts->templates.push_back(letter);
  }
}

}  // namespace autorules::testing
