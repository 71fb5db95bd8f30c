#include "engine/decide/decide.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "engine/decide/claims.h"
#include "engine/decide/classifier.h"
#include "engine/decide/defaults.h"
#include "engine/decide/evaluate.h"
#include "engine/decide/facts.h"
#include "engine/decide/finish.h"
#include "engine/decide/holders.h"
#include "engine/decide/locate.h"
#include "engine/decide/outside.h"
#include "engine/decide/own_facts.h"
#include "engine/decide/scripts.h"
#include "engine/match/leading_clause.h"
#include "engine/text/fold.h"

namespace autorules {
struct Decider::Impl {
  explicit Impl(std::shared_ptr<const RuleIndex> shared)
      : index(std::move(shared)),
        rules(index->rules()),
        facts(rules),
        holders(rules),
        classifier(*index),
        strengths(rules),
        claims(strengths, holders, facts),
        scripts(holders),
        outside(scripts),
        seen(rules.rules().size()) {
    for (const Rule& rule : rules.rules()) dated = dated || rule.from || rule.to;
    for (const OwnAttributeInfo& info : rules.own()) {
      const auto* window = std::get_if<Window>(&info.source);
      if (window != nullptr)
        std::copy_if(window->keys.begin(), window->keys.end(), std::back_inserter(window_keys), IsOwn);
    }
  }

  Decision Decide(const Message& message, const DecideContext& context);

  void ResolveChannel(const Message& message, Decision* decision);
  void RunStage(std::size_t stage, CivilDate today, Decision* decision);
  void CollectCandidates(std::size_t stage);
  void AddCandidates(std::span<const Id> more);
  void Judge(Id rule, CivilDate today, Decision* decision);
  /// Whether a rule in Lua acts: runs it and records what it did, or looks up what was recorded.
  bool IsFired(Id scripted, Decision* decision);
  /// What later messages are counted by and letters show, before defaults come into it: as a rule would have asked.
  void AskForOthers(const Decision& decision);

  std::shared_ptr<const RuleIndex> index;
  const RuleSet& rules;
  Facts facts;
  Holders holders;
  Classifier classifier;
  RuleStrengths strengths;
  Claims claims;
  Scripts scripts;
  Outside outside;
  std::vector<Attribute> window_keys;  ///< own ones, of any window
  bool dated = false;                  ///< some rule is not valid on all days
  bool replays = false;                ///< the message at hand is decided again, from what was recorded
  std::vector<bool> seen;              ///< by rule: already among the candidates
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

bool Decider::Impl::IsFired(Id scripted, Decision* decision) {
  auto& results = decision->inputs.rules;
  if (!replays) results.push_back(scripts.Run(scripted, facts));
  return std::any_of(results.begin(), results.end(),
                     [&](const ScriptedRuleResult& result) { return result.rule == scripted && result.fired; });
}

void Decider::Impl::Judge(Id id, CivilDate today, Decision* decision) {
  const Rule& rule = rules.rules()[id];
  if ((rule.from && today < *rule.from) || (rule.to && *rule.to < today)) return;
  if (rule.script) {
    if (IsFired(id, decision)) true_rules.push_back(id);
    return;
  }
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

void Decider::Impl::AskForOthers(const Decision& decision) {
  for (const Attribute key : window_keys) facts.Read(key);
  const auto ask_for = [&](Id letter) {
    if (letter == kNone) return;
    for (const TemplatePart& part : rules.templates()[letter].parts) {
      if (part.kind == TemplatePart::Kind::kAttribute && IsOwn(part.attribute)) facts.Read(part.attribute);
    }
  };
  for (const Id reply : decision.replies) ask_for(reply);
  for (const Notification& notice : decision.notices) ask_for(notice.letter);
  for (const Action& action : rules.municipality().defaults) {
    if (const auto* notice = std::get_if<Notice>(&action.value)) ask_for(notice->letter);
    if (action.attribute == Attribute::kReply) ask_for(std::get<Id>(action.value));
  }
}

Decision Decider::Impl::Decide(const Message& message, const DecideContext& context) {
  Decision decision;
  if (context.replay != nullptr) {
    decision.inputs = *context.replay;
  } else {
    decision.inputs.today = context.today;
  }
  replays = context.replay != nullptr;
  scripts.Begin();
  outside.Begin(context.windows, &decision);
  facts.Begin(message, decision, replays ? nullptr : &outside);
  claims.Begin(&decision);
  const ScanResult& scan = facts.text();
  decision.trace.text_repaired = scan.repaired;
  decision.trace.text_truncated = scan.truncated;
  ResolveChannel(message, &decision);
  ReadOwnFields(rules, message, &decision);
  const auto verdict = classifier.Classify(scan, &decision.trace);
  decision.topic_by_words = verdict.topic;
  decision.territory_by_address = Locate(rules, facts, &decision.trace);
  FillPlainDefaults(rules, &claims, &decision);

  CivilDate today;
  if (dated) today = facts.arrival() ? facts.arrival()->date : decision.inputs.today;
  for (std::size_t stage = 0; stage < rules.stages().size(); ++stage) RunStage(stage, today, &decision);

  decision.fallback = !claims.IsGiven(Attribute::kOwner) && !claims.IsGiven(Attribute::kOutcome);
  if (decision.fallback) {
    decision.fallback_reason = ReasonOf(rules, decision,
                                        {.has_words = scan.words > 0,
                                         .topic_unclear = verdict.unclear,
                                         .topic_given = claims.IsGiven(Attribute::kTopic),
                                         .nobody_resolved = claims.nobody_resolved(),
                                         .recused = claims.owner_recused()});
  }
  AskForOthers(decision);
  FillLateDefaults(holders, &facts, &claims, &decision);
  Finish(facts, &decision);
  return decision;
}

Decider::Decider(std::shared_ptr<const RuleIndex> index) : impl_(std::make_unique<Impl>(std::move(index))) {}

Decider::~Decider() = default;

Decision Decider::Decide(const Message& message, const DecideContext& context) {
  return impl_->Decide(message, context);
}

std::vector<SwitchOff> Decider::TakeSwitchOffs() { return impl_->scripts.TakeSwitchOffs(); }

const RuleSet& Decider::rule_set() const { return impl_->rules; }

}  // namespace autorules
