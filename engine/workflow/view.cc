#include "engine/workflow/view.h"

#include <algorithm>

namespace autorules {
namespace {

LocalTime ShownDue(const Deadline& due, const std::string& zone) {
  constexpr UnixSeconds kMinute = 60;
  return ToLocalTime(due.end_of_day ? due.at - kMinute : due.at, zone);
}

}  // namespace

const Clock& ClockOf(const RuleSet& rules, const Case& value, const ClockRun& run) {
  return rules.procedures()[value.decision.procedure].clocks[run.clock];
}

CaseView ViewOf(const Case& value, const RuleSet& rules, UnixSeconds now) {
  CaseView view;
  view.state = value.state;
  for (const ClockRun& run : value.clocks) {
    const std::string& name = ClockOf(rules, value, run).name;
    const bool running = !run.stopped && !run.paused;
    ClockView clock{.name = name,
                    .due = ShownDue(run.due, rules.municipality().zone),
                    .paused = run.paused && !run.stopped,
                    .stopped = run.stopped.has_value(),
                    .overdue = run.overdue || (running && run.due.at <= now)};
    std::erase_if(view.clocks, [&](const ClockView& earlier) { return earlier.name == name; });
    view.clocks.push_back(std::move(clock));
  }
  return view;
}

}  // namespace autorules
