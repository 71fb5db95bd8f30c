#pragma once

#include <string>
#include <string_view>

#include "engine/calendar/working_time.h"

/// Moments and deadlines as people read them, in the zone of the municipality.
namespace autorules {

/// 12.01.2026
std::string DateText(CivilDate date);
/// 12.01.2026 10:00
std::string MomentText(UnixSeconds moment, std::string_view zone);
/// The last day of a deadline in days, the moment of another: 11.02.2026, 12.01.2026 12:30.
std::string DueText(const Deadline& deadline, std::string_view zone);
/// The same within a sentence: по 11.02.2026, до 12.01.2026 12:30; with (предварительно) where it is.
std::string UntilText(const Deadline& deadline, std::string_view zone);
/// нерабочий последний день переносится назад
std::string_view LastDayText(LastDay rule);
/// Whole minutes: 3 ч 30 мин.
std::string HoursText(std::int64_t seconds);

}  // namespace autorules
