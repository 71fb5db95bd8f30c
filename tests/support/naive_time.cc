#include "tests/support/naive_time.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace autorules::testing {

NaiveTime::NaiveTime(const WorkCalendar& calendar, const WeekSchedule& schedule, const std::string& zone,
                     UnixSeconds from, int days)
    : from_(from) {
  for (int minute = 0; minute < days * 24 * 60; ++minute) {
    const LocalTime local = ToLocalTime(from + minute * 60, zone);
    minutes_.push_back({DayNumber(local.date), calendar.IsWorkingTime(local.date, local.minute, schedule),
                        calendar.IsDayOff(local.date)});
  }
}

std::size_t NaiveTime::At(UnixSeconds moment) const {
  if (moment < begin() || moment >= end()) FAIL("the oracle does not know the moment");
  return static_cast<std::size_t>((moment - from_) / 60);
}

UnixSeconds NaiveTime::Later(UnixSeconds moment, std::int64_t seconds) const {
  for (std::size_t i = At(moment);; moment = Begin(++i)) {
    if (!minutes_.at(i).worked) continue;
    const UnixSeconds left = Begin(i + 1) - moment;
    if (seconds <= left) return moment + seconds;
    seconds -= left;
  }
}

UnixSeconds NaiveTime::Earlier(UnixSeconds moment, std::int64_t seconds) const {
  for (std::size_t i = At(moment - 1);; moment = Begin(i--)) {
    if (!minutes_.at(i).worked) continue;
    const UnixSeconds left = moment - Begin(i);
    if (seconds <= left) return moment - seconds;
    seconds -= left;
  }
}

std::int64_t NaiveTime::Between(UnixSeconds from, UnixSeconds to) const {
  if (to < from) return -Between(to, from);
  std::int64_t sum = 0;
  for (std::size_t i = At(from); Begin(i) < to; ++i) {
    if (minutes_.at(i).worked) sum += std::min(to, Begin(i + 1)) - std::max(from, Begin(i));
  }
  return sum;
}

UnixSeconds NaiveTime::Next(UnixSeconds moment) const {
  std::size_t i = At(moment);
  if (minutes_.at(i).worked) return moment;
  while (!minutes_.at(i).worked) ++i;
  return Begin(i);
}

UnixSeconds NaiveTime::EndOfDay(UnixSeconds moment, std::int64_t count, bool working) const {
  std::size_t i = At(moment);
  for (int day = minutes_.at(i).day;; ++i) {
    if (minutes_.at(i).day <= day) continue;
    if (count == 0) return Begin(i);
    day = minutes_.at(i).day;
    if (!working || !minutes_.at(i).off) --count;
  }
}

UnixSeconds NaiveTime::EndOfMovedDay(UnixSeconds moment, std::int64_t count, LastDay rule) const {
  const auto is_off = [&](std::int64_t days) { return minutes_.at(At(EndOfDay(moment, days - 1, false))).off; };
  std::int64_t last = count;
  if (rule == LastDay::kBack) {
    while (last > 0 && is_off(last)) --last;
  }
  if (rule == LastDay::kForward || last == 0) {
    last = count;
    while (is_off(last)) ++last;
  }
  return EndOfDay(moment, last, false);
}

std::int64_t NaiveTime::DaysBetween(UnixSeconds from, UnixSeconds to) const {
  if (to < from) return -DaysBetween(to, from);
  std::int64_t count = 0;
  int day = minutes_.at(At(from)).day;
  for (std::size_t i = At(from); i <= At(to); ++i) {
    if (minutes_[i].day <= day) continue;
    day = minutes_[i].day;
    if (!minutes_[i].off) ++count;
  }
  return count;
}

}  // namespace autorules::testing
