#include "tests/support/naive_decide.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "engine/text/fold.h"
#include "tests/support/naive_view.h"

namespace autorules::testing {
namespace {

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

struct Run : NaiveView {
  Run(const RuleSet& the_rules, const Message& the_message, const DecideContext& the_context)
      : NaiveView(the_rules, the_message), context(the_context) {}

  const DecideContext& context;
  std::map<Attribute, std::vector<std::pair<Id, const Action*>>> claims;
  bool owner_unresolved = false;

  bool IsValid(const Rule& rule) const {
    const CivilDate day =
        message.received_at ? LocalDate(*message.received_at, rules.municipality().zone) : context.today;
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
      const std::set<ValueType> ids{ValueType::kChannel, ValueType::kTopic, ValueType::kProcedure,
                                    ValueType::kTerritory, ValueType::kUnit};
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
    return std::tuple(-static_cast<int>(x.layer), -x.priority, a) <
           std::tuple(-static_cast<int>(y.layer), -y.priority, b);
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
          if (unit != kNone && std::count(d.co_owners.begin(), d.co_owners.end(), unit) == 0)
            d.co_owners.push_back(unit);
        }
        continue;
      }
      const auto best =
          *std::min_element(list.begin(), list.end(), [&](auto& a, auto& b) { return Stronger(a.first, b.first); });
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
      const auto best =
          *std::min_element(list.begin(), list.end(), [&](auto& a, auto& b) { return Stronger(a.first, b.first); });
      for (const auto& [id, action] : list) {
        if (id == best.first) continue;
        const bool unit = std::holds_alternative<HolderRef>(action->value);
        if (unit ? resolved[id][attribute] == resolved[best.first][attribute] : action->value == best.second->value)
          continue;
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
    std::sort(t.overridden.begin(), t.overridden.end(), [](auto& a, auto& b) {
      return std::tie(a.rule, a.attribute, a.by) < std::tie(b.rule, b.attribute, b.by);
    });
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
