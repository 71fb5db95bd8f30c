#pragma once

#include <array>
#include <vector>

namespace autorules {

/// A half-open stretch of the day in minutes, `от 09:00 до 18:00`; 24:00 is 1440. With `from` after `to` it runs over
/// midnight, `от 22:00 до 07:00`. With both equal it is empty.
struct ClockRange {
  int from = 0;
  int to = 0;
  bool operator==(const ClockRange&) const = default;
  /// `minute` is of the day, 0–1439.
  bool Contains(int minute) const;
};

/// The working hours of a week.
struct WeekSchedule {
  /// By Weekday() of civil_date.h: 0 is Monday. A day's ranges ascend, lie apart and end by midnight; a day without
  /// any is not worked.
  std::array<std::vector<ClockRange>, 7> hours;
  bool operator==(const WeekSchedule&) const = default;
};

/// The hours without the break. Takes and gives the ranges of one day as WeekSchedule keeps them; the break does not
/// run over midnight.
std::vector<ClockRange> CutOut(const std::vector<ClockRange>& hours, ClockRange rest);

/// The hours of a shortened day: one working hour less at its end (Labour Code art. 95).
std::vector<ClockRange> Shorten(std::vector<ClockRange> hours);

}  // namespace autorules
