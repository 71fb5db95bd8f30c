#include "cli/first_times.h"

#include <algorithm>

#include "cli/acts_text.h"
#include "engine/base/limits.h"
#include "engine/workflow/timers.h"

namespace autorules::cli {
std::vector<std::pair<const Clock*, Deadline>> FirstClocksOf(const Workflow& workflow, const Message& message,
                                                             const Decision& decision) {
  if (!message.received_at) return {};
  auto clocks = workflow.FirstDeadlines(message, decision, *message.received_at);
  std::stable_sort(clocks.begin(), clocks.end(),
                   [](const auto& a, const auto& b) { return a.second.at < b.second.at; });
  return clocks;
}

bool HasClocks(const RuleSet& rules) {
  return std::any_of(rules.procedures().begin(), rules.procedures().end(),
                     [](const Procedure& procedure) { return !procedure.clocks.empty(); });
}

const TimesToCome& FirstTimes::Of(const Message& message, const Decision& decision) {
  static const TimesToCome kNothing;
  const RuleSet& rules = workflow_.rules();
  const Id procedure = decision.procedure;
  if (!message.received_at || procedure == kNone || rules.procedures()[procedure].clocks.empty()) return kNothing;
  const std::string& zone = rules.municipality().zone;
  const CivilDate date = LocalDate(*message.received_at, zone);
  if (days_.size() >= limits::kRememberedDays) days_.clear();
  const auto [day, is_new] = days_.try_emplace({procedure, DayNumber(date)});
  if (is_new) {
    // Every moment of the day lies on the same side of all that matters when the first and the last one do.
    constexpr int kMidnight = 24 * 60;
    TimesToCome first = WorkOut(FromLocalTime({date, 0}, zone), false, procedure);
    const TimesToCome last = WorkOut(FromLocalTime({date, kMidnight}, zone) - 1, false, procedure);
    if (first == last) day->second = std::move(first);
  }
  if (day->second) return *day->second;
  latest_ = WorkOut(*message.received_at, message.only_day, procedure);
  return latest_;
}

TimesToCome FirstTimes::WorkOut(UnixSeconds received, bool only_day, Id procedure) {
  // What a case waits for when it begins does not depend on the rest of the message and its decision.
  Message message;
  message.received_at = received;
  message.only_day = only_day;
  Decision decision;
  decision.procedure = procedure;
  Case begun = workflow_.Open(std::move(message), std::move(decision), received).next;

  const std::vector<Clock>& clocks = workflow_.rules().procedures()[procedure].clocks;
  const std::string& zone = workflow_.rules().municipality().zone;
  TimesToCome times;
  for (const Timer& timer : begun.timers) {
    const Clock& clock = clocks[begun.clocks[timer.run].clock];
    if (timer.step == kExpiry) continue;
    const StepText& text = TextOf(clock, timer.step);
    times.steps.push_back({&clock, ToIso(timer.at, zone), &text.when, &text.what});
  }
  std::stable_sort(begun.clocks.begin(), begun.clocks.end(),
                   [](const ClockRun& a, const ClockRun& b) { return a.due.at < b.due.at; });
  for (const ClockRun& run : begun.clocks) {
    times.clocks.push_back({&clocks[run.clock], ToIso(run.due, zone), run.due.preliminary});
  }
  return times;
}

const FirstTimes::StepText& FirstTimes::TextOf(const Clock& clock, std::uint32_t index) {
  const auto [text, is_new] = texts_.try_emplace({&clock, index});
  if (is_new) {
    const EscalationStep& step = workflow_.rules().escalations()[clock.escalation].steps[index];
    text->second = {SpellWhen(step, clock.name), ActsText(step, workflow_.rules())};
  }
  return text->second;
}

}  // namespace autorules::cli
