#include "tests/support/naive_view.h"

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>
#include <sstream>

#include "engine/ruleset/values.h"
#include "engine/text/fold.h"

namespace autorules::testing {

std::string NaiveView::Raw(Attribute attribute) const {
  switch (attribute) {
    case Attribute::kText: return message.text;
    case Attribute::kAddress: return message.address;
    case Attribute::kAuthorName: return message.author_name;
    case Attribute::kAuthorContact: return message.author_contact;
    case Attribute::kCategory: return message.category;
    case Attribute::kSubcategory: return message.subcategory;
    case Attribute::kFact: return message.fact;
    case Attribute::kOrganisation: return message.organisation;
    case Attribute::kSourceOktmo: return message.source_oktmo;
    default: break;
  }
  if (!IsOwn(attribute) || d.own.empty() || !d.own[OwnIndex(attribute)]) return "";
  const auto* text = std::get_if<std::string>(&*d.own[OwnIndex(attribute)]);
  return text == nullptr ? "" : *text;
}

const PatternHit* NaiveView::Find(Attribute attribute, PatternId pattern) const {
  for (const PatternHit& hit : found.at(attribute)) {
    if (hit.pattern == pattern) return &hit;
  }
  return nullptr;
}

bool NaiveView::Contains(Attribute attribute, PatternId pattern) const {
  if (!IsOwn(attribute)) return Find(attribute, pattern) != nullptr;
  TextScanner scanner(rules.patterns());
  const std::string raw = Raw(attribute);
  const auto& hits = scanner.Scan(raw).hits;
  return std::any_of(hits.begin(), hits.end(), [&](const PatternHit& hit) { return hit.pattern == pattern; });
}

void NaiveView::ScanAll(TextScanner& scanner) {
  for (const AttributeInfo& info : Attributes()) {
    if (info.type == ValueType::kText) found[info.id] = scanner.Scan(Raw(info.id)).hits;
  }
  const std::string& address = message.address;
  AddressResult by_field = rules.addresses().Find(address, scanner.Scan(address));
  const ScanResult& scan = scanner.Scan(message.text);
  AddressResult by_text = rules.addresses().Find(message.text, scan);
  const bool field = by_field.owner || (by_text.hits.empty() && !by_field.hits.empty());
  const AddressResult& best = field ? by_field : by_text;
  d.territory_by_address = best.owner ? *best.owner : kNone;
  d.trace.addresses = best.hits;
  d.trace.address_ambiguous = best.ambiguous;
  d.trace.addresses_in_field = field;
  d.trace.text_repaired = scan.repaired;
  d.trace.text_truncated = scan.truncated;
  words = scan.words;
}

bool NaiveView::IsHit(Id topic) const {
  for (const WeightedPattern& word : rules.topics()[topic].patterns) {
    if (Find(Attribute::kText, word.pattern) != nullptr) return true;
  }
  for (Id child = 0; child < rules.topics().size(); ++child) {
    if (rules.topics()[child].parent == topic && IsHit(child)) return true;
  }
  return false;
}

long long NaiveView::Sum(Id topic) const {
  if (!IsHit(topic)) return 0;
  long long sum = std::llround(rules.topics()[topic].base * 1e6);
  for (const WeightedPattern& word : rules.topics()[topic].patterns) {
    if (Find(Attribute::kText, word.pattern) != nullptr) sum += std::llround(word.weight * 1e6);
  }
  for (Id child = 0; child < rules.topics().size(); ++child) {
    if (rules.topics()[child].parent == topic) sum += Sum(child);
  }
  return sum;
}

Id NaiveView::BestBelow(Id parent, std::vector<TopicScore>* trace) {
  std::vector<std::pair<long long, Id>> rivals;
  for (Id topic = 0; topic < rules.topics().size(); ++topic) {
    if (rules.topics()[topic].parent == parent && IsHit(topic)) rivals.emplace_back(-Sum(topic), topic);
  }
  std::sort(rivals.begin(), rivals.end());
  const double length = rules.policy().by_length && words > 0 ? std::sqrt(words) : 1;
  for (const auto& [minus, topic] : rivals) trace->push_back({topic, static_cast<double>(-minus) / 1e6 / length});
  if (rivals.empty() || static_cast<double>(-rivals[0].first) / 1e6 / length < rules.policy().threshold) return kNone;
  if (rivals.size() > 1 &&
      static_cast<double>(rivals[1].first - rivals[0].first) / 1e6 / length < rules.policy().margin) {
    if (parent == kNone) unclear = true;
    return kNone;
  }
  return rivals[0].second;
}

void NaiveView::Classify() {
  std::set<PatternId> topical;
  for (const Topic& topic : rules.topics()) {
    for (const WeightedPattern& word : topic.patterns) topical.insert(word.pattern);
  }
  for (const PatternHit& hit : found.at(Attribute::kText)) {
    if (topical.count(hit.pattern) > 0) d.trace.topic_words.push_back({hit.pattern, hit.begin, hit.end});
  }
  Id topic = BestBelow(kNone, &d.trace.groups);
  while (topic != kNone) {
    d.topic_by_words = topic;
    topic = BestBelow(topic, &d.trace.subtopics);
  }
}

Id NaiveView::LowestOwner(Id topic, UnitKind kind, bool curators_only) const {
  for (Id unit = 0; unit < rules.units().size(); ++unit) {
    const Unit& u = rules.units()[unit];
    if (u.kind != kind || (curators_only && u.role != RoleKind::kCurator)) continue;
    if (std::count(u.topics.begin(), u.topics.end(), topic) > 0) return unit;
  }
  return kNone;
}

Id NaiveView::NearestOwner(Id topic, std::vector<UnitKind> kinds, bool curators_only) const {
  for (; topic != kNone; topic = rules.topics()[topic].parent) {
    for (const UnitKind kind : kinds) {
      const Id unit = LowestOwner(topic, kind, curators_only);
      if (unit != kNone) return unit;
    }
  }
  return kNone;
}

Id NaiveView::NearestBlock() const {
  for (Id topic = d.topic; topic != kNone; topic = rules.topics()[topic].parent) {
    const Id block = LowestOwner(topic, UnitKind::kBlock, false);
    if (block != kNone) return block;
    for (Id unit = 0; unit < rules.units().size(); ++unit) {
      const Unit& u = rules.units()[unit];
      if (u.kind != UnitKind::kExecutor || std::count(u.topics.begin(), u.topics.end(), topic) == 0) continue;
      for (Id at = u.superior; at != kNone; at = rules.units()[at].superior) {
        if (rules.units()[at].kind == UnitKind::kBlock) return at;
      }
    }
  }
  return kNone;
}

Id NaiveView::Curator() const {
  const std::vector<UnitKind> kinds{UnitKind::kExecutor, UnitKind::kBlock, UnitKind::kTerritory, UnitKind::kRole};
  const Id direct = NearestOwner(d.topic, kinds, true);
  if (direct != kNone) return direct;
  for (Id at = NearestOwner(d.topic, kinds, false); at != kNone; at = rules.units()[at].superior) {
    if (rules.units()[at].role == RoleKind::kCurator) return at;
  }
  std::vector<Id> curators;
  for (Id unit = 0; unit < rules.units().size(); ++unit) {
    if (rules.units()[unit].role == RoleKind::kCurator) curators.push_back(unit);
  }
  return curators.size() == 1 ? curators[0] : kNone;
}

Id NaiveView::Answering(Id unit) const {
  std::set<Id> asked;
  while (unit != kNone && rules.units()[unit].vacant) {
    if (!asked.insert(unit).second) return kNone;
    unit = rules.units()[unit].deputy;
  }
  return unit;
}

Id NaiveView::Coordinator() const {
  std::vector<Id> all;
  for (const bool reserve : {false, true}) {
    for (Id unit = 0; unit < rules.units().size(); ++unit) {
      const auto& runs = reserve ? rules.units()[unit].reserve_channels : rules.units()[unit].channels;
      if (std::count(runs.begin(), runs.end(), d.channel) > 0) all.push_back(unit);
    }
  }
  for (const Id unit : all) {
    if (!rules.units()[unit].vacant) return unit;
  }
  for (const Id unit : all) {
    if (Answering(unit) != kNone) return Answering(unit);
  }
  return kNone;
}

Id NaiveView::Superior() const {
  if (d.owner == kNone) return kNone;
  Id at = rules.units()[d.owner].superior;
  while (at != kNone && rules.units()[at].vacant) at = rules.units()[at].superior;
  return at == kNone ? d.owner : at;
}

Id NaiveView::Resolve(const HolderRef& ref, bool vacant_too) const {
  const std::map<Holder, Id> meant{{Holder::kUnit, ref.unit},
                                   {Holder::kCoordinator, Coordinator()},
                                   {Holder::kCurator, Curator()},
                                   {Holder::kBlockByTopic, NearestBlock()},
                                   {Holder::kExecutorByTopic, NearestOwner(d.topic, {UnitKind::kExecutor}, false)},
                                   {Holder::kTerritoryByAddress, d.territory_by_address},
                                   {Holder::kTerritory, d.territory},
                                   {Holder::kSuperior, Superior()}};
  return vacant_too ? meant.at(ref.holder) : Answering(meant.at(ref.holder));
}

std::optional<Value> NaiveView::Read(Attribute attribute) const {
  const auto id = [](Id value) { return value == kNone ? std::optional<Value>() : std::optional<Value>(value); };
  switch (attribute) {
    case Attribute::kChannel: return id(d.channel);
    case Attribute::kWords: return Value(static_cast<double>(words));
    case Attribute::kReceived:
      if (!message.received_at) return std::nullopt;
      return Value(LocalDate(*message.received_at, rules.municipality().zone));
    case Attribute::kAuthorFollowers:
      return message.author_followers ? std::optional<Value>(*message.author_followers) : std::nullopt;
    case Attribute::kFastTrack: return message.fast_track ? std::optional<Value>(*message.fast_track) : std::nullopt;
    case Attribute::kFz59: return message.fz59 ? std::optional<Value>(*message.fz59) : std::nullopt;
    case Attribute::kTopicByWords: return id(d.topic_by_words);
    case Attribute::kTerritoryByAddress: return id(d.territory_by_address);
    case Attribute::kTopic: return id(d.topic);
    case Attribute::kProcedure: return id(d.procedure);
    case Attribute::kOwner: return id(d.owner);
    case Attribute::kTerritory: return id(d.territory);
    case Attribute::kImportance: return Value(static_cast<Id>(d.importance));
    case Attribute::kOutcome: return d.outcome ? std::optional<Value>(static_cast<Id>(d.outcome->kind)) : std::nullopt;
    case Attribute::kTag:
    case Attribute::kCoOwner:
    case Attribute::kNotice:
    case Attribute::kReply:
    case Attribute::kMerge:
    case Attribute::kRecusal:
    case Attribute::kRating: return std::nullopt;
    default: break;
  }
  if (!IsOwn(attribute)) return Value(Fold(Raw(attribute)));
  const OwnAttributeInfo& info = rules.own()[OwnIndex(attribute)];
  if (const auto* window = std::get_if<Window>(&info.source)) {
    const auto key = Key(window->keys);
    return key ? std::optional<Value>(static_cast<double>(Count(attribute, *key))) : std::nullopt;
  }
  if (info.type == ValueType::kText) return Value(Fold(Raw(attribute)));
  return d.own[OwnIndex(attribute)];
}

std::optional<Value> NaiveView::Given(Attribute attribute) const {
  const auto value = Read(attribute);
  if (value == std::optional<Value>(std::string())) return std::nullopt;
  if (value && std::holds_alternative<std::string>(*value)) return Value(Raw(attribute));
  return value;
}

std::optional<std::string> NaiveView::Key(const std::vector<Attribute>& attributes) const {
  std::vector<std::string> parts;
  for (const Attribute attribute : attributes) {
    const auto value = Read(attribute);
    if (!value || *value == Value(std::string())) return std::nullopt;
    const AttributeInfo info = rules.parts().InfoOf(attribute);
    std::string text;
    if (const auto* number = std::get_if<double>(&*value)) {
      std::ostringstream out;
      out << *number;
      text = out.str();
    }
    if (const auto* given = std::get_if<std::string>(&*value)) {
      for (const char c : *given) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text = "\"" + text + "\"";
    }
    if (const auto* day = std::get_if<CivilDate>(&*value)) text = day->ToString();
    if (const auto* flag = std::get_if<bool>(&*value)) text = *flag ? "да" : "нет";
    if (const auto* id = std::get_if<Id>(&*value)) text = NameOfId(rules.parts(), attribute, *id, Language::kRussian);
    parts.push_back(std::string(info.ru) + "=" + text);
  }
  std::string key;
  for (const std::string& part : parts) key += (key.empty() ? "" : "; ") + part;
  return key;
}

std::uint32_t NaiveView::Count(Attribute window, const std::string& key) const {
  return windows == nullptr ? 1 : 1 + windows->Earlier(window, key, message.received_at);
}

std::optional<Value> NaiveView::FieldValue(Attribute attribute, const std::string& text) const {
  const OwnAttributeInfo& info = rules.own()[OwnIndex(attribute)];
  const auto& field = std::get<Field>(info.source);
  const std::string folded = Fold(text);
  switch (info.type) {
    case ValueType::kText: return Value(text);
    case ValueType::kNumber: {
      if (!std::regex_match(folded, std::regex("-?[0-9]+([.,][0-9]+)?"))) return std::nullopt;
      const double number = std::stod(std::regex_replace(folded, std::regex(","), "."));
      const bool in_bounds = (!field.low || *field.low <= number) && (!field.high || number <= *field.high);
      return in_bounds ? std::optional<Value>(number) : std::nullopt;
    }
    case ValueType::kDate: {
      const auto day = ParseCivilDate(folded);
      return day ? std::optional<Value>(*day) : std::nullopt;
    }
    case ValueType::kFlag:
      for (const char* yes : {"да", "yes", "true", "1"}) {
        if (folded == yes) return Value(true);
      }
      for (const char* no : {"нет", "no", "false", "0"}) {
        if (folded == no) return Value(false);
      }
      return std::nullopt;
    default: break;
  }
  for (Id id = 0; id < 100; ++id) {
    const bool same = Fold(NameOfId(rules.parts(), attribute, id, Language::kRussian)) == folded ||
                      Fold(NameOfId(rules.parts(), attribute, id, Language::kEnglish)) == folded;
    const bool place = info.type != ValueType::kTerritory ||
                       (id < rules.units().size() && rules.units()[id].kind == UnitKind::kTerritory);
    if (same && place) return Value(id);
  }
  return std::nullopt;
}

void NaiveView::ReadFields() {
  d.own.resize(rules.own().size());
  for (std::size_t i = 0; i < rules.own().size(); ++i) {
    if (!std::holds_alternative<Field>(rules.own()[i].source)) continue;
    for (const auto& [name, text] : message.fields) {
      if (Fold(name) != rules.own()[i].name || Fold(text).empty()) continue;
      d.own[i] = FieldValue(OwnAttribute(i), text);
      if (!d.own[i]) d.trace.unread_fields.push_back(rules.own()[i].name);
      break;
    }
  }
}

bool NaiveView::Has(Attribute attribute, const Value& value) const {
  std::vector<Value> list;
  if (attribute == Attribute::kTag) {
    for (const std::string& tag : d.tags) list.emplace_back(Fold(tag));
  }
  if (attribute == Attribute::kCoOwner) list.assign(d.co_owners.begin(), d.co_owners.end());
  if (attribute == Attribute::kRecusal) list.assign(d.recusals.begin(), d.recusals.end());
  if (attribute == Attribute::kReply) list.assign(d.replies.begin(), d.replies.end());
  if (attribute == Attribute::kNotice) {
    for (const Notification& notice : d.notices) list.emplace_back(notice.unit);
  }
  return std::count(list.begin(), list.end(), value) > 0;
}

Kleene NaiveView::Arrival(const Condition& c) const {
  if (!message.received_at) return std::nullopt;
  const Municipality& town = rules.municipality();
  const LocalTime at = ToLocalTime(*message.received_at, town.zone);
  if (c.op == Op::kOnDayOff) return town.calendar.KindOf(at.date) == DayKind::kDayOff;
  if (message.only_day) return std::nullopt;
  if (c.op == Op::kClockBetween) {
    const int from = static_cast<int>(std::get<double>(c.values[0]));
    const int to = static_cast<int>(std::get<double>(c.values[1]));
    for (int minute = from; minute != to; minute = (minute + 1) % 1440) {
      if (minute == at.minute) return true;
    }
    return false;
  }
  WeekSchedule schedule = town.schedule;
  bool named = false;
  for (const auto& day : schedule.hours) named = named || !day.empty();
  if (!named) {
    for (std::size_t day = 0; day <= 4; ++day) schedule.hours[day] = {{540, 1080}};
  }
  return town.calendar.IsWorkingTime(at.date, at.minute, schedule);
}

bool NaiveView::Present(Attribute attribute) const {
  if (attribute == Attribute::kTag) return !d.tags.empty();
  if (attribute == Attribute::kCoOwner) return !d.co_owners.empty();
  if (attribute == Attribute::kNotice) return !d.notices.empty();
  if (attribute == Attribute::kReply) return !d.replies.empty();
  if (attribute == Attribute::kMerge) return !d.merges.empty();
  if (attribute == Attribute::kRecusal) return !d.recusals.empty();
  const auto value = Read(attribute);
  return value && *value != Value(std::string());
}

bool NaiveView::Below(Id topic, const Value& ancestor) const {
  for (; topic != kNone; topic = rules.topics()[topic].parent) {
    if (Value(topic) == ancestor) return true;
  }
  return false;
}

Kleene NaiveView::Eval(const Condition& c) const {
  std::vector<Kleene> parts;
  for (const Condition& child : c.children) parts.push_back(Eval(child));
  const auto some = [&](Kleene wanted) { return std::find(parts.begin(), parts.end(), wanted) != parts.end(); };
  const auto matches = [&](PatternId pattern) { return Contains(c.attribute, pattern); };
  switch (c.op) {
    case Op::kAll: return some(false) ? Kleene(false) : some(std::nullopt) ? Kleene() : Kleene(true);
    case Op::kAny: return some(true) ? Kleene(true) : some(std::nullopt) ? Kleene() : Kleene(false);
    case Op::kNot: return parts[0] ? Kleene(!*parts[0]) : Kleene();
    case Op::kContainsAny: return std::any_of(c.patterns.begin(), c.patterns.end(), matches);
    case Op::kContainsAll: return std::all_of(c.patterns.begin(), c.patterns.end(), matches);
    case Op::kPresent: return Present(c.attribute);
    case Op::kAbsent: return !Present(c.attribute);
    case Op::kHas: return Has(c.attribute, c.values[0]);
    case Op::kInWorkingTime:
    case Op::kOnDayOff:
    case Op::kClockBetween: return Arrival(c);
    default: break;
  }
  const auto value = Read(c.attribute);
  if (!value) return std::nullopt;
  switch (c.op) {
    case Op::kEqual: return *value == c.values[0];
    case Op::kLess: return *value < c.values[0];
    case Op::kLessEqual: return *value <= c.values[0];
    case Op::kGreater: return *value > c.values[0];
    case Op::kGreaterEqual: return *value >= c.values[0];
    case Op::kBetween: return c.values[0] <= *value && *value <= c.values[1];
    case Op::kOneOf: return std::count(c.values.begin(), c.values.end(), *value) > 0;
    case Op::kWithin:
      return std::any_of(c.values.begin(), c.values.end(),
                         [&](const Value& v) { return Below(std::get<Id>(*value), v); });
    default: return std::nullopt;
  }
}

}  // namespace autorules::testing
