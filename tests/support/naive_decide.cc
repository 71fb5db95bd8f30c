#include "tests/support/naive_decide.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/text/fold.h"

namespace autorules::testing {
namespace {

using Kleene = std::optional<bool>;

bool IsCompound(Op op) { return op == Op::kAll || op == Op::kAny || op == Op::kNot; }
bool IsList(Attribute attribute) { return attribute == Attribute::kTag || attribute == Attribute::kCoOwner; }

// ---- What a rule reads and writes, as words: "topic", "tag:срочно", "tag:*".

void ReadsOfHolder(Holder holder, std::set<std::string>* reads) {
  if (const auto read = ReadsOf(holder)) reads->insert(std::string(Info(*read).en));
}

void ReadsOfCondition(const Condition& condition, std::set<std::string>* reads) {
  for (const Condition& child : condition.children) ReadsOfCondition(child, reads);
  if (IsCompound(condition.op)) return;
  if (condition.attribute != Attribute::kTag) {
    reads->insert(std::string(Info(condition.attribute).en));
  } else {
    reads->insert("tag:" + (condition.op == Op::kHas ? std::get<std::string>(condition.values[0]) : "*"));
  }
}

struct Block {  ///< a rule alone, or all rules of a set
  std::vector<Id> rules;
  std::set<std::string> reads, writes;
};

std::vector<Block> BlocksOf(const RuleSet& rules) {
  std::map<std::string, Block> blocks;
  for (Id id = 0; id < rules.rules().size(); ++id) {
    const Rule& rule = rules.rules()[id];
    Block& block = blocks[rule.set.empty() ? "rule " + std::to_string(id) : "set " + rule.set];
    block.rules.push_back(id);
    ReadsOfCondition(rule.when, &block.reads);
    for (const Action& action : rule.actions) {
      if (const auto* ref = std::get_if<HolderRef>(&action.value)) ReadsOfHolder(ref->holder, &block.reads);
      block.writes.insert(action.attribute == Attribute::kTag ? "tag:" + Fold(std::get<std::string>(action.value))
                                                              : std::string(Info(action.attribute).en));
    }
  }
  std::vector<Block> list;
  for (auto& [name, block] : blocks) list.push_back(std::move(block));
  return list;
}

bool MustWait(const Block& reader, const std::vector<Block>& left) {
  for (const Block& writer : left) {
    for (const std::string& written : writer.writes) {
      if (reader.reads.count(written) > 0) return true;
      if (written.rfind("tag:", 0) == 0 && reader.reads.count("tag:*") > 0) return true;
    }
  }
  return false;
}

// ---- One decision.

struct Run {
  Run(const RuleSet& the_rules, const Message& the_message, const DecideContext& the_context)
      : rules(the_rules), message(the_message), context(the_context) {}

  const RuleSet& rules;
  const Message& message;
  const DecideContext& context;
  Decision d;
  std::map<Attribute, std::vector<PatternHit>> found;
  std::map<Attribute, std::vector<std::pair<Id, const Action*>>> claims;
  bool owner_unresolved = false;
  bool unclear = false;
  std::uint32_t words = 0;

