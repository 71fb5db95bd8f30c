#include "engine/calendar/week_schedule.h"

#include <algorithm>

namespace autorules {

bool ClockRange::Contains(int minute) const {
  if (from <= to) return from <= minute && minute < to;
  return minute >= from || minute < to;
}

std::vector<ClockRange> CutOut(const std::vector<ClockRange>& hours, ClockRange rest) {
  if (rest.from >= rest.to) return hours;
  std::vector<ClockRange> left;
  for (const ClockRange& range : hours) {
    const ClockRange before{range.from, std::min(range.to, rest.from)};
    const ClockRange after{std::max(range.from, rest.to), range.to};
    if (before.from < before.to) left.push_back(before);
    if (after.from < after.to) left.push_back(after);
  }
  return left;
}

std::vector<ClockRange> Shorten(std::vector<ClockRange> hours) {
  // The law takes an hour of work: a stretch after lunch shorter than that goes whole, the rest comes off before lunch.
  int left = 60;
  while (left > 0 && !hours.empty()) {
    ClockRange& last = hours.back();
    const int cut = std::min(left, last.to - last.from);
    last.to -= cut;
    left -= cut;
    if (last.from == last.to) hours.pop_back();
  }
  return hours;
}

}  // namespace autorules
