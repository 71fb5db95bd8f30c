#include "engine/calendar/working_time.h"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace autorules {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
/// No clock was ever further from UTC than this, local mean times and both sides of the date line included.
constexpr std::int64_t kFarthestOffset = 16 * 60 * kMinute;
constexpr int kWeek = 7;

/// The days that are reckoned with, one off the ends of CivilDate: they are days of it in every zone.
constexpr int kFirstDay = date::sys_days{date::year{1900} / 1 / 2}.time_since_epoch().count();
constexpr int kLastDay = date::sys_days{date::year{2999} / 12 / 30}.time_since_epoch().count();

UnixSeconds Bounded(UnixSeconds moment) { return std::clamp(moment, kFirstDay * kDay, kLastDay * kDay); }

/// Bounded, with no overflow on the way.
UnixSeconds Later(UnixSeconds moment, std::int64_t seconds) {
  const std::int64_t span = (kLastDay - kFirstDay) * kDay;
  return Bounded(Bounded(moment) + std::clamp(seconds, -span, span));
}

int DayLater(int day, std::int64_t days) {
  const std::int64_t span = kLastDay - kFirstDay;
  return static_cast<int>(std::clamp<std::int64_t>(day + std::clamp(days, -span, span), kFirstDay, kLastDay));
}

/// The day of the same number so many months later, or the last one of a shorter month (Civil Code art. 192 item 3).
int MonthsLater(int day, std::int64_t months) {
  constexpr std::int64_t kMonths = 12, kMost = 2000 * kMonths;
  const CivilDate date = DayOfNumber(day);
  const std::int64_t month = date.year * kMonths + date.month - 1 + std::clamp(months, -kMost, kMost);
  const auto first_of = [](std::int64_t at) -> std::optional<int> {
    if (at < 1900 * kMonths) return std::nullopt;
    if (at >= 3000 * kMonths) return std::nullopt;
    return DayNumber({static_cast<std::int16_t>(at / kMonths), static_cast<std::uint8_t>(at % kMonths + 1), 1});
  };
  const auto first = first_of(month);
  if (!first) return months < 0 ? kFirstDay : kLastDay;
  const int last = first_of(month + 1).value_or(kLastDay + 1) - 1;
  return std::clamp(std::min(*first + date.day - 1, last), kFirstDay, kLastDay);
}

std::int64_t FloorDivide(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

std::int64_t SecondsOf(const std::vector<ClockRange>& hours) {
  std::int64_t sum = 0;
  for (const ClockRange& range : hours) sum += (range.to - range.from) * kMinute;
  return sum;
}

}  // namespace

WorkingTime::WorkingTime(WorkCalendar calendar, WeekSchedule schedule, std::string zone)
    : calendar_(std::move(calendar)),
      schedule_(std::move(schedule)),
      zone_(std::move(zone)),
      offsets_(OffsetsOf(zone_)) {
  for (std::size_t day = 0; day < schedule_.hours.size(); ++day) {
    const std::vector<ClockRange>& hours = schedule_.hours[day];
    hours_[1 + day].ranges = hours;
    hours_[1 + kWeek + day].ranges = Shorten(hours);
  }
  for (Hours& hours : hours_) {
    hours.seconds = SecondsOf(hours.ranges);
    has_hours_ = has_hours_ || hours.seconds > 0;
  }
  if (calendar_.days().empty()) return;
  first_known_ = DayNumber({calendar_.days().front().date.year, 1, 1});
  const int last = DayNumber({calendar_.days().back().date.year, 12, 31});
  known_.reserve(static_cast<std::size_t>(last - first_known_ + 1));
  for (int day = first_known_; day <= last; ++day) known_.push_back(DayByCalendar(day));
}

WorkingTime::Day WorkingTime::DayByCalendar(int number) const {
  const CivilDate date = DayOfNumber(number);
  const CalendarDay* named = calendar_.Find(date);
  const DayKind kind = calendar_.KindOf(date);
  Day day;
  if (const auto like = calendar_.HoursLike(date))
    day.hours = static_cast<std::uint8_t>(1 + *like + (kind == DayKind::kShortened ? kWeek : 0));
  day.off = kind == DayKind::kDayOff;
  day.preliminary = !calendar_.IsDecreed(date.year) || (named != nullptr && !named->confirmed);
  return day;
}

WorkingTime::Day WorkingTime::DayAt(int number) const {
  const std::int64_t place = std::int64_t{number} - first_known_;
  if (place >= 0 && place < static_cast<std::int64_t>(known_.size())) return known_[static_cast<std::size_t>(place)];
  return DayByCalendar(number);
}

std::size_t WorkingTime::OffsetAround(UnixSeconds moment) const {
  if (moment >= offsets_.back().from) return offsets_.size() - 1;
  const auto later =
      std::upper_bound(offsets_.begin(), offsets_.end(), moment,
                       [](UnixSeconds sought, const ZoneOffset& offset) { return sought < offset.from; });
  return later == offsets_.begin() ? 0 : static_cast<std::size_t>(later - offsets_.begin() - 1);
}

