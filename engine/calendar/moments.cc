#include "engine/calendar/moments.h"

#include <fmt/format.h>

namespace autorules {
namespace {

constexpr int kMinutes = 60;
constexpr std::int64_t kSeconds = 60;

}  // namespace

std::string DateText(CivilDate date) { return fmt::format("{:02}.{:02}.{:04}", date.day, date.month, date.year); }

std::string MomentText(UnixSeconds moment, std::string_view zone) {
  const LocalTime local = ToLocalTime(moment, zone);
  return fmt::format("{} {:02}:{:02}", DateText(local.date), local.minute / kMinutes, local.minute % kMinutes);
}

std::string DueText(const Deadline& deadline, std::string_view zone) {
  return deadline.end_of_day ? DateText(LocalDate(deadline.at - 1, zone)) : MomentText(deadline.at, zone);
}

std::string UntilText(const Deadline& deadline, std::string_view zone) {
  return fmt::format("{} {}{}", deadline.end_of_day ? "по" : "до", DueText(deadline, zone),
                     deadline.preliminary ? " (предварительно)" : "");
}

std::string_view LastDayText(LastDay rule) {
  switch (rule) {
    case LastDay::kStays: return "нерабочий последний день не переносится";
    case LastDay::kBack: return "нерабочий последний день переносится назад";
    case LastDay::kForward: break;
  }
  return "нерабочий последний день переносится вперёд";
}

std::string HoursText(std::int64_t seconds) {
  const std::int64_t minutes = seconds / kSeconds;
  return fmt::format("{} ч {:02} мин", minutes / kMinutes, minutes % kMinutes);
}

}  // namespace autorules
