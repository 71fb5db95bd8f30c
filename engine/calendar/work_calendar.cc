#include "engine/calendar/work_calendar.h"

#include <algorithm>
#include <map>

namespace autorules {
namespace {

/// Labour Code art. 112 part 1, as in force since 2013.
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

bool IsWeekend(CivilDate date) { return Weekday(date) >= 5; }

}  // namespace

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

DayKind WorkCalendar::KindOf(CivilDate date) const {
  if (const CalendarDay* day = Find(date)) return day->kind;
  return IsWeekend(date) || IsHoliday(date) ? DayKind::kDayOff : DayKind::kWorking;
}

std::vector<ClockRange> WorkCalendar::HoursOf(CivilDate date, const WeekSchedule& schedule) const {
  const CalendarDay* day = Find(date);
  const bool off = day != nullptr ? day->kind == DayKind::kDayOff : IsHoliday(date);
  if (off) return {};
  const CivilDate like = day != nullptr ? day->instead_of.value_or(date) : date;
  const std::vector<ClockRange>& hours = schedule.hours[static_cast<std::size_t>(Weekday(like))];
  return day != nullptr && day->kind == DayKind::kShortened ? Shorten(hours) : hours;
}

bool WorkCalendar::IsWorkingTime(CivilDate date, int minute, const WeekSchedule& schedule) const {
  const std::vector<ClockRange> hours = HoursOf(date, schedule);
  return std::any_of(hours.begin(), hours.end(), [&](ClockRange range) { return range.Contains(minute); });
}

}  // namespace autorules