  std::string Raw(Attribute attribute) const {
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

  const PatternHit* Find(Attribute attribute, PatternId pattern) const {
    for (const PatternHit& hit : found.at(attribute)) {
      if (hit.pattern == pattern) return &hit;
    }
    return nullptr;
  }

  void ScanAll(TextScanner& scanner) {
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

  // ---- Topics

  bool IsHit(Id topic) const {
    for (const WeightedPattern& word : rules.topics()[topic].patterns) {
      if (Find(Attribute::kText, word.pattern) != nullptr) return true;
    }
    for (Id child = 0; child < rules.topics().size(); ++child) {
      if (rules.topics()[child].parent == topic && IsHit(child)) return true;
    }
    return false;
  }

  long long Sum(Id topic) const {
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

  Id BestBelow(Id parent, std::vector<TopicScore>* trace) {
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

  void Classify() {
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

  // ---- Holders

  Id LowestOwner(Id topic, UnitKind kind, bool curators_only) const {
    for (Id unit = 0; unit < rules.units().size(); ++unit) {
      const Unit& u = rules.units()[unit];
      if (u.kind != kind || (curators_only && u.role != RoleKind::kCurator)) continue;
      if (std::count(u.topics.begin(), u.topics.end(), topic) > 0) return unit;
    }
    return kNone;
  }

  Id NearestOwner(Id topic, std::vector<UnitKind> kinds, bool curators_only) const {
    for (; topic != kNone; topic = rules.topics()[topic].parent) {
      for (const UnitKind kind : kinds) {
        const Id unit = LowestOwner(topic, kind, curators_only);
        if (unit != kNone) return unit;
      }
    }
    return kNone;
  }

  Id Curator() const {
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

  Id Coordinator() const {
    if (d.channel == kNone) return kNone;
    for (const bool reserve : {false, true}) {
      for (Id unit = 0; unit < rules.units().size(); ++unit) {
        const auto& runs = reserve ? rules.units()[unit].reserve_channels : rules.units()[unit].channels;
        if (std::count(runs.begin(), runs.end(), d.channel) > 0) return unit;
      }
    }
    return kNone;
  }

  Id Resolve(const HolderRef& ref) const {
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

  // ---- Conditions

  std::optional<Value> Read(Attribute attribute) const {
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
      case Attribute::kOutcome:
        return d.outcome ? std::optional<Value>(static_cast<Id>(d.outcome->kind)) : std::nullopt;
      default: return Value(Fold(Raw(attribute)));
    }
  }

  bool Has(const Value& value) const {
    if (const auto* unit = std::get_if<Id>(&value)) return std::count(d.co_owners.begin(), d.co_owners.end(), *unit) > 0;
    for (const std::string& tag : d.tags) {
      if (Value(Fold(tag)) == value) return true;
    }
    return false;
  }

  bool Present(Attribute attribute) const {
    if (attribute == Attribute::kTag) return !d.tags.empty();
    if (attribute == Attribute::kCoOwner) return !d.co_owners.empty();
    const auto value = Read(attribute);
    return value && *value != Value(std::string());
  }

  bool Below(Id topic, const Value& ancestor) const {
    for (; topic != kNone; topic = rules.topics()[topic].parent) {
      if (Value(topic) == ancestor) return true;
    }
    return false;
  }

  Kleene Eval(const Condition& c) const {
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
        return std::any_of(c.values.begin(), c.values.end(), [&](const Value& v) { return Below(std::get<Id>(*value), v); });
      default: return std::nullopt;
    }
  }

  // ---- Rules

  bool IsValid(const Rule& rule) const {
    const CivilDate day = message.received_at ? LocalDate(*message.received_at, rules.municipality().zone) : context.today;
    return !(rule.from && day < *rule.from) && !(rule.to && day > *rule.to);
  }

  std::vector<Condition> Clauses(const Rule& rule) const {
    return rule.when.op == Op::kAll ? rule.when.children : std::vector<Condition>{rule.when};
  }

  /// First a clause on words, then one on an id, then one on a text field.
  static std::optional<std::size_t> Lead(const std::vector<Condition>& clauses) {
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Condition& c = clauses[i];
      const bool any = c.op == Op::kContainsAny;
      const bool all = c.op == Op::kContainsAll && !c.patterns.empty();
      if (c.attribute == Attribute::kText && (any || all)) return i;
    }
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Condition& c = clauses[i];
      const std::set<ValueType> ids{ValueType::kChannel, ValueType::kTopic, ValueType::kProcedure, ValueType::kTerritory,
                                    ValueType::kUnit};
      const bool positive = c.op == Op::kEqual || c.op == Op::kOneOf || c.op == Op::kWithin;
      if (positive && ids.count(Info(c.attribute).type) > 0) return i;
    }
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Condition& c = clauses[i];
      const bool text = Info(c.attribute).type == ValueType::kText && c.attribute != Attribute::kText;
      if (text && (c.op == Op::kEqual || c.op == Op::kOneOf)) return i;
    }
    return std::nullopt;
  }

  void NoteNearMiss(Id id) {
    const auto clauses = Clauses(rules.rules()[id]);
    const auto lead = Lead(clauses);
    if (!lead || Eval(clauses[*lead]) != Kleene(true)) return;
    std::vector<NearMiss> misses;
    for (std::uint32_t i = 0; i < clauses.size(); ++i) {
      const Kleene truth = Eval(clauses[i]);
      if (truth != Kleene(true)) misses.push_back({id, i, !truth});
    }
    if (misses.size() == 1) d.trace.almost.push_back(misses[0]);
  }

  void AddWords(const Condition& condition, std::map<PatternId, WordHit>* words_of) const {
    if (condition.op == Op::kNot) return;
    for (const Condition& child : condition.children) AddWords(child, words_of);
    if (IsCompound(condition.op) || condition.attribute != Attribute::kText) return;
    for (const PatternId pattern : condition.patterns) {
      const PatternHit* hit = Find(Attribute::kText, pattern);
      if (hit != nullptr) (*words_of)[pattern] = {pattern, hit->begin, hit->end};
    }
  }

  bool Stronger(Id a, Id b) const {
    const Rule& x = rules.rules()[a];
    const Rule& y = rules.rules()[b];
    return std::tuple(-static_cast<int>(x.layer), -x.priority, a) < std::tuple(-static_cast<int>(y.layer), -y.priority, b);
  }

  void Unresolved(Id id, const Action& action) {
    d.trace.overridden.push_back({id, action.attribute, kNone, false});
    if (action.attribute != Attribute::kOwner) return;
    const auto by = ReadsOf(std::get<HolderRef>(action.value).holder);
    if (by != Attribute::kTopic || d.topic != kNone) owner_unresolved = true;
  }

  void Fire(Id id) {
    std::map<PatternId, WordHit> by_pattern;
    AddWords(rules.rules()[id].when, &by_pattern);
    FiredRule fired{id, {}};
    for (const auto& [pattern, word] : by_pattern) fired.words.push_back(word);
    d.trace.fired.push_back(fired);
    for (const Action& action : rules.rules()[id].actions) {
      const auto* ref = std::get_if<HolderRef>(&action.value);
      if (ref != nullptr && Resolve(*ref) == kNone) {
        Unresolved(id, action);
      } else {
        claims[action.attribute].emplace_back(id, &action);
      }
    }
  }

  void RunBlock(const Block& block, std::vector<Id>* fire) {
    std::vector<Id> truly;
    for (const Id id : block.rules) {
      const Rule& rule = rules.rules()[id];
      if (!IsValid(rule)) continue;
      if (Eval(rule.when) == Kleene(true)) {
        truly.push_back(id);
      } else {
        NoteNearMiss(id);
      }
    }
    if (rules.rules()[block.rules[0]].set.empty()) {
      fire->insert(fire->end(), truly.begin(), truly.end());
      return;
    }
    std::sort(truly.begin(), truly.end(), [&](Id a, Id b) { return Stronger(a, b); });
    Id winner = kNone;
    for (const Id id : truly) {
      const auto& actions = rules.rules()[id].actions;
      if (winner != kNone) {
        d.trace.overridden.push_back({id, actions.empty() ? Attribute::kOwner : actions[0].attribute, winner, false});
        continue;
      }
      int owners = 0, resolved = 0;
      for (const Action& action : actions) {
        if (action.attribute != Attribute::kOwner) continue;
        ++owners;
        if (Resolve(std::get<HolderRef>(action.value)) != kNone) ++resolved;
      }
      if (owners > 0 && resolved == 0) {
        for (const Action& action : actions) {
          if (action.attribute == Attribute::kOwner) Unresolved(id, action);
        }
      } else {
        winner = id;
        fire->push_back(id);
      }
    }
  }

  /// Recomputes what the claims so far make of the decision. A rule reads an attribute only after its last writer.
  void Apply(std::map<Id, std::map<Attribute, Id>>* resolved) {
    for (const auto& [attribute, list] : claims) {
      for (const auto& [id, action] : list) {
        const auto* ref = std::get_if<HolderRef>(&action->value);
        if (ref != nullptr && (*resolved)[id].count(attribute) == 0) (*resolved)[id][attribute] = Resolve(*ref);
      }
    }
    for (const auto& [attribute, list] : claims) {
      if (attribute == Attribute::kTag) {
        std::set<std::string> tags;
        for (const auto& [id, action] : list) tags.insert(std::get<std::string>(action->value));
        d.tags.assign(tags.begin(), tags.end());
        continue;
      }
      if (attribute == Attribute::kCoOwner) {
        for (const auto& [id, action] : list) {
          const Id unit = Resolve(std::get<HolderRef>(action->value));
          if (unit != kNone && std::count(d.co_owners.begin(), d.co_owners.end(), unit) == 0) d.co_owners.push_back(unit);
        }
        continue;
      }
      const auto best = *std::min_element(list.begin(), list.end(), [&](auto& a, auto& b) { return Stronger(a.first, b.first); });
      const auto& value = best.second->value;
      if (attribute == Attribute::kTopic) d.topic = std::get<Id>(value);
      if (attribute == Attribute::kProcedure) d.procedure = std::get<Id>(value);
      if (attribute == Attribute::kImportance) d.importance = std::get<Importance>(value);
      if (attribute == Attribute::kOutcome) d.outcome = std::get<Outcome>(value);
      if (attribute == Attribute::kOwner) d.owner = (*resolved)[best.first][attribute];
      if (attribute == Attribute::kTerritory) d.territory = (*resolved)[best.first][attribute];
    }
  }

  void NoteLosers(std::map<Id, std::map<Attribute, Id>>& resolved) {
    for (const auto& [attribute, list] : claims) {
      if (IsList(attribute)) continue;
      const auto best = *std::min_element(list.begin(), list.end(), [&](auto& a, auto& b) { return Stronger(a.first, b.first); });
      for (const auto& [id, action] : list) {
        if (id == best.first) continue;
        const bool unit = std::holds_alternative<HolderRef>(action->value);
        if (unit ? resolved[id][attribute] == resolved[best.first][attribute] : action->value == best.second->value) continue;
        const Rule& a = rules.rules()[id];
        const Rule& b = rules.rules()[best.first];
        d.trace.overridden.push_back({id, attribute, best.first, a.layer == b.layer && a.priority == b.priority});
      }
    }
  }

  void PlainDefaults() {
    d.topic = d.topic_by_words;
    d.territory = d.territory_by_address;
    for (const Action& action : rules.municipality().defaults) {
      if (action.attribute == Attribute::kTopic && d.topic == kNone) d.topic = std::get<Id>(action.value);
      if (action.attribute == Attribute::kProcedure) d.procedure = std::get<Id>(action.value);
      if (action.attribute == Attribute::kImportance) d.importance = std::get<Importance>(action.value);
      if (action.attribute == Attribute::kOutcome) d.outcome = std::get<Outcome>(action.value);
    }
  }

  Id LastResort() const {
    const auto first = [&](auto fits) {
      for (Id unit = 0; unit < rules.units().size(); ++unit) {
        if (fits(rules.units()[unit])) return unit;
      }
      return kNone;
    };
    const std::vector<Id> choices{first([](const Unit& u) { return u.role == RoleKind::kHead; }),
                                  first([](const Unit& u) { return u.role == RoleKind::kCurator; }),
                                  first([](const Unit& u) { return u.kind == UnitKind::kRole; }),
                                  first([](const Unit&) { return true; })};
    for (const Id choice : choices) {
      if (choice != kNone) return choice;
    }
    return kNone;
  }

  void UnitDefaults() {
    const auto each = [&](Attribute attribute, auto&& apply) {
      for (const Action& action : rules.municipality().defaults) {
        if (action.attribute == attribute) apply(action);
      }
    };
    each(Attribute::kOwner, [&](const Action& a) {
      if (d.owner == kNone) d.owner = Resolve(std::get<HolderRef>(a.value));
    });
    if (d.owner == kNone) d.owner = LastResort();
    each(Attribute::kTerritory, [&](const Action& a) {
      if (d.territory == kNone) d.territory = Resolve(std::get<HolderRef>(a.value));
    });
    if (claims.count(Attribute::kTag) == 0) {
      each(Attribute::kTag, [&](const Action& a) { d.tags.push_back(std::get<std::string>(a.value)); });
    }
    if (claims.count(Attribute::kCoOwner) == 0) {
      each(Attribute::kCoOwner, [&](const Action& a) { d.co_owners.push_back(Resolve(std::get<HolderRef>(a.value))); });
    }
    const std::set<std::string> tags(d.tags.begin(), d.tags.end());
    std::set<Id> co_owners(d.co_owners.begin(), d.co_owners.end());
    co_owners.erase(kNone);
    co_owners.erase(d.owner);
    d.tags.assign(tags.begin(), tags.end());
    d.co_owners.assign(co_owners.begin(), co_owners.end());
  }

  FallbackReason Reason() const {
    const bool topical = d.topic_by_words != kNone || claims.count(Attribute::kTopic) > 0;
    if (topical) {
      for (Id at = d.topic; at != kNone; at = rules.topics()[at].parent) {
        if (rules.topics()[at].left_to_person) return FallbackReason::kLeftToPerson;
      }
    }
    if (owner_unresolved) return FallbackReason::kNobodyResolved;
    if (topical) return FallbackReason::kNoRule;
    if (words == 0) return FallbackReason::kNoText;
    return unclear ? FallbackReason::kTopicUnclear : FallbackReason::kTopicUnknown;
  }

  Decision Finish() {
    d.fallback = claims.count(Attribute::kOwner) == 0 && claims.count(Attribute::kOutcome) == 0;
    if (d.fallback) d.fallback_reason = Reason();
    UnitDefaults();
    auto& t = d.trace;
    std::sort(t.fired.begin(), t.fired.end(), [](auto& a, auto& b) { return a.rule < b.rule; });
    std::sort(t.almost.begin(), t.almost.end(), [](auto& a, auto& b) { return a.rule < b.rule; });
    std::sort(t.overridden.begin(), t.overridden.end(),
              [](auto& a, auto& b) { return std::tie(a.rule, a.attribute, a.by) < std::tie(b.rule, b.attribute, b.by); });
    return d;
  }
};

}  // namespace

NaiveDecider::NaiveDecider(std::shared_ptr<const RuleSet> rules) : rules_(std::move(rules)) {}

Decision NaiveDecider::Decide(const Message& message, const DecideContext& context) const {
  Run run(*rules_, message, context);
  TextScanner scanner(rules_->patterns());
  run.d.channel = rules_->FindChannel(Fold(message.channel));
  run.d.trace.unknown_channel = run.d.channel == kNone && !Fold(message.channel).empty();
  run.ScanAll(scanner);
  run.Classify();
  run.PlainDefaults();

  std::map<Id, std::map<Attribute, Id>> resolved;
  std::vector<Block> left = BlocksOf(*rules_);
  while (!left.empty()) {
    std::vector<Block> ready, waiting;
    for (const Block& block : left) (MustWait(block, left) ? waiting : ready).push_back(block);
    std::vector<Id> fire;
    for (const Block& block : ready) run.RunBlock(block, &fire);
    for (const Id id : fire) run.Fire(id);
    run.Apply(&resolved);
    left = std::move(waiting);
    if (ready.empty()) break;  // a cycle: Freeze would have aborted
  }
  run.NoteLosers(resolved);
  return run.Finish();
}

}  // namespace autorules::testing
