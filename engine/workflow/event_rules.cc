#include "engine/workflow/event_rules.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/decide/claims.h"
#include "engine/decide/evaluate.h"
#include "engine/decide/people.h"
#include "engine/workflow/changes.h"
#include "engine/workflow/view.h"

namespace autorules {
namespace {

bool IsValid(const Rule& rule, Facts& facts) {
  const CivilDate today = facts.arrival() ? facts.arrival()->date : facts.decision().inputs.today;
  return !(rule.from && today < *rule.from) && !(rule.to && *rule.to < today);
}

/// Every attribute but the procedure: no event changes it.
std::vector<Attribute> Changeable(const RuleSet& rules) {
  std::vector<Attribute> attributes;
  for (std::size_t i = 0; i < kAttributeCount + rules.own().size(); ++i) {
    const auto attribute = static_cast<Attribute>(i);
    if (attribute != Attribute::kProcedure) attributes.push_back(attribute);
  }
  return attributes;
}

/// Makes the case what the rules have decided: what is seen from outside goes into the journal and out to people.
void Carry(Draft* draft, Decision after, const std::string& why) {
  Decision& decision = draft->next().decision;
  const Decision wanted = after;
  after.owner = decision.owner;
  after.importance = decision.importance;
  after.tags = decision.tags;
  after.notices = decision.notices;
  after.replies = decision.replies;
  after.trace = std::move(decision.trace);
  decision = std::move(after);

  for (const std::string& tag : wanted.tags) AddTag(draft, tag);
  SetImportance(draft, wanted.importance);
  if (wanted.owner != decision.owner) HandOver(draft, wanted.owner, why);
  for (const Notification& notice : wanted.notices) Tell(draft, notice.unit, notice.letter, why);
  for (const Id letter : wanted.replies) Reply(draft, letter);
}

}  // namespace

void FireRules(Draft* draft, const CaseEvent& event) {
  const Rulebook& book = draft->book;
  const RuleSet& rules = book.rules();
  const std::vector<Id>& waiting = book.RulesOf(event.kind, event.name);
  if (waiting.empty()) return;

  CaseView view = ViewOf(draft->next(), rules, draft->now);
  view.rating = event.rating;
  Facts facts(rules);
  facts.Begin(draft->next().message, draft->next().decision, nullptr, &view);
  std::vector<Id> acting;
  for (const Id id : waiting) {
    const Rule& rule = rules.rules()[id];
    if (IsValid(rule, facts) && Evaluate(rule.when, facts, book.holders()) == Truth::kTrue) acting.push_back(id);
  }
  if (acting.empty()) return;

  // The facts stay about the case before: what one rule sets, no other one sees.
  Decision after = draft->next().decision;
  after.notices.clear();  // who has been told before is told again
  after.replies.clear();
  after.trace = {};
  Claims claims(book.strengths(), book.holders(), facts);
  claims.Begin(&after);
  claims.Act(acting);
  claims.Settle(Changeable(rules));
  KeepEachPersonOnce(rules, &after);
  std::sort(after.replies.begin(), after.replies.end());
  std::sort(after.merges.begin(), after.merges.end());

  for (const FiredRule& fired : after.trace.fired)
    draft->Note(JournalEntry::Kind::kRule).name = TitleOf(rules.rules()[fired.rule]);
  Carry(draft, std::move(after), event.what);
}

}  // namespace autorules
