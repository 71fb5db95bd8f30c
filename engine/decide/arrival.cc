#include "engine/decide/arrival.h"

#include <algorithm>

namespace autorules {
namespace {

WeekSchedule UsualHours() {
  constexpr int kOpening = 9 * 60, kClosing = 18 * 60, kFirstDayOff = 5;
  WeekSchedule schedule;
  for (int day = 0; day < kFirstDayOff; ++day) {
    schedule.hours[static_cast<std::size_t>(day)].push_back({kOpening, kClosing});
  }
  return schedule;
}

}  // namespace

const WeekSchedule& WorkingHours(const Municipality& municipality) {
  static const WeekSchedule kUsual = UsualHours();
  const auto& hours = municipality.schedule.hours;
  const bool named = std::any_of(hours.begin(), hours.end(), [](const auto& day) { return !day.empty(); });
  return named ? municipality.schedule : kUsual;
}

}  // namespace autorules
