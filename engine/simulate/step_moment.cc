#include "engine/simulate/step_moment.h"

namespace autorules {

UnixSeconds Later(UnixSeconds start, const Duration& duration, const WorkingTime& time) {
  const auto amount = AmountOf(duration);
  if (!amount) return start;  // working weeks and months: the checker lets none through
  if (!amount->InDays()) {
    return amount->working ? time.AddWorkingSeconds(start, amount->seconds) : start + amount->seconds;
  }
  // The last day of a deadline so long: the clock shows the same there.
  const Deadline due = time.Due(start, *amount);
  constexpr UnixSeconds kMinute = 60;
  const LocalTime began = ToLocalTime(start, time.zone());
  const UnixSeconds since_minute = start - FromLocalTime(began, time.zone());
  const UnixSeconds seconds = since_minute % kMinute;
  return FromLocalTime({LocalDate(due.at - 1, time.zone()), began.minute}, time.zone()) + seconds;
}

UnixSeconds MomentOf(const ExampleStep& step, UnixSeconds received, const Workflow& workflow) {
  if (const auto* moment = std::get_if<UnixSeconds>(&step.when)) return *moment;
  // A clock that nobody has declared counts by the hours of the municipality.
  return Later(received, std::get<Duration>(step.when), workflow.TimeOf(Clock{}));
}

}  // namespace autorules
