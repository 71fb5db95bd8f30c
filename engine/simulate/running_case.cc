#include "engine/simulate/running_case.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "engine/workflow/view.h"

namespace autorules {
namespace {

/// True when the timer is of a step at or after the deadline.
bool IsEscalation(const Timer& timer, const Case& value, const RuleSet& rules) {
  if (timer.step == kExpiry) return false;
  const Clock& clock = ClockOf(rules, value, value.clocks[timer.run]);
  return rules.escalations()[clock.escalation].steps[timer.step].when != EscalationStep::When::kBefore;
}

}  // namespace

RunningCase::RunningCase(const Workflow& workflow, Message message, Decision decision, UnixSeconds now)
    : workflow_(&workflow) {
  Take(workflow.Open(std::move(message), std::move(decision), now), Cause::kArrival, false);
}

std::optional<UnixSeconds> RunningCase::NextTimer() const {
  if (value_.timers.empty()) return std::nullopt;
  return value_.timers.front().at;
}

void RunningCase::FireTimer(UnixSeconds now) {
  const Timer timer = value_.timers.front();
  const bool escalation = IsEscalation(timer, value_, rules());
  StepResult result = workflow_->Step(value_, TimerFired{timer.id}, now);
  const bool gone = result && (result->next.timers.empty() || result->next.timers.front().id != timer.id);
  if (!gone) {
    std::fprintf(stderr, "a workflow kept a timer that had fired\n");
    std::abort();
  }
  Take(*std::move(result), Cause::kTimer, escalation);
}

void RunningCase::FireTimersUntil(UnixSeconds now) {
  for (auto at = NextTimer(); at && *at <= now; at = NextTimer()) FireTimer(*at);
}

bool RunningCase::Apply(const Input& input, UnixSeconds now, Cause cause, const std::string& what) {
  StepResult result = workflow_->Step(value_, input, now);
  if (result) {
    Take(*std::move(result), cause, false);
  } else {
    Refuse(now, cause, what, std::move(result.error().reason));
  }
  return result.has_value();
}

void RunningCase::Refuse(UnixSeconds now, Cause cause, std::string what, Text reason) {
  history_.push_back(
      {now, cause, value_.decision.owner, false, &rules(), RefusedInput{std::move(what), std::move(reason)}});
}

bool RunningCase::Migrate(const Workflow& to, UnixSeconds now, const std::string& what) {
  StepResult result = to.Migrate(value_, *workflow_, now);
  if (!result) {
    Refuse(now, Cause::kMigration, what, std::move(result.error().reason));
    return false;
  }
  workflow_ = &to;
  Take(*std::move(result), Cause::kMigration, false);
  return true;
}

void RunningCase::Take(Transition transition, Cause cause, bool escalation) {
  // Of a migrated case the owner before is known by the other rules only: it is the one after.
  const Id owner =
      cause == Cause::kArrival || cause == Cause::kMigration ? transition.next.decision.owner : value_.decision.owner;
  for (JournalEntry& entry : transition.journal) {
    history_.push_back({entry.at, cause, owner, escalation, &rules(), std::move(entry)});
  }
  value_ = std::move(transition.next);
}

}  // namespace autorules
