#include "engine/calendar/timeline.h"

#include <algorithm>
#include <utility>

#include "engine/base/limits.h"

namespace autorules {
namespace {

using What = TimelineEntry::What;

constexpr int kMinutesOfDay = 24 * 60;

/// One day of the count.
struct CountedDay {
  CivilDate date;
  DayKind kind = DayKind::kWorking;
  std::string source;
  std::int64_t counted = 0;
  std::vector<ClockRange> hours;  ///< that counted, of a day that counted in part
  bool preliminary = false;
  bool off = false;  ///< a day off on which nothing counted
  /// Neither named by a layer nor a holiday, and counted whole.
  bool plain = false;
};

CountedDay Describe(const WorkCalendar& calendar, CivilDate date) {
  const CalendarDay* named = calendar.Find(date);
  CountedDay day;
  day.date = date;
  day.kind = calendar.KindOf(date);
  day.off = day.kind == DayKind::kDayOff;
  day.plain = named == nullptr && !IsHoliday(date);
  if (named != nullptr) {
    day.source = named->source;
  } else if (IsHoliday(date)) {
    day.source = "ТК РФ, ст. 112";
  }
  day.preliminary = !calendar.IsDecreed(date.year) || (named != nullptr && !named->confirmed);
  return day;
}

CivilDate Next(CivilDate date) { return DayOfNumber(DayNumber(date) + 1); }

void AddSource(const std::string& source, std::vector<std::string>* sources) {
  if (!source.empty() && std::find(sources->begin(), sources->end(), source) == sources->end())
    sources->push_back(source);
}

/// Puts days in a row together.
class Folder {
 public:
  explicit Folder(std::int64_t amount) : left_(amount) {}

  void Add(const CountedDay& day) {
    left_ -= day.counted;
    if (entries_.size() >= limits::kTimelineEntries) {
      AddToRest(day);
    } else if (day.off && !day.plain) {
      AddDayOff(day);
    } else if (day.off && InDaysOff()) {
      Extend(day);
    } else if (day.plain && day.hours.empty()) {
      if (!in_run_) Open(What::kCounted, day);
      in_run_ = true;
      Extend(day);
    } else {
      Open(What::kCounted, day);
      Extend(day);
      entries_.back().kind = day.kind;
      entries_.back().hours = day.hours;
    }
  }

  /// An entry of its own.
  void AddAlone(What what, const CountedDay& day) {
    left_ -= day.counted;
    Open(what, day);
    Extend(day);
    entries_.back().kind = day.kind;
    entries_.back().hours = day.hours;
  }

  std::vector<TimelineEntry> Take() {
    for (TimelineEntry& entry : entries_) {
      const std::int64_t days = DayNumber(entry.last) - DayNumber(entry.first) + 1;
      if (entry.what == What::kCounted && entry.counted == 0 && entry.days_off == days) entry.what = What::kOff;
    }
    return std::move(entries_);
  }

 private:
  bool InDaysOff() const { return !in_run_ && !entries_.empty() && entries_.back().what == What::kOff; }

  void Open(What what, const CountedDay& day) {
    entries_.push_back({.what = what, .first = day.date, .last = day.date, .left = left_});
    in_run_ = false;
    weekend_.clear();
  }

  void Extend(const CountedDay& day) {
    TimelineEntry& entry = entries_.back();
    entry.last = day.date;
    entry.counted += day.counted;
    entry.left = left_;
    if (day.off) ++entry.days_off;
    entry.preliminary = entry.preliminary || day.preliminary;
    AddSource(day.source, &entry.sources);
    if (in_run_ && day.off) weekend_.push_back(day);
    if (in_run_ && !day.off) weekend_.clear();
  }

  /// A weekend before a holiday is told with it.
  void AddDayOff(const CountedDay& day) {
    if (!InDaysOff()) {
      const std::vector<CountedDay> weekend = std::move(weekend_);
      const CivilDate first = weekend.empty() ? day.date : weekend.front().date;
      if (!weekend.empty()) {
        TimelineEntry& run = entries_.back();
        run.days_off -= static_cast<std::int64_t>(weekend.size());
        run.last = DayOfNumber(DayNumber(first) - 1);
        if (run.last < run.first) entries_.pop_back();
      }
      Open(What::kOff, day);
      entries_.back().kind = DayKind::kDayOff;
      entries_.back().first = first;
      for (const CountedDay& before : weekend) Extend(before);
    }
    Extend(day);
  }

  void AddToRest(const CountedDay& day) {
    if (entries_.back().what != What::kRest) Open(What::kRest, day);
    CountedDay without_source = day;
    without_source.source.clear();
    Extend(without_source);
  }