int WorkingTime::DayOf(UnixSeconds moment) const {
  const UnixSeconds at = Bounded(moment);
  const std::int64_t day = FloorDivide(at + offsets_[OffsetAround(at)].seconds, kDay);
  return static_cast<int>(std::clamp<std::int64_t>(day, kFirstDay, kLastDay));
}

UnixSeconds WorkingTime::Midnight(int day) const {
  const UnixSeconds local = day * kDay;
  for (std::size_t i = OffsetAround(local - kFarthestOffset);; ++i) {
    const UnixSeconds at = std::max(local - offsets_[i].seconds, i == 0 ? local - kFarthestOffset : offsets_[i].from);
    if (i + 1 == offsets_.size() || at < offsets_[i + 1].from) return at;
  }
}

template <typename Visit>
void WorkingTime::EachStretch(int day, const Visit& visit) const {
  const UnixSeconds local = day * kDay;
  const std::vector<ClockRange>& ranges = hours_[DayAt(day).hours].ranges;
  const std::size_t first = OffsetAround(local - kFarthestOffset);
  // A stretch on a day when clocks change is cut where they do: what is worked is what the clock on the wall shows.
  for (std::size_t i = first; i < offsets_.size(); ++i) {
    const ZoneOffset& offset = offsets_[i];
    if (i != first && offset.from >= local + kDay + kFarthestOffset) return;
    for (const ClockRange& range : ranges) {
      UnixSeconds from = local + range.from * kMinute - offset.seconds;
      UnixSeconds to = local + range.to * kMinute - offset.seconds;
      if (i != 0) from = std::max(from, offset.from);
      if (i + 1 != offsets_.size()) to = std::min(to, offsets_[i + 1].from);
      if (from < to && !visit(from, to)) return;
    }
  }
}

std::int64_t WorkingTime::WorkedOn(int day) const {
  const Hours& hours = hours_[DayAt(day).hours];
  if (hours.seconds == 0) return 0;
  const UnixSeconds local = day * kDay;
  const std::size_t offset = OffsetAround(local - kFarthestOffset);
  const bool same_all_day =
      offset + 1 == offsets_.size() || offsets_[offset + 1].from >= local + kDay + kFarthestOffset;
  return same_all_day ? hours.seconds : WorkedBefore(day, local + kDay + kFarthestOffset);
}

std::int64_t WorkingTime::WorkedBefore(int day, UnixSeconds moment) const {
  std::int64_t worked = 0;
  EachStretch(day, [&](UnixSeconds from, UnixSeconds to) {
    if (moment <= from) return false;
    worked += std::min(to, moment) - from;
    return true;
  });
  return worked;
}

UnixSeconds WorkingTime::MomentAfter(std::int64_t worked, int day, Edge edge) const {
  UnixSeconds found = Midnight(day);
  EachStretch(day, [&](UnixSeconds from, UnixSeconds to) {
    found = std::min(to, from + worked);
    worked -= found - from;
    return edge == Edge::kFirst ? worked > 0 : found == to;
  });
  return found;
}

UnixSeconds WorkingTime::WorkedLater(UnixSeconds moment, std::int64_t seconds, bool* preliminary) const {
  int day = DayOf(moment);
  std::int64_t left = seconds + WorkedBefore(day, moment);
  for (; day <= kLastDay; ++day) {
    *preliminary = *preliminary || DayAt(day).preliminary;
    const std::int64_t worked = WorkedOn(day);
    if (left <= worked) return MomentAfter(left, day, Edge::kFirst);
    left -= worked;
  }
  return Midnight(kLastDay);
}

UnixSeconds WorkingTime::WorkedEarlier(UnixSeconds moment, std::int64_t seconds) const {
  int day = DayOf(moment);
  std::int64_t left = seconds - WorkedBefore(day, moment);
  while (left > 0) {
    if (--day < kFirstDay) return Midnight(kFirstDay);
    left -= WorkedOn(day);
  }
  return MomentAfter(-left, day, Edge::kLast);
}

UnixSeconds WorkingTime::AddWorkingSeconds(UnixSeconds moment, std::int64_t seconds) const {
  bool ignored = false;
  if (seconds == 0) return Bounded(moment);
  if (!has_hours_) return Later(moment, seconds);
  return seconds > 0 ? WorkedLater(moment, seconds, &ignored) : WorkedEarlier(moment, -seconds);
}

UnixSeconds WorkingTime::NextWorkingMoment(UnixSeconds moment) const {
  if (!has_hours_) return Bounded(moment);
  int day = DayOf(moment);
  const std::int64_t before = WorkedBefore(day, moment);
  if (before < WorkedOn(day)) return MomentAfter(before, day, Edge::kLast);
  for (++day; day <= kLastDay; ++day) {
    if (WorkedOn(day) > 0) return MomentAfter(0, day, Edge::kLast);
  }
  return Midnight(kLastDay);
}

