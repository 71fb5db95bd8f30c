#include "engine/workflow/timers.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "engine/workflow/view.h"

namespace autorules {
namespace {

using When = EscalationStep::When;

/// `a` and `times` of `b`; both in months, in days or in seconds, working or not.
TimeAmount Plus(const TimeAmount& a, const TimeAmount& b, std::int64_t times) {
  return {a.months + b.months * times, a.days + b.days * times, a.seconds + b.seconds * times, a.working};
}

bool CountAlike(const TimeAmount& a, const TimeAmount& b) {
  return a.working == b.working && a.InDays() == b.InDays() && (a.months != 0) == (b.months != 0);
}

/// The moments of one step of a chain, repetitions counted from 0, before they wait for working hours.
class Moments {
 public:
  Moments(const EscalationStep& step, const Deadline& due, const WorkingTime& time)
      : step_(step), due_(due), time_(time) {
    if (step.when != When::kAt) offset_ = *AmountOf(step.offset);
    if (step.every) every_ = *AmountOf(*step.every);
  }

  UnixSeconds At(std::uint32_t repetition) const {
    if (repetition == 0) return First();
    if (step_.when != When::kAt && !CountAlike(offset_, every_))
      return time_.After({.at = First()}, Plus({.working = every_.working}, every_, repetition));
    const TimeAmount zero{.working = every_.working};
    if (step_.when != When::kBefore)
      return time_.After(due_, Plus(step_.when == When::kAt ? zero : offset_, every_, repetition));
    const TimeAmount left = Plus(offset_, every_, -std::int64_t{repetition});
    const bool before = left.months >= 0 && left.days >= 0 && left.seconds >= 0;
    return before ? time_.Before(due_, left) : time_.After(due_, Plus(zero, left, -1));
  }

 private:
  UnixSeconds First() const {
    switch (step_.when) {
      case When::kBefore: return time_.Before(due_, offset_);
      case When::kAfter: return time_.After(due_, offset_);
      case When::kAt: break;
    }
    return due_.at;
  }

  const EscalationStep& step_;
  const Deadline& due_;
  const WorkingTime& time_;
  TimeAmount offset_, every_;
};

void AddTimer(Draft* draft, Timer timer) {
  Case& next = draft->next();
  timer.id = next.next_timer++;
  const auto later = [](const Timer& a, const Timer& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); };
  next.timers.insert(std::upper_bound(next.timers.begin(), next.timers.end(), timer, later), timer);
}

/// The repetition that comes after those taken; nullopt when there is no further one.
std::optional<std::uint32_t> NextRepetition(const Case& value, const EscalationStep& step, std::uint32_t run,
                                            std::uint32_t index) {
  std::uint32_t next = 0;
  for (const StepTaken& taken : value.steps) {
    if (taken.run == run && taken.step == index) next = taken.repetition + 1;
  }
  if (next > 0 && (!step.every || next > step.repeats)) return std::nullopt;
  return next;
}

void SetStep(Draft* draft, std::uint32_t run, std::uint32_t index, bool catches_up) {
  const Clock& clock = ClockOf(draft->book, draft->next(), run);
  const WorkingTime& time = draft->book.TimeOf(clock);
  const Escalation& chain = *ChainOf(draft->book, clock);
  const EscalationStep& step = chain.steps[index];
  const auto next = NextRepetition(draft->next(), step, run, index);
  if (!next) return;
  const ClockRun& at_run = draft->next().clocks[run];
  const Moments moments(step, at_run.due, time);
  const auto waits = [&](UnixSeconds moment) {
    return chain.working_time_only ? time.NextWorkingMoment(moment) : moment;
  };
  const bool with_expiry = step.when == When::kAt && !at_run.overdue;
  if (*next == 0 && (catches_up || with_expiry)) {
    const UnixSeconds moment = moments.At(0);
    if (moment >= at_run.started)
      AddTimer(draft, {.at = std::max(waits(moment), draft->now), .run = run, .step = index});
    return;
  }
  const std::uint32_t last = step.every ? step.repeats : 0;
  for (std::uint32_t repetition = *next; repetition <= last; ++repetition) {
    const UnixSeconds at = waits(moments.At(repetition));
    if (at <= draft->now) continue;
    AddTimer(draft, {.at = at, .run = run, .step = index, .repetition = repetition});
    return;
  }
}

void SetAll(Draft* draft, std::uint32_t run, bool catches_up) {
  const ClockRun& at_run = draft->next().clocks[run];
  if (!at_run.overdue) AddTimer(draft, {.at = std::max(at_run.due.at, draft->now), .run = run});
  const Escalation* chain = ChainOf(draft->book, ClockOf(draft->book, draft->next(), run));
  if (chain == nullptr) return;
  for (std::uint32_t step = 0; step < chain->steps.size(); ++step) SetStep(draft, run, step, catches_up);
}

}  // namespace

const Clock& ClockOf(const Rulebook& book, const Case& value, std::uint32_t run) {
  return ClockOf(book.rules(), value, value.clocks[run]);
}

const Escalation* ChainOf(const Rulebook& book, const Clock& clock) {
  return clock.escalation == kNone ? nullptr : &book.rules().escalations()[clock.escalation];
}

std::string SpellWhen(const EscalationStep& step, const std::string& clock) {
  switch (step.when) {
    case When::kBefore: return fmt::format("за {} до срока «{}»", Spell(step.offset, Language::kRussian), clock);
    case When::kAfter: return fmt::format("через {} после срока «{}»", Spell(step.offset, Language::kRussian), clock);
    case When::kAt: break;
  }
  return fmt::format("срок «{}» истёк", clock);
}

void SetTimers(Draft* draft, std::uint32_t run) { SetAll(draft, run, true); }

void SetTimersToCome(Draft* draft, std::uint32_t run) { SetAll(draft, run, false); }

void SetNextRepetition(Draft* draft, std::uint32_t run, std::uint32_t step) { SetStep(draft, run, step, true); }

void CancelTimers(Case* value, std::uint32_t run) {
  std::erase_if(value->timers, [&](const Timer& timer) { return timer.run == run; });
}

void NoteStepsWithoutRoom(Draft* draft, std::uint32_t run) {
  const Clock& clock = ClockOf(draft->book, draft->next(), run);
  const Escalation* chain = ChainOf(draft->book, clock);
  if (chain == nullptr) return;
  const ClockRun& at_run = draft->next().clocks[run];
  for (const EscalationStep& step : chain->steps) {
    if (Moments(step, at_run.due, draft->book.TimeOf(clock)).At(0) >= at_run.started) continue;
    JournalEntry& entry = draft->Note(JournalEntry::Kind::kSkipped);
    entry.name = clock.name;
    entry.text = SpellWhen(step, clock.name) + ": срок короче, этот шаг не наступит";
  }
}

}  // namespace autorules
