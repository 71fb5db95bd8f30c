#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/calendar/working_time.h"

namespace autorules::testing {

/// The oracle of WorkingTime: looks at the clock on the wall in every minute of some weeks and counts. Asked about
/// moments of those weeks only; answers outside them fail the test case.
class NaiveTime {
 public:
  /// `from` is a whole minute.
  NaiveTime(const WorkCalendar& calendar, const WeekSchedule& schedule, const std::string& zone, UnixSeconds from,
            int days);

  UnixSeconds begin() const { return from_; }
  UnixSeconds end() const { return from_ + static_cast<UnixSeconds>(minutes_.size()) * 60; }

  /// The first moment before which so many working seconds have passed since `moment`; `seconds` is positive.
  UnixSeconds Later(UnixSeconds moment, std::int64_t seconds) const;
  /// The last moment after which so many working seconds pass until `moment`; `seconds` is positive.
  UnixSeconds Earlier(UnixSeconds moment, std::int64_t seconds) const;
  std::int64_t Between(UnixSeconds from, UnixSeconds to) const;
  UnixSeconds Next(UnixSeconds moment) const;
  /// The midnight that ends the n-th day after the day of `moment`, or the n-th one that is worked.
  UnixSeconds EndOfDay(UnixSeconds moment, std::int64_t count, bool working) const;
  /// The same of calendar days, where the last day is moved when it is not worked.
  UnixSeconds EndOfMovedDay(UnixSeconds moment, std::int64_t count, LastDay rule) const;
  std::int64_t DaysBetween(UnixSeconds from, UnixSeconds to) const;

 private:
  struct Minute {
    int day = 0;  ///< DayNumber() of what the calendar on the wall shows
    bool worked = false;
    bool off = false;
  };
  std::size_t At(UnixSeconds moment) const;
  UnixSeconds Begin(std::size_t minute) const { return from_ + static_cast<UnixSeconds>(minute) * 60; }

  UnixSeconds from_;
  std::vector<Minute> minutes_;
};

}  // namespace autorules::testing
