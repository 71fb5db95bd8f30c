#include "engine/workflow/clocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/workflow/timers.h"

namespace autorules {
namespace {

using Kind = JournalEntry::Kind;

/// How long the run has stood since it was paused: days between the dates, or seconds, as it counts.
TimeAmount StoodSince(UnixSeconds paused, UnixSeconds now, const Clock& clock, const WorkingTime& time) {
  const TimeAmount amount = *AmountOf(clock.duration);
  TimeAmount stood{.working = amount.working};
  if (amount.InDays()) {
    stood.days = amount.working ? time.WorkingDaysBetween(paused, now)
                                : DayNumber(LocalDate(now, time.zone())) - DayNumber(LocalDate(paused, time.zone()));
  } else {
    stood.seconds = amount.working ? time.WorkingSecondsBetween(paused, now) : now - paused;
  }
  return stood;
}

/// A run that was in time when it was paused is still in time: where the days between were days off, or the end of the
/// last day has moved back over them, it gets days more.
void AddStood(ClockRun* run, UnixSeconds now, const Clock& clock, const WorkingTime& time) {
  run->stood = Sum(run->stood, StoodSince(*run->paused, now, clock, time));
  run->paused.reset();
  run->due = DueOf(clock, *run, time);
  constexpr int kDaysOffInARow = 366;
  if (run->overdue || !AmountOf(clock.duration)->InDays()) return;
  for (int day = 0; day < kDaysOffInARow && run->due.at <= now; ++day) {
    ++run->stood.days;
    run->due = DueOf(clock, *run, time);
  }
}

JournalEntry& NoteClock(Draft* draft, Kind kind, std::uint32_t run) {
  JournalEntry& entry = draft->Note(kind);
  entry.name = ClockOf(draft->book, draft->next(), run).name;
  return entry;
}

/// Requires that there is such a clock.
std::uint32_t IndexOf(const Procedure& procedure, const std::string& clock) {
  return static_cast<std::uint32_t>(FindClock(procedure, clock) - procedure.clocks.data());
}

/// As many digits as the language reads: what is counted with stays far from overflow.
constexpr std::int64_t kMostNumber = 999'999'999;

}  // namespace

const Clock* FindClock(const Procedure& procedure, const std::string& name) {
  const auto& clocks = procedure.clocks;
  const auto found = std::find_if(clocks.begin(), clocks.end(), [&](const Clock& at) { return at.name == name; });
  return found == clocks.end() ? nullptr : &*found;
}

std::optional<std::uint32_t> LiveRun(const Case& value, std::uint32_t clock) {
  for (std::uint32_t run = 0; run < value.clocks.size(); ++run) {
    if (value.clocks[run].clock == clock && !value.clocks[run].stopped) return run;
  }
  return std::nullopt;
}

TimeAmount Sum(const TimeAmount& a, const TimeAmount& b) {
  return {a.months + b.months, a.days + b.days, a.seconds + b.seconds, a.working};
}

Deadline DueOf(const Clock& clock, const ClockRun& run, const WorkingTime& time) {
  const TimeAmount amount = Sum(*AmountOf(clock.duration), Sum(run.extended, run.stood));
  return time.Due(run.started, amount, clock.last_day);
}

void Start(Draft* draft, std::uint32_t clock) {
  const Clock& declared = draft->procedure()->clocks[clock];
  const bool working = AmountOf(declared.duration)->working;
  ClockRun run;
  run.clock = clock;
  run.started = draft->now;
  run.extended.working = run.stood.working = working;
  run.due = DueOf(declared, run, draft->book.TimeOf(declared));
  const auto index = static_cast<std::uint32_t>(draft->next().clocks.size());
  draft->next().clocks.push_back(run);
  NoteClock(draft, Kind::kClockStarted, index).due = run.due;
  SetTimers(draft, index);
  NoteStepsWithoutRoom(draft, index);
}

void Stop(Draft* draft, std::uint32_t index, bool by_end) {
  ClockRun& run = draft->next().clocks[index];
  const Clock& clock = ClockOf(draft->book, draft->next(), index);
  if (run.paused) AddStood(&run, draft->now, clock, draft->book.TimeOf(clock));
  run.stopped = draft->now;
  run.by_end = by_end;
  CancelTimers(&draft->next(), index);
  NoteClock(draft, Kind::kClockStopped, index);
}

void Pause(Draft* draft, std::uint32_t index) {
  draft->next().clocks[index].paused = draft->now;
  CancelTimers(&draft->next(), index);
  NoteClock(draft, Kind::kClockPaused, index);
}

void Resume(Draft* draft, std::uint32_t index) {
  ClockRun& run = draft->next().clocks[index];
  const Clock& clock = ClockOf(draft->book, draft->next(), index);
  AddStood(&run, draft->now, clock, draft->book.TimeOf(clock));
  NoteClock(draft, Kind::kClockResumed, index).due = run.due;
  SetTimers(draft, index);
}

Acceptance MayExtend(const Draft& draft, const std::string& name, const std::optional<Duration>& by) {
  const std::uint32_t index = IndexOf(*draft.procedure(), name);
  const Clock& clock = draft.procedure()->clocks[index];
  const auto live = LiveRun(draft.next(), index);
  if (!live) {
    return Refuse(
        fmt::format("срок «{}» сейчас не идёт: продлевают только тот, что начат и не остановлен", name),
        fmt::format("clock '{}' is not running now: only one that has started and not stopped is extended", name));
  }
  const ClockRun& run = draft.next().clocks[*live];
  if (run.overdue) {
    return Refuse(fmt::format("срок «{}» уже истёк: продлевают до его конца", name),
                  fmt::format("clock '{}' has run out: it is extended before its end", name));
  }
  const Extension& extension = *clock.extension;
  if (run.extensions >= extension.times) {
    return Refuse(
        fmt::format("срок «{}» уже продлён, раз: {}; больше нельзя", name, run.extensions),
        fmt::format("clock '{}' has been extended already, times: {}; no more is allowed", name, run.extensions));
  }
  if (!by) return {};
  const TimeAmount most = *AmountOf(extension.most);
  const auto asked = by->number > kMostNumber ? std::nullopt : AmountOf(*by);
  if (!asked || by->number <= 0 || asked->working != most.working || asked->InDays() != most.InDays()) {
    return Refuse(fmt::format("срок «{}» продлевают, например, на {}: в тех же единицах", name,
                              Spell(extension.most, Language::kRussian)),
                  fmt::format("clock '{}' is extended by, say, {}: in the same units", name,
                              Spell(extension.most, Language::kEnglish)));
  }
  const WorkingTime& time = draft.book.TimeOf(clock);
  // As they are counted, before a last day that is off moves: it would lend some days more.
  Clock unmoved = clock;
  unmoved.last_day = LastDay::kStays;
  const auto extended = [&](const TimeAmount& more) {
    ClockRun longer = run;
    longer.extended = Sum(run.extended, more);
    return DueOf(unmoved, longer, time).at;
  };
  if (extended(*asked) > extended(most)) {
    return Refuse(
        fmt::format("срок «{}» продлевают не больше чем на {}", name, Spell(extension.most, Language::kRussian)),
        fmt::format("clock '{}' is extended by at most {}", name, Spell(extension.most, Language::kEnglish)));
  }
  return {};
}

void Extend(Draft* draft, const std::string& name, const std::optional<Duration>& by, Id who) {
  const std::uint32_t index = *LiveRun(draft->next(), IndexOf(*draft->procedure(), name));
  ClockRun& run = draft->next().clocks[index];
  const Clock& clock = ClockOf(draft->book, draft->next(), index);
  const Duration& more = by ? *by : clock.extension->most;
  run.extended = Sum(run.extended, *AmountOf(more));
  ++run.extensions;
  run.due = DueOf(clock, run, draft->book.TimeOf(clock));
  JournalEntry& entry = NoteClock(draft, Kind::kClockExtended, index);
  entry.due = run.due;
  entry.unit = who;
  entry.text = Spell(more, Language::kRussian);
  if (run.paused) return;
  CancelTimers(&draft->next(), index);
  SetTimers(draft, index);
}

}  // namespace autorules
