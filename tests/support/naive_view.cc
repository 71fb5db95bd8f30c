#include "tests/support/naive_view.h"

#include <algorithm>
#include <cmath>
#include <set>

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
    default: return "";
  }
}

const PatternHit* NaiveView::Find(Attribute attribute, PatternId pattern) const {
  for (const PatternHit& hit : found.at(attribute)) {
    if (hit.pattern == pattern) return &hit;
  }
  return nullptr;
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

Id NaiveView::Coordinator() const {
  if (d.channel == kNone) return kNone;
  for (const bool reserve : {false, true}) {
    for (Id unit = 0; unit < rules.units().size(); ++unit) {
      const auto& runs = reserve ? rules.units()[unit].reserve_channels : rules.units()[unit].channels;
      if (std::count(runs.begin(), runs.end(), d.channel) > 0) return unit;
    }
  }
  return kNone;
}

Id NaiveView::Resolve(const HolderRef& ref) const {
  switch (ref.holder) {
    case Holder::kUnit: return ref.unit;
    case Holder::kCoordinator: return Coordinator();
    case Holder::kCurator: return Curator();
    case Holder::kBlockByTopic: return NearestOwner(d.topic, {UnitKind::kBlock}, false);
    case Holder::kExecutorByTopic: return NearestOwner(d.topic, {UnitKind::kExecutor}, false);
    case Holder::kTerritoryByAddress: return d.territory_by_address;
    case Holder::kSuperior:
      if (d.owner == kNone) return kNone;
      return rules.units()[d.owner].superior == kNone ? d.owner : rules.units()[d.owner].superior;
  }
  return kNone;
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
    default: return Value(Fold(Raw(attribute)));
  }
}

bool NaiveView::Has(const Value& value) const {
  if (const auto* unit = std::get_if<Id>(&value)) return std::count(d.co_owners.begin(), d.co_owners.end(), *unit) > 0;
  for (const std::string& tag : d.tags) {
    if (Value(Fold(tag)) == value) return true;
  }
  return false;
}

bool NaiveView::Present(Attribute attribute) const {
  if (attribute == Attribute::kTag) return !d.tags.empty();
  if (attribute == Attribute::kCoOwner) return !d.co_owners.empty();
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
  const auto matches = [&](PatternId pattern) { return Find(c.attribute, pattern) != nullptr; };
  switch (c.op) {
    case Op::kAll: return some(false) ? Kleene(false) : some(std::nullopt) ? Kleene() : Kleene(true);
    case Op::kAny: return some(true) ? Kleene(true) : some(std::nullopt) ? Kleene() : Kleene(false);
    case Op::kNot: return parts[0] ? Kleene(!*parts[0]) : Kleene();
    case Op::kContainsAny: return std::any_of(c.patterns.begin(), c.patterns.end(), matches);
    case Op::kContainsAll: return std::all_of(c.patterns.begin(), c.patterns.end(), matches);
    case Op::kPresent: return Present(c.attribute);
    case Op::kAbsent: return !Present(c.attribute);
    case Op::kHas: return Has(c.values[0]);
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
