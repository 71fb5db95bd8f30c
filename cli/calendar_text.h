#pragma once

#include <cstddef>
#include <string>

#include "cli/terminal.h"
#include "engine/calendar/work_calendar.h"

namespace autorules::cli {

struct CalendarQuestion {
  std::string_view municipality;
  CivilDate from, to;  ///< both are drawn; `to` is not before `from`
};

/// The months of the days, three side by side when `width` columns are enough, then a legend, what is worked in each
/// month by the schedule, and where days off and shortened days come from. Every mark is a sign, colour or not.
std::string CalendarText(const WorkCalendar& calendar, const WeekSchedule& schedule, const CalendarQuestion& question,
                         std::size_t width, const Style& style);

}  // namespace autorules::cli
