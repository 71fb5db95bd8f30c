#include "tests/support/gen_rules.h"

#include <algorithm>
#include <numeric>

#include "engine/ruleset/values.h"
#include "engine/text/fold.h"

namespace autorules::testing {
namespace {

const std::vector<std::string> kWords{
    "яма",     "ямы",       "дороге",      "дорога", "дорожный", "свет",    "света", "вода",    "воды",
    "горячая", "снег",      "снега",       "мусор",  "мусора",   "двор",    "дворе", "лифт",    "газ",
    "нет",     "отопление", "МУП",         "дерево", "112",      "автобус", "улица", "Ленина",  "Мира",
    "дом",     "5",         "Центральный", "школа",  "школе",    "и",       "на",    "Садовая", "Северный"};
const std::vector<std::string> kTexts{"",     "Дороги",        "дороги",          "ЖКХ",
                                      "Ёлки", "снег во дворе", "улица Ленина, 5", "школа"};
const std::vector<std::string> kTags{"срочно", "Срочно", "ускоренное решение", "ёлка", "проверить", "112"};

}  // namespace

bool RuleGen::Reach::MayRead(Attribute attribute) const {
  if (IsOwn(attribute)) {
    if (const auto* window = std::get_if<Window>(&parts->own[OwnIndex(attribute)].source)) {
      return std::all_of(window->keys.begin(), window->keys.end(), [&](Attribute key) { return MayRead(key); });
    }
  } else if (Info(attribute).origin != Origin::kDecided) {
    return true;
  }
  const auto at = std::find(order.begin(), order.end(), attribute) - order.begin();
  return static_cast<std::size_t>(at) < floor;
}

CivilDate RuleGen::ADay() {
  return {static_cast<std::int16_t>(2024 + Below(3)), static_cast<std::uint8_t>(1 + Below(12)),
          static_cast<std::uint8_t>(1 + Below(28))};
}

std::string RuleGen::AWord() { return Pick(kWords); }

Attribute RuleGen::AnAttribute(const RuleSetParts& parts) {
  if (!parts.own.empty() && Chance(35)) return OwnAttribute(Below(parts.own.size()));
  return static_cast<Attribute>(Below(kAttributeCount));
}

/// Single values that are often there, one or two of them.
std::vector<Attribute> RuleGen::Keys(const RuleSetParts& parts, const Reach& reach) {
  std::vector<Attribute> keys;
  for (const std::size_t wanted = 1 + Below(2); keys.size() < wanted;) {
    const Attribute key = Chance(60) ? Pick(std::vector<Attribute>{Attribute::kTopicByWords, Attribute::kChannel,
                                                                   Attribute::kCategory, Attribute::kTopic})
                                     : AnAttribute(parts);
    const bool taken = std::find(keys.begin(), keys.end(), key) != keys.end();
    if (!taken && !IsList(parts.InfoOf(key).type) && reach.MayRead(key)) keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::optional<Value> RuleGen::AValue(const RuleSetParts& parts, Attribute attribute) {
  const auto id = [&](std::size_t count) {
    return count == 0 ? std::optional<Value>() : std::optional<Value>(static_cast<Id>(Below(count)));
  };
  switch (parts.InfoOf(attribute).type) {
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
    case ValueType::kEnumeration: return id(3);
    case ValueType::kTemplateList: return id(parts.templates.size());
    default: return id(parts.units.size());
  }
}

Condition RuleGen::AnArrival() {
  Condition leaf;
  leaf.attribute = Attribute::kReceived;
  leaf.op = Pick(std::vector<Op>{Op::kInWorkingTime, Op::kOnDayOff, Op::kClockBetween});
  if (leaf.op == Op::kClockBetween) {
    leaf.values = {Value(static_cast<double>(Below(1440))), Value(static_cast<double>(Below(1440)))};
  }
  return leaf;
}

Condition RuleGen::ALeaf(const RuleSetParts& parts, const Reach& reach) {
  if (Chance(5)) return AnArrival();
  Condition leaf;
  do {
    leaf.attribute = Chance(30) ? Attribute::kText : AnAttribute(parts);
  } while (!reach.MayRead(leaf.attribute));
  const ValueType type = parts.InfoOf(leaf.attribute).type;
  std::vector<Op> ops{Op::kPresent, Op::kAbsent};
  if (leaf.attribute == Attribute::kMerge) {
    // nothing else to ask
  } else if (IsList(type)) {
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

HolderRef RuleGen::AHolder(const RuleSetParts& parts, const Reach& reach) {
  HolderRef ref;
  if (Chance(60)) ref.holder = static_cast<Holder>(Below(8));
  const auto read = ReadsOf(ref.holder);
  if (read && !reach.MayRead(*read)) ref.holder = Holder::kUnit;
  if (ref.holder == Holder::kUnit) ref.unit = static_cast<Id>(Below(parts.units.size()));
  return ref;
}

/// Another attribute of the type, if there is one; all enumerations have the same options.
std::optional<ValueOf> RuleGen::ACopy(const RuleSetParts& parts, Attribute attribute, const Reach& reach) {
  const ValueType type = parts.InfoOf(attribute).type;
  if (type == ValueType::kOutcome) return std::nullopt;
  for (int attempt = 0; attempt < 20; ++attempt) {
    const Attribute from = AnAttribute(parts);
    const ValueType given = parts.InfoOf(from).type;
    const bool fits = given == type || (type == ValueType::kUnit && given == ValueType::kTerritory);
    if (fits && from != attribute && reach.MayRead(from)) return ValueOf{from};
  }
  return std::nullopt;
}

std::optional<Action> RuleGen::AnAction(const RuleSetParts& parts, Attribute attribute, const Reach& reach) {
  Action action;
  action.attribute = attribute;
  const ValueType type = parts.InfoOf(attribute).type;
  if (!IsList(type) && Chance(20)) {
    if (const auto copy = ACopy(parts, attribute, reach)) return Action{attribute, *copy};
  }
  switch (type) {
    case ValueType::kImportance: action.value = static_cast<Importance>(Below(4)); break;
    case ValueType::kOutcome:
      action.value =
          Outcome{static_cast<OutcomeKind>(Below(2)), Pick(std::vector<std::string>{"Министерство", "п. 5"})};
      break;
    case ValueType::kTextList: action.value = Pick(kTags); break;
    case ValueType::kText: action.value = Pick(kTexts); break;
    case ValueType::kNumber: action.value = static_cast<double>(Below(3)); break;
    case ValueType::kDate: action.value = ADay(); break;
    case ValueType::kFlag: action.value = Chance(50); break;
    case ValueType::kKeyList: action.value = MergeKeys{Keys(parts, reach)}; break;
    case ValueType::kUnit:
    case ValueType::kTerritory: action.value = AHolder(parts, reach); break;
    case ValueType::kUnitList: {
      if (attribute == Attribute::kCoOwner || attribute == Attribute::kRecusal) {
        action.value = AHolder(parts, reach);
      } else {
        const bool plain = parts.templates.empty() || Chance(50);
        action.value = Notice{AHolder(parts, reach), plain ? kNone : static_cast<Id>(Below(parts.templates.size()))};
      }
      break;
    }
    default: {
      const auto value = AValue(parts, attribute);
      if (!value) return std::nullopt;
      action.value = std::get<Id>(*value);
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
  if (Chance(3)) rule.event.kind = EventKind::kRating;
  std::vector<Attribute> writable(reach.order.begin() + static_cast<std::ptrdiff_t>(reach.floor), reach.order.end());
  for (std::size_t i = 0, n = 1 + Below(3); i < n && !writable.empty(); ++i) {
    const std::size_t at = Below(writable.size());
    const Attribute attribute = writable[at];
    if (const auto action = AnAction(parts, attribute, reach)) rule.actions.push_back(*action);
    if (!IsList(parts.InfoOf(attribute).type)) writable.erase(writable.begin() + static_cast<std::ptrdiff_t>(at));
  }
  // A tag of its own node may be read by a rule that writes other tags; this may close a cycle, see Parts.
  if (Chance(10) && reach.floor > 0) rule.actions.push_back({Attribute::kTag, Pick(kTags)});
  return rule;
}

/// Rows that act as one, or each for itself.
void RuleGen::AddTable(RuleSetParts* parts, const Reach& reach, const std::string& name) {
  const bool as_one = Chance(50);
  const auto layer = static_cast<Layer>(Below(3));
  for (std::uint32_t row = 1, n = static_cast<std::uint32_t>(1 + Below(5)); row <= n; ++row) {
    Rule rule = ARule(*parts, reach);
    rule.name = name;
    rule.row = row;
    rule.layer = layer;
    rule.priority = 1;
    if (as_one) rule.set = name;
    parts->rules.push_back(std::move(rule));
  }
}

void RuleGen::AddRules(RuleSetParts* parts, std::size_t count) {
  Reach reach;
  reach.parts = parts;
  reach.order = {Attribute::kTopic,      Attribute::kProcedure, Attribute::kOwner, Attribute::kTerritory,
                 Attribute::kImportance, Attribute::kOutcome,   Attribute::kTag,   Attribute::kCoOwner,
                 Attribute::kNotice,     Attribute::kReply,     Attribute::kMerge, Attribute::kRecusal};
  for (std::size_t i = 0; i < parts->own.size(); ++i) {
    if (std::holds_alternative<Field>(parts->own[i].source)) reach.order.push_back(OwnAttribute(i));
  }
  std::shuffle(reach.order.begin(), reach.order.end(), random_);
  // Who names an owner waits for what recuses: the other way round would close a cycle.
  const auto place = [&](Attribute attribute) {
    return std::find(reach.order.begin(), reach.order.end(), attribute) - reach.order.begin();
  };
  const auto first = std::min({place(Attribute::kOwner), place(Attribute::kCoOwner), place(Attribute::kRecusal)});
  std::swap(reach.order[static_cast<std::size_t>(first)],
            reach.order[static_cast<std::size_t>(place(Attribute::kRecusal))]);
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
  for (std::size_t i = 0, n = Below(3); i < n; ++i) {
    reach.floor = Below(reach.order.size());
    AddTable(parts, reach, Numbered("таблица", i));
  }
}

void RuleGen::AddDefaults(RuleSetParts* parts) {
  Reach all{parts, {}, 0};  // defaults come last and may use anything
  for (const AttributeInfo& row : Attributes()) all.order.push_back(row.id);
  for (std::size_t i = 0; i < parts->own.size(); ++i) all.order.push_back(OwnAttribute(i));
  all.floor = all.order.size();
  std::vector<Attribute> attributes{Attribute::kCoOwner, Attribute::kOwner,      Attribute::kTopic,
                                    Attribute::kNotice,  Attribute::kProcedure,  Attribute::kTerritory,
                                    Attribute::kReply,   Attribute::kImportance, Attribute::kTag,
                                    Attribute::kMerge,   Attribute::kOutcome};
  for (std::size_t i = 0; i < parts->own.size(); ++i) {
    if (std::holds_alternative<Field>(parts->own[i].source)) attributes.push_back(OwnAttribute(i));
  }
  for (const Attribute attribute : attributes) {
    const unsigned percent = attribute == Attribute::kOwner ? 90 : attribute == Attribute::kOutcome ? 5 : 25;
    if (!Chance(percent)) continue;
    if (const auto action = AnAction(*parts, attribute, all)) parts->municipality.defaults.push_back(*action);
  }
}

RuleSetParts RuleGen::Parts(std::size_t max_rules) {
  RuleSetParts parts;
  AddPatterns(&parts);
  AddTopics(&parts);
  AddOrganisation(&parts);
  AddPeople(&parts);
  AddCalendar(&parts);
  AddOwn(&parts);
  AddTemplates(&parts);
  AddDefaults(&parts);
  const std::size_t count = Below(max_rules + 1);
  do {
    parts.rules.clear();
    AddRules(&parts, count);
  } while (std::holds_alternative<std::vector<OrderCycle>>(OrderRules(parts.rules, parts.own)));
  return parts;
}

/// What a message might bring for a field, more often than not of its type.
std::string RuleGen::AFieldText(const RuleSetParts& parts, Attribute attribute) {
  if (Chance(20)) return Pick(std::vector<std::string>{"", " ", "пять", "5 этажей", "1.2.3", "2026-02-30", "у99"});
  switch (parts.InfoOf(attribute).type) {
    case ValueType::kText: return Chance(50) ? Pick(kTexts) : AWord() + " " + AWord();
    case ValueType::kNumber: return Pick(std::vector<std::string>{"0", "1", " 2 ", "1,5", "2.5", "-1", "1.0"});
    case ValueType::kDate: return ADay().ToString();
    case ValueType::kFlag:
      return Pick(std::vector<std::string>{"да", "Нет", "TRUE", "false", "yes", "no", "1", "0", "ага"});
    case ValueType::kImportance: return Pick(std::vector<std::string>{"высокая", "Low", "critical", "никакая"});
    case ValueType::kEnumeration: return Pick(std::vector<std::string>{"дом", "ДВОР", "елка", "ёлка", "сад"});
    default: {
      const auto value = AValue(parts, attribute);
      return value ? std::string(NameOfId(parts, attribute, std::get<Id>(*value), Language::kRussian)) : "нет такого";
    }
  }
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
    // Half of them within some days, so that they meet in windows.
    const std::size_t span = Chance(50) ? 8U * 86400U : 3U * 366U * 86400U;
    message.received_at = kStart + static_cast<std::int64_t>(Below(span));
    message.only_day = Chance(20);
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
  for (std::size_t i = 0; i < parts.own.size(); ++i) {
    if (!Chance(60)) continue;
    std::string name = parts.own[i].name;
    if (Chance(20)) name = " ПОЛЕ" + name.substr(std::string("поле").size());
    const bool field = std::holds_alternative<Field>(parts.own[i].source);
    message.fields[name] = field ? AFieldText(parts, OwnAttribute(i)) : "5";
  }
  if (Chance(20)) message.fields["неведомое"] = "5";
  return message;
}

}  // namespace autorules::testing