  std::int64_t left_;
  std::vector<TimelineEntry> entries_;
  bool in_run_ = false;              ///< the last entry is of plain days
  std::vector<CountedDay> weekend_;  ///< the days off that this run ends with
};

/// The hours of the day between two moments, by the clock on the wall.
std::vector<ClockRange> HoursBetween(const WorkingTime& time, CivilDate date, UnixSeconds from, UnixSeconds to) {
  const LocalTime begin = ToLocalTime(from, time.zone());
  const LocalTime end = ToLocalTime(to, time.zone());
  std::vector<ClockRange> hours;
  for (const ClockRange& range : time.calendar().HoursOf(date, time.schedule())) {
    const ClockRange cut{begin.date == date ? std::max(range.from, begin.minute) : range.from,
                         end.date == date ? std::min(range.to, end.minute) : range.to};
    if (cut.from < cut.to) hours.push_back(cut);
  }
  return hours;
}

std::vector<TimelineEntry> InWorkingSeconds(const WorkingTime& time, UnixSeconds start, std::int64_t seconds,
                                            UnixSeconds end) {
  Folder folder(seconds);
  const CivilDate first = LocalDate(start, time.zone());
  const CivilDate last = LocalDate(end - 1, time.zone());
  for (CivilDate date = first;; date = Next(date)) {
    CountedDay day = Describe(time.calendar(), date);
    const UnixSeconds from = std::max(start, FromLocalTime({date, 0}, time.zone()));
    const UnixSeconds to = std::min(end, FromLocalTime({date, kMinutesOfDay}, time.zone()));
    day.counted = time.WorkingSecondsBetween(from, to);
    day.off = day.off && day.counted == 0;
    const bool is_end = date == first || date == last;
    if (is_end || (day.kind != DayKind::kWorking && !day.off)) day.hours = HoursBetween(time, date, from, to);
    if (is_end && !day.off) {
      folder.AddAlone(What::kCounted, day);
    } else {
      folder.Add(day);
    }
    if (date == last || DayNumber(Next(date)) == DayNumber(date)) return folder.Take();
  }
}

std::vector<TimelineEntry> InWorkingDays(const WorkingTime& time, UnixSeconds start, std::int64_t days,
                                         UnixSeconds end) {
  Folder folder(days);
  const CivilDate first = LocalDate(start, time.zone());
  const CivilDate last = LocalDate(end - 1, time.zone());
  CountedDay start_day = Describe(time.calendar(), first);
  start_day.preliminary = false;  // nothing rests on it
  folder.AddAlone(What::kStartDay, start_day);
  for (CivilDate date = first; date < last;) {
    date = Next(date);
    CountedDay day = Describe(time.calendar(), date);
    day.counted = day.off ? 0 : 1;
    if (date == last) {
      folder.AddAlone(What::kLastDay, day);
    } else {
      folder.Add(day);
    }
  }
  return folder.Take();
}

/// All calendar days count, so that nothing is asked but where the last one lies.
std::vector<TimelineEntry> InDays(const WorkingTime& time, UnixSeconds start, const TimeAmount& amount, LastDay rule,
                                  UnixSeconds end) {
  const WorkCalendar& calendar = time.calendar();
  const CivilDate first = LocalDate(start, time.zone());
  const CivilDate counted = LocalDate(time.Due(start, amount).at - 1, time.zone());
  const CivilDate last = LocalDate(end - 1, time.zone());
  const std::int64_t days = DayNumber(counted) - DayNumber(first);
  std::vector<TimelineEntry> entries;
  entries.push_back(
      {.what = What::kStartDay, .first = first, .last = first, .kind = calendar.KindOf(first), .left = days});
  if (days > 1) {
    entries.push_back({.what = What::kCounted,
                       .first = Next(first),
                       .last = DayOfNumber(DayNumber(counted) - 1),
                       .counted = days - 1,
                       .left = 1});
  }
  if (last != counted) {
    TimelineEntry passed{.what = What::kPassed,
                         .first = last < counted ? Next(last) : counted,
                         .last = last < counted ? counted : DayOfNumber(DayNumber(last) - 1),
                         .kind = DayKind::kDayOff,
                         .counted = 1};
    for (CivilDate date = passed.first; date <= passed.last; date = Next(date)) {
      const CountedDay day = Describe(calendar, date);
      AddSource(day.source, &passed.sources);
      passed.preliminary = passed.preliminary || day.preliminary;
      ++passed.days_off;
    }
    entries.push_back(std::move(passed));
  }
  const CountedDay day = Describe(calendar, last);
  TimelineEntry end_day{.what = What::kLastDay,
                        .first = last,
                        .last = last,
                        .kind = day.kind,
                        .counted = last == counted ? 1 : 0,
                        .preliminary = rule != LastDay::kStays && day.preliminary};
  AddSource(day.source, &end_day.sources);
  entries.push_back(std::move(end_day));
  return entries;
}

}  // namespace

Timeline ExplainDeadline(const WorkingTime& time, UnixSeconds start, const TimeAmount& amount, LastDay last_day) {
  Timeline timeline;
  timeline.deadline = time.Due(start, amount, last_day);
  const UnixSeconds end = timeline.deadline.at;
  if (amount.InDays()) {
    timeline.entries =
        amount.working ? InWorkingDays(time, start, amount.days, end) : InDays(time, start, amount, last_day, end);
  } else if (amount.working && amount.seconds > 0) {
    timeline.entries = InWorkingSeconds(time, start, amount.seconds, end);
  } else if (amount.seconds > 0) {
    timeline.entries.push_back(
        {.first = LocalDate(start, time.zone()), .last = LocalDate(end, time.zone()), .counted = amount.seconds});
  }
  return timeline;
}

}  // namespace autorules
