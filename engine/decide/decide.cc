#include "engine/decide/decide.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "engine/decide/claims.h"
#include "engine/decide/classifier.h"
#include "engine/decide/defaults.h"
#include "engine/decide/evaluate.h"
#include "engine/decide/facts.h"
#include "engine/decide/holders.h"
#include "engine/decide/locate.h"
#include "engine/match/leading_clause.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

/// Patterns that made a condition true or could have: found ones of every `содержит` on the text, not beneath `не`.
void CollectWords(const Condition& condition, Facts& facts, std::vector<WordHit>* words) {
  if (condition.op == Op::kNot) return;
  for (const Condition& child : condition.children) CollectWords(child, facts, words);
  if (condition.attribute != Attribute::kText) return;
  for (const PatternId pattern : condition.patterns) {
    if (const PatternHit* hit = facts.Hit(pattern)) words->push_back({pattern, hit->begin, hit->end});
  }
}

void SortTrace(Trace* trace) {
  std::sort(trace->fired.begin(), trace->fired.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
  std::sort(trace->almost.begin(), trace->almost.end(), [](const auto& a, const auto& b) { return a.rule < b.rule; });
  std::sort(trace->overridden.begin(), trace->overridden.end(), [](const auto& a, const auto& b) {
    return std::tie(a.rule, a.attribute, a.by) < std::tie(b.rule, b.attribute, b.by);
  });
}

}  // namespace

struct Decider::Impl {
  explicit Impl(std::shared_ptr<const RuleIndex> shared)
      : index(std::move(shared)),
        rules(index->rules()),
        facts(rules),
        holders(rules),
        classifier(*index),
        claims(rules, holders),
        seen(rules.rules().size()) {
    for (const Rule& rule : rules.rules()) dated = dated || rule.from || rule.to;
  }

  Decision Decide(const Message& message, const DecideContext& context);

  void ResolveChannel(const Message& message, Decision* decision);
  void RunStage(std::size_t stage, CivilDate today, Decision* decision);
  void CollectCandidates(std::size_t stage);
  void AddCandidates(std::span<const Id> more);
  void Judge(Id rule, CivilDate today, Decision* decision);

  std::shared_ptr<const RuleIndex> index;
  const RuleSet& rules;
  Facts facts;
  Holders holders;
  Classifier classifier;
  Claims claims;
  bool dated = false;      ///< some rule is not valid on all days
  std::vector<bool> seen;  ///< by rule: already among the candidates
  std::vector<Id> candidates, true_rules;
};

void Decider::Impl::ResolveChannel(const Message& message, Decision* decision) {
  if (message.channel.empty()) return;
  const std::string folded = Fold(message.channel);
  decision->channel = rules.FindChannel(folded);
  decision->trace.unknown_channel = decision->channel == kNone && !folded.empty();
}

void Decider::Impl::AddCandidates(std::span<const Id> more) {
  for (const Id rule : more) {
    if (seen[rule]) continue;
    seen[rule] = true;
    candidates.push_back(rule);
  }
}

void Decider::Impl::CollectCandidates(std::size_t stage) {
  for (const Id rule : candidates) seen[rule] = false;
  candidates.clear();
  AddCandidates(index->Always(stage));
  if (index->HasWords(stage)) {
    for (const PatternHit& hit : facts.text().hits) AddCandidates(index->ByPattern(stage, hit.pattern));
  }
  for (const Attribute key : index->Keys(stage)) {
    const Fact fact = facts.Read(key);
    if (const auto* id = std::get_if<Id>(&fact)) AddCandidates(index->ByValue(stage, key, *id));
    if (const auto* text = std::get_if<std::string_view>(&fact)) AddCandidates(index->ByValue(stage, key, *text));
  }
}

void Decider::Impl::Judge(Id id, CivilDate today, Decision* decision) {
  const Rule& rule = rules.rules()[id];
  if ((rule.from && today < *rule.from) || (rule.to && *rule.to < today)) return;
  const auto leading = index->Leading(id);
  const auto clauses = ClausesOf(rule.when);
  std::size_t failed = 0;
  NearMiss miss{id, 0, false};
  for (std::uint32_t i = 0; i < clauses.size(); ++i) {
    const Truth truth = Evaluate(clauses[i], facts, holders);
    if (truth == Truth::kTrue) continue;
    // Neither true nor near: the other clauses need not be asked.
    if (!leading || i == *leading || ++failed > 1) return;
    miss.clause = i;
    miss.unknown = truth == Truth::kUnknown;
  }
  if (failed == 0) {
    true_rules.push_back(id);
  } else {
    decision->trace.almost.push_back(miss);
  }
}

void Decider::Impl::RunStage(std::size_t stage, CivilDate today, Decision* decision) {
  CollectCandidates(stage);
  true_rules.clear();
  for (const Id rule : candidates) Judge(rule, today, decision);
  claims.Act(true_rules);
  claims.Settle(rules.stages()[stage].settles);
}

Decision Decider::Impl::Decide(const Message& message, const DecideContext& context) {
  Decision decision;
  facts.Begin(message, decision);
  claims.Begin(&decision);
  const ScanResult& scan = facts.text();
  decision.trace.text_repaired = scan.repaired;
  decision.trace.text_truncated = scan.truncated;
  ResolveChannel(message, &decision);
  const auto verdict = classifier.Classify(scan, &decision.trace);
  decision.topic_by_words = verdict.topic;
  decision.territory_by_address = Locate(rules, facts, &decision.trace);
  FillPlainDefaults(rules, &decision);

  const CivilDate today = dated ? facts.received().value_or(context.today) : CivilDate();
  for (std::size_t stage = 0; stage < rules.stages().size(); ++stage) RunStage(stage, today, &decision);

  decision.fallback = !claims.IsGiven(Attribute::kOwner) && !claims.IsGiven(Attribute::kOutcome);
  if (decision.fallback) {
    decision.fallback_reason = ReasonOf(rules, decision,
                                        {.has_words = scan.words > 0,
                                         .topic_unclear = verdict.unclear,
                                         .topic_given = claims.IsGiven(Attribute::kTopic),
                                         .nobody_resolved = claims.nobody_resolved()});
  }
  FillUnitDefaults(rules, holders, &claims, &decision);

  std::sort(decision.tags.begin(), decision.tags.end());
  std::erase(decision.co_owners, decision.owner);
  std::sort(decision.co_owners.begin(), decision.co_owners.end());
  for (FiredRule& fired : decision.trace.fired) {
    CollectWords(rules.rules()[fired.rule].when, facts, &fired.words);
    std::sort(fired.words.begin(), fired.words.end(),
              [](const auto& a, const auto& b) { return a.pattern < b.pattern; });
    fired.words.erase(std::unique(fired.words.begin(), fired.words.end()), fired.words.end());
  }
  SortTrace(&decision.trace);
  return decision;
}

Decider::Decider(std::shared_ptr<const RuleIndex> index) : impl_(std::make_unique<Impl>(std::move(index))) {}

Decider::~Decider() = default;

Decision Decider::Decide(const Message& message, const DecideContext& context) {
  return impl_->Decide(message, context);
}

const RuleSet& Decider::rule_set() const { return impl_->rules; }

}  // namespace autorules
