#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/calendar/civil_date.h"
#include "engine/calendar/duration.h"
#include "engine/calendar/work_calendar.h"

namespace autorules {

/// Where a deadline in calendar days goes whose last day is not worked: stays, to the working day before it, to the one
/// after it (Civil Code art. 193). Nothing goes back to the day of the starting event or beyond it: when no day of the
/// term is worked, the deadline goes forward, since nobody could meet it.
enum class LastDay : std::uint8_t { kStays, kBack, kForward };

/// Until when something is to be done.
struct Deadline {
  UnixSeconds at = 0;        ///< what is done before this moment is in time, at it or after it is late
  bool end_of_day = false;   ///< counted in days: `at` is the midnight that ends the last day
  bool preliminary = false;  ///< rests on a day whose calendar is not decreed yet or not confirmed
  bool operator==(const Deadline&) const = default;
};

/// Legal time of one municipality: its calendar, one of its schedules and its zone. Days count from the day after the
/// starting event to the end of the last day (Civil Code art. 191, 194); hours and minutes are exact. What is worked is
/// what the clock on the wall shows: of working hours a change of clocks takes or adds an hour. Immutable; any thread
/// may read. Results end with the years of CivilDate, however long the amount; the cost is linear in the days passed,
/// some nanoseconds each.
///
/// A schedule without any hours counts every second as worked. Working days are those of the calendar, whatever hours
/// the schedule has: a service that works on Sundays has no more of them.
class WorkingTime {
 public:
  /// `zone` is a tz name, "" means UTC.
  WorkingTime(WorkCalendar calendar, WeekSchedule schedule, std::string zone);

  const WorkCalendar& calendar() const { return calendar_; }
  const WeekSchedule& schedule() const { return schedule_; }
  const std::string& zone() const { return zone_; }

  /// When the time is up that started at `start`. `last_day` matters to calendar days and months only. Seconds that an
  /// amount has besides months and days run from the end of the last day. Preliminary is what asked about a day that is
  /// not confirmed or of a year that is not decreed (WorkCalendar::IsDecreed); calendar days that stay ask about none.
  Deadline Due(UnixSeconds start, const TimeAmount& amount, LastDay last_day = LastDay::kStays) const;
  /// The moment that lies `amount` after a deadline: seconds exactly, days from the day after its last day to the end
  /// of the last one.
  UnixSeconds After(const Deadline& deadline, const TimeAmount& amount) const;
  /// The moment that lies `amount` before a deadline: seconds exactly, days at the beginning of the day that lies so
  /// many days before its last day, where working hours begin if it has any.
  UnixSeconds Before(const Deadline& deadline, const TimeAmount& amount) const;

  /// The moment itself when it lies in working hours, else the first one after it that does. A schedule without any
  /// hours gives the moment itself.
  UnixSeconds NextWorkingMoment(UnixSeconds moment) const;
  /// The first moment before which so many working seconds have passed; with a negative number, the last one after
  /// which they pass: nine hours from nine o'clock are up at six, not the next morning. Adding and then subtracting
  /// returns to the moment, or from outside the hours to the next working one.
  UnixSeconds AddWorkingSeconds(UnixSeconds moment, std::int64_t seconds) const;
  /// Working seconds from `from` to `to`; negative when `to` is earlier.
  std::int64_t WorkingSecondsBetween(UnixSeconds from, UnixSeconds to) const;
  /// Working days after the day of `from`, up to and with the day of `to`; negative when `to` is earlier.
  std::int64_t WorkingDaysBetween(UnixSeconds from, UnixSeconds to) const;

 private:
  struct Hours {
    std::vector<ClockRange> ranges;
    std::int64_t seconds = 0;
  };
  struct Day {
    std::uint8_t hours = 0;  ///< of hours_
    bool off = false;
    bool preliminary = false;
  };

  /// Days are given by DayNumber() of civil_date.h.
  Day DayByCalendar(int number) const;
  Day DayAt(int number) const;
  /// Which of offsets_ holds at the moment.
  std::size_t OffsetAround(UnixSeconds moment) const;
  int DayOf(UnixSeconds moment) const;
  /// The first moment of the day.
  UnixSeconds Midnight(int day) const;
  /// Calls `visit(from, to)` with each stretch of the day's working time, ascending, until it returns false.
  template <typename Visit>
  void EachStretch(int day, const Visit& visit) const;
  /// Working seconds of the day, all of them and those before the moment.
  std::int64_t WorkedOn(int day) const;
  std::int64_t WorkedBefore(int day, UnixSeconds moment) const;
  /// The first or the last moment of the day before which it has `worked` seconds. A day without hours: its midnight.
  enum class Edge { kFirst, kLast };
  UnixSeconds MomentAfter(std::int64_t worked, int day, Edge edge) const;
  /// `seconds` is positive and there are hours; sets `preliminary` when a day was, and leaves it alone when none was.
  UnixSeconds WorkedLater(UnixSeconds moment, std::int64_t seconds, bool* preliminary) const;
  UnixSeconds WorkedEarlier(UnixSeconds moment, std::int64_t seconds) const;
  /// The count-th working day after the day; with a negative number, before it.
  int WorkingDayFrom(int day, std::int64_t count, bool* preliminary) const;
  /// Where the last day of a term goes that began with an event on the day `start`.
  int Moved(int last, int start, LastDay rule, bool* preliminary) const;
  int LastDayOf(const Deadline& deadline) const;
  /// The day that lies the months and days of the amount after `day`.
  int DaysLater(int day, const TimeAmount& amount, bool* preliminary) const;

  WorkCalendar calendar_;
  WeekSchedule schedule_;
  std::string zone_;
  std::vector<ZoneOffset> offsets_;
  std::array<Hours, 15> hours_;  ///< none, those of the weekdays, those of the weekdays when they are shortened
  bool has_hours_ = false;
  std::vector<Day> known_;  ///< of all years that the calendar names a day of, from first_known_ on
  int first_known_ = 0;
};

/// ISO 8601 with the zone's offset, `2026-05-04T16:30:00+05:00`.
std::string ToIso(UnixSeconds moment, const std::string& zone);
/// The last second that is in time for a deadline in days (`2026-02-11T23:59:59+05:00`), the moment itself for others.
std::string ToIso(const Deadline& deadline, const std::string& zone);

}  // namespace autorules
