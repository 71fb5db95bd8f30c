#include "engine/calendar/work_calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace autorules {
namespace {

bool IsWeekend(CivilDate date) { return Weekday(date) >= 5; }

/// FNV-1a of 64 bits: unlike HashBytes it is the same everywhere and for ever.
class Fnv {
 public:
  void Add(std::string_view text) {
    for (const char c : text) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    hash_ = (hash_ ^ 0xFFU) * 0x100000001B3ULL;  // where a text ends; no UTF-8 has this byte
  }
  std::uint64_t hash() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

}  // namespace

bool IsHoliday(CivilDate date) {
  switch (date.month) {
    case 1: return date.day <= 8;
    case 2: return date.day == 23;
    case 3: return date.day == 8;
    case 5: return date.day == 1 || date.day == 9;
    case 6: return date.day == 12;
    case 11: return date.day == 4;
    default: return false;
  }
}

WorkCalendar::WorkCalendar(const std::vector<CalendarLayer>& layers) {
  std::map<CivilDate, CalendarDay> strongest;
  for (const CalendarLayer& layer : layers) {
    for (const CalendarDay& day : layer) strongest[day.date] = day;
  }
  days_.reserve(strongest.size());
  for (auto& [date, day] : strongest) days_.push_back(std::move(day));
}

const CalendarDay* WorkCalendar::Find(CivilDate date) const {
  const auto found = std::lower_bound(days_.begin(), days_.end(), date,
                                      [](const CalendarDay& day, CivilDate sought) { return day.date < sought; });
  return found != days_.end() && found->date == date ? &*found : nullptr;
}

bool WorkCalendar::IsDecreed(int year) const { return Find({static_cast<std::int16_t>(year), 1, 1}) != nullptr; }

std::string WorkCalendar::Version() const {
  Fnv fnv;
  for (const CalendarDay& day : days_) {
    fnv.Add(day.date.ToString());
    fnv.Add(std::to_string(static_cast<int>(day.kind)));
    fnv.Add(day.source);
    fnv.Add(day.instead_of ? day.instead_of->ToString() : "");
    fnv.Add(day.confirmed ? "confirmed" : "");
  }
  return fmt::format("{:016x}", fnv.hash());
}

DayKind WorkCalendar::KindOf(CivilDate date) const {
  if (const CalendarDay* day = Find(date)) return day->kind;
  return IsWeekend(date) || IsHoliday(date) ? DayKind::kDayOff : DayKind::kWorking;
}

std::optional<int> WorkCalendar::HoursLike(CivilDate date) const {
  const CalendarDay* day = Find(date);
  const bool off = day != nullptr ? day->kind == DayKind::kDayOff : IsHoliday(date);
  if (off) return std::nullopt;
  return Weekday(day != nullptr ? day->instead_of.value_or(date) : date);
}

std::vector<ClockRange> WorkCalendar::HoursOf(CivilDate date, const WeekSchedule& schedule) const {
  const std::optional<int> like = HoursLike(date);
  if (!like) return {};
  const std::vector<ClockRange>& hours = schedule.hours[static_cast<std::size_t>(*like)];
  return KindOf(date) == DayKind::kShortened ? Shorten(hours) : hours;
}

bool WorkCalendar::IsWorkingTime(CivilDate date, int minute, const WeekSchedule& schedule) const {
  const std::vector<ClockRange> hours = HoursOf(date, schedule);
  return std::any_of(hours.begin(), hours.end(), [&](ClockRange range) { return range.Contains(minute); });
}

}  // namespace autorules
