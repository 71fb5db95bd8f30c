#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/calendar/working_time.h"

namespace autorules {

/// Days in a row that counted, or did not count, for the same reason.
struct TimelineEntry {
  enum class What : std::uint8_t {
    kStartDay,  ///< the day of the starting event, which days are not counted from
    kCounted,   ///< days that counted; Saturdays and Sundays among them did not
    kOff,       ///< days off
    kPassed,    ///< the last day by the count and days off after or before it that the deadline went over
    kLastDay,   ///< the day that the deadline ends with, which counted
    kRest,      ///< days past limits::kTimelineEntries: what counted and did not, together
  };
  What what = What::kCounted;
  CivilDate first, last;
  DayKind kind = DayKind::kWorking;       ///< of the one day; working for days that counted in a row
  std::vector<ClockRange> hours = {};     ///< of the one day that counted in part: the hours that did; else empty
  std::int64_t counted = 0;               ///< seconds of a duration in seconds, else days
  std::int64_t left = 0;                  ///< what is still to count after it
  std::int64_t days_off = 0;              ///< days among them that did not count
  std::vector<std::string> sources = {};  ///< what made the days what they are, for people, each once
  bool preliminary = false;               ///< rests on a day that is not confirmed or of a year that is not decreed
  bool operator==(const TimelineEntry&) const = default;
};

/// A deadline and how it came about.
struct Timeline {
  Deadline deadline;
  std::vector<TimelineEntry> entries;  ///< in the order of counting
};

/// `amount` has one part, as AmountOf makes it, and is not negative.
Timeline ExplainDeadline(const WorkingTime& time, UnixSeconds start, const TimeAmount& amount,
                         LastDay last_day = LastDay::kStays);

}  // namespace autorules
