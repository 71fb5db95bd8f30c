#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/civil_date.h"
#include "engine/calendar/week_schedule.h"

namespace autorules {

enum class DayKind : std::uint8_t { kWorking, kShortened, kDayOff };

/// A holiday that is not worked by the Labour Code art. 112 part 1, as in force since 2013.
bool IsHoliday(CivilDate date);

/// One day of a production calendar that something was decreed about.
struct CalendarDay {
  CivilDate date;
  DayKind kind = DayKind::kDayOff;
  std::string source;  ///< what made it so, for people
  /// The day it changed places with. A working Saturday has the hours of the day that is off in its stead
  /// (order of the Ministry of Health and Social Development of 13.08.2009 No. 588n, item 1).
  std::optional<CivilDate> instead_of;
  bool confirmed = true;  ///< false: computed or hearsay, nobody has seen the act yet
  bool operator==(const CalendarDay&) const = default;
};

/// The days of one authority: the federation, a region, a municipality.
using CalendarLayer = std::vector<CalendarDay>;

/// Which days and hours are worked. Where no layer names a day, Saturdays, Sundays and the holidays of the Labour Code
/// art. 112 are off; days off moved from a weekend and shortened days are known only from layers, never guessed.
/// An immutable value; any thread may read.
class WorkCalendar {
 public:
  WorkCalendar() = default;
  /// Layers from the widest authority to the narrowest: of several that name a day, the last one counts, and within a
  /// layer the last naming.
  explicit WorkCalendar(const std::vector<CalendarLayer>& layers);

  bool operator==(const WorkCalendar&) const = default;
  /// What the layers together say, ascending, each date once.
  const std::vector<CalendarDay>& days() const { return days_; }

  /// What a layer says of the day: kind, source, whether confirmed. Nullptr when none names it.
  const CalendarDay* Find(CivilDate date) const;
  /// True when the days off of the year are decreed, which is taken to be so when a layer names its first of January.
  /// In other years the holidays are known and what the Government will move is not.
  bool IsDecreed(int year) const;
  /// Sixteen hexadecimal digits that change when anything about any day does, the same in every release.
  std::string Version() const;

  DayKind KindOf(CivilDate date) const;
  bool IsDayOff(CivilDate date) const { return KindOf(date) == DayKind::kDayOff; }
  /// The weekday whose hours the day has, by Weekday() of civil_date.h; nullopt when it has none whatever the schedule.
  std::optional<int> HoursLike(CivilDate date) const;
  /// The hours worked on the day. An ordinary Saturday or Sunday has those that the schedule gives it, though it stays
  /// a day off; a holiday and a day that a layer calls off have none.
  std::vector<ClockRange> HoursOf(CivilDate date, const WeekSchedule& schedule) const;
  /// `minute` is of the day, 0–1439.
  bool IsWorkingTime(CivilDate date, int minute, const WeekSchedule& schedule) const;

 private:
  std::vector<CalendarDay> days_;
};

}  // namespace autorules
