#pragma once

#include <string>

#include "cli/terminal.h"
#include "engine/calendar/timeline.h"

namespace autorules::cli {

struct DeadlineQuestion {
  UnixSeconds start = 0;
  Duration duration;  ///< positive; AmountOf gives an amount of it
  LastDay last_day = LastDay::kStays;
  std::string schedule;  ///< "" for the hours of the municipality
};

/// What was asked, the count day by day, and as the last line the deadline alone in ISO 8601.
std::string DeadlineText(const WorkingTime& time, const DeadlineQuestion& question, const Style& style);

/// `30.04.2026 чт`
std::string DayText(CivilDate date);
/// `8 ч 30 мин`, `45 с`, `0 мин`; seconds only when there are some.
std::string SpanText(std::int64_t seconds);

}  // namespace autorules::cli