std::int64_t WorkingTime::WorkingSecondsBetween(UnixSeconds from, UnixSeconds to) const {
  if (to < from) return -WorkingSecondsBetween(to, from);
  if (!has_hours_) return Bounded(to) - Bounded(from);
  const int last = DayOf(to);
  std::int64_t sum = WorkedBefore(last, to);
  for (int day = DayOf(from); day < last; ++day) sum += WorkedOn(day);
  return sum - WorkedBefore(DayOf(from), from);
}

std::int64_t WorkingTime::WorkingDaysBetween(UnixSeconds from, UnixSeconds to) const {
  if (to < from) return -WorkingDaysBetween(to, from);
  std::int64_t count = 0;
  const int last = DayOf(to);
  for (int day = DayOf(from) + 1; day <= last; ++day) count += DayAt(day).off ? 0 : 1;
  return count;
}

int WorkingTime::WorkingDayFrom(int day, std::int64_t count, bool* preliminary) const {
  const int step = count < 0 ? -1 : 1;
  for (std::int64_t left = count * step; left > 0;) {
    if (day + step < kFirstDay || day + step > kLastDay) return day;
    day += step;
    const Day at = DayAt(day);
    *preliminary = *preliminary || at.preliminary;
    if (!at.off) --left;
  }
  return day;
}

int WorkingTime::Moved(int last, int start, LastDay rule, bool* preliminary) const {
  const auto is_off = [&](int day) {
    const Day at = DayAt(day);
    *preliminary = *preliminary || at.preliminary;
    return at.off;
  };
  if (rule == LastDay::kStays || !is_off(last)) return last;
  if (rule == LastDay::kBack) {
    for (int day = last - 1; day > start; --day) {
      if (!is_off(day)) return day;
    }
  }
  int day = last;
  while (day < kLastDay && is_off(day)) ++day;
  return day;
}

int WorkingTime::DaysLater(int day, const TimeAmount& amount, bool* preliminary) const {
  const int from = amount.months != 0 ? MonthsLater(day, amount.months) : day;
  return amount.working ? WorkingDayFrom(from, amount.days, preliminary) : DayLater(from, amount.days);
}

Deadline WorkingTime::Due(UnixSeconds start, const TimeAmount& amount, LastDay last_day) const {
  Deadline due{.at = Bounded(start)};
  if (amount.InDays()) {
    const int first = DayOf(start);
    int last = DaysLater(first, amount, &due.preliminary);
    if (!amount.working) last = Moved(last, first, last_day, &due.preliminary);
    due.at = Midnight(last + 1);
    due.end_of_day = amount.seconds == 0;
  }
  if (amount.seconds == 0) return due;
  if (amount.working && amount.seconds > 0 && has_hours_) {
    due.at = WorkedLater(due.at, amount.seconds, &due.preliminary);
  } else {
    due.at = amount.working ? AddWorkingSeconds(due.at, amount.seconds) : Later(due.at, amount.seconds);
  }
  return due;
}

int WorkingTime::LastDayOf(const Deadline& deadline) const { return DayOf(Bounded(deadline.at) - 1); }

UnixSeconds WorkingTime::After(const Deadline& deadline, const TimeAmount& amount) const {
  UnixSeconds at = Bounded(deadline.at);
  bool ignored = false;
  if (amount.InDays()) at = Midnight(DaysLater(LastDayOf(deadline), amount, &ignored) + 1);
  return amount.working ? AddWorkingSeconds(at, amount.seconds) : Later(at, amount.seconds);
}

UnixSeconds WorkingTime::Before(const Deadline& deadline, const TimeAmount& amount) const {
  UnixSeconds at = Bounded(deadline.at);
  if (amount.InDays()) {
    bool ignored = false;
    const TimeAmount back{.months = -amount.months, .days = -amount.days, .working = amount.working};
    at = MomentAfter(0, DaysLater(LastDayOf(deadline), back, &ignored), Edge::kLast);
  }
  return amount.working ? AddWorkingSeconds(at, -amount.seconds) : Later(at, -amount.seconds);
}

std::string ToIso(UnixSeconds moment, const std::string& zone) {
  const UnixSeconds at = Bounded(moment);
  const std::int64_t offset = OffsetAt(at, zone) / kMinute;  // ISO 8601 has no seconds in it
  const std::int64_t local = at + offset * kMinute;
  const std::int64_t day = FloorDivide(local, kDay);
  const std::int64_t second = local - day * kDay;
  const std::int64_t distance = offset < 0 ? -offset : offset;
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", DayOfNumber(static_cast<int>(day)).ToString(),
                     second / (60 * kMinute), second / kMinute % 60, second % kMinute, offset < 0 ? '-' : '+',
                     distance / 60, distance % 60);
}

std::string ToIso(const Deadline& deadline, const std::string& zone) {
  return ToIso(deadline.end_of_day ? deadline.at - 1 : deadline.at, zone);
}

}  // namespace autorules
