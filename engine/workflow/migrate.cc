#include "engine/workflow/migrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/calendar/moments.h"
#include "engine/decide/people.h"
#include "engine/workflow/changes.h"
#include "engine/workflow/clocks.h"
#include "engine/workflow/counterparts.h"
#include "engine/workflow/same_chain.h"
#include "engine/workflow/states.h"
#include "engine/workflow/timers.h"

namespace autorules {
namespace {

class Migration {
 public:
  Migration(const Case& value, const Rulebook& from, const Rulebook& to, UnixSeconds now)
      : value_(value), from_(from), counterparts_(from.rules(), to.rules()), draft_{to, now} {}

  StepResult Run() {
    draft_.next() = value_;
    draft_.next().changed = draft_.now;
    draft_.next().timers.clear();
    draft_.next().revision = draft_.book.rules().revision();
    Note(fmt::format("ревизия {} → {}", value_.revision, draft_.next().revision));
    MoveUnits();
    if (counterparts_.missing()) return tl::unexpected(*counterparts_.missing());
    for (const auto check : {&Migration::MoveState, &Migration::MoveClocks, &Migration::MoveOwner}) {
      if (const Acceptance taken = (this->*check)(); !taken) return tl::unexpected(taken.error());
    }
    return std::move(draft_.made);
  }

 private:
  JournalEntry& Note(std::string text) {
    JournalEntry& entry = draft_.Note(JournalEntry::Kind::kMigrated);
    entry.text = std::move(text);
    return entry;
  }

  void MoveUnits() {
    Case& next = draft_.next();
    next.decision = counterparts_.Move(value_.decision);
    // Whom the rules named may be gone while others have the case: then they say something else next time.
    next.decided.owner = kNone;
    if (value_.decided.owner != kNone) {
      Counterparts lenient(from_.rules(), draft_.book.rules());
      next.decided.owner = lenient.Unit(value_.decided.owner);
    }
    for (Holding& holding : next.holdings) holding.unit = counterparts_.Unit(holding.unit);
  }

  Acceptance MoveState() {
    const Procedure* before = from_.ProcedureOf(value_.decision);
    const Procedure* after = draft_.procedure();
    if (after == nullptr) return {};
    const std::string& state = value_.state;
    const bool known = std::find(after->states.begin(), after->states.end(), state) != after->states.end();
    if (state.empty() ? !after->states.empty() : !known) {
      return Refuse(fmt::format("в порядке «{}» по новым правилам нет состояния «{}»", after->name, state),
                    fmt::format("procedure '{}' of the new rules has no state '{}'", after->name, state));
    }
    if (IsFinal(*before, state) != IsFinal(*after, state)) {
      return Refuse(
          fmt::format("состояние «{}» порядка «{}» завершает только по одним из правил", state, after->name),
          fmt::format("state '{}' of procedure '{}' is final in one of the rule sets only", state, after->name));
    }
    return {};
  }

  Acceptance MoveClocks() {
    for (std::uint32_t run = 0; run < value_.clocks.size(); ++run) {
      if (const Acceptance taken = MoveClock(run); !taken) return taken;
    }
    NoteNewClocks();
    MoveSteps();
    for (std::uint32_t run = 0; run < value_.clocks.size(); ++run) {
      const ClockRun& moved = draft_.next().clocks[run];
      if (!moved.stopped && !moved.paused) SetTimersToCome(&draft_, run);
    }
    return {};
  }

  Acceptance MoveClock(std::uint32_t run) {
    ClockRun& moved = draft_.next().clocks[run];
    const Clock& before = ClockOf(from_, value_, run);
    const Clock* after = FindClock(*draft_.procedure(), before.name);
    if (after == nullptr) {
      return Refuse(
          fmt::format("в порядке «{}» по новым правилам нет срока «{}»", draft_.procedure()->name, before.name),
          fmt::format("procedure '{}' of the new rules has no clock '{}'", draft_.procedure()->name, before.name));
    }
    moved.clock = static_cast<std::uint32_t>(after - draft_.procedure()->clocks.data());
    if (moved.stopped) return {};
    const TimeAmount old_amount = *AmountOf(before.duration), amount = *AmountOf(after->duration);
    const bool alike = old_amount.working == amount.working && old_amount.InDays() == amount.InDays();
    const TimeAmount none{.working = old_amount.working};
    if (!alike && (moved.extended != none || moved.stood != none || moved.paused)) {
      return Refuse(
          fmt::format("срок «{}» по новым правилам в других единицах, а его уже продлевали или ставили на паузу",
                      before.name),
          fmt::format("clock '{}' counts in other units now, and it has been extended or paused", before.name));
    }
    moved.extended.working = moved.stood.working = amount.working;
    const WorkingTime& time = draft_.book.TimeOf(*after);
    moved.due = DueOf(*after, moved, time);
    if (moved.due.at > draft_.now) moved.overdue = false;
    if (moved.due != value_.clocks[run].due) {
      JournalEntry& entry = Note(fmt::format("срок «{}»: {} → {}", before.name,
                                             UntilText(value_.clocks[run].due, from_.TimeOf(before).zone()),
                                             UntilText(moved.due, time.zone())));
      entry.name = before.name;
      entry.due = moved.due;
    }
    NoteChain(before, *after);
    return {};
  }

  void NoteChain(const Clock& before, const Clock& after) {
    const Escalation* old_chain = ChainOf(from_, before);
    const Escalation* chain = ChainOf(draft_.book, after);
    if (IsSameChain(old_chain, from_.rules(), chain, draft_.book.rules())) return;
    const auto name = [](const Escalation* of) { return of == nullptr ? std::string("нет") : of->name; };
    Note(name(old_chain) == name(chain)
             ? fmt::format("срок «{}»: эскалация «{}» стала другой", before.name, name(chain))
             : fmt::format("срок «{}»: эскалация {} → {}", before.name, name(old_chain), name(chain)))
        .name = before.name;
  }

  /// When the case came into a state is not written in it: a clock that would have begun then cannot be told its start.
  void NoteNewClocks() {
    const Procedure* before = from_.ProcedureOf(value_.decision);
    if (draft_.procedure() == nullptr || before == nullptr) return;
    for (const Clock& clock : draft_.procedure()->clocks) {
      if (FindClock(*before, clock.name) != nullptr) continue;
      Note(fmt::format("срок «{}» появился, пойдёт, когда сообщение придёт в состояние «{}»", clock.name, clock.from))
          .name = clock.name;
    }
  }

  /// The step of the new chain that stands where the old one stood, counted among those that stand there; kExpiry when
  /// there is none.
  static std::uint32_t StepAt(const Escalation& before, const Escalation& after, std::uint32_t step) {
    const auto same = [&](const EscalationStep& a) {
      return a.when == before.steps[step].when && a.offset == before.steps[step].offset;
    };
    auto left = std::count_if(before.steps.begin(), before.steps.begin() + step, same);
    for (std::uint32_t i = 0; i < after.steps.size(); ++i) {
      if (same(after.steps[i]) && left-- == 0) return i;
    }
    return kExpiry;
  }

  void MoveSteps() {
    auto& steps = draft_.next().steps;
    steps.clear();
    for (StepTaken taken : value_.steps) {
      const Escalation* before = ChainOf(from_, ClockOf(from_, value_, taken.run));
      const Escalation* after = ChainOf(draft_.book, ClockOf(draft_.book, draft_.next(), taken.run));
      if (before == nullptr || after == nullptr) continue;
      taken.step = StepAt(*before, *after, taken.step);
      if (taken.step != kExpiry) steps.push_back(taken);
    }
    std::sort(steps.begin(), steps.end());
  }

  Acceptance MoveOwner() {
    const Id owner = draft_.next().decision.owner;
    if (owner == kNone || draft_.next().closed) return {};
    const Id answering = draft_.book.holders().Answering(owner);
    const std::string& name = draft_.book.rules().units()[owner].name;
    if (answering == kNone) {
      return Refuse(fmt::format("по новым правилам должность «{}» вакантна, и заместителя нет", name),
                    fmt::format("by the new rules post '{}' is vacant and has no deputy", name));
    }
    if (answering == owner) return {};
    if (IsRecused(draft_.book.rules(), draft_.next().decision, answering)) {
      return Refuse(fmt::format("по новым правилам должность «{}» вакантна, а заместителю нельзя (отвод)", name),
                    fmt::format("by the new rules post '{}' is vacant and its deputy is recused", name));
    }
    HandOver(&draft_, answering, "новые правила: должность вакантна");
    Note(fmt::format("ответственный: {} → {}", name, draft_.book.rules().units()[answering].name)).unit = answering;
    return {};
  }

  const Case& value_;
  const Rulebook& from_;
  Counterparts counterparts_;
  Draft draft_;
};

}  // namespace

StepResult MigrateCase(const Case& value, const Rulebook& from, const Rulebook& to, UnixSeconds now) {
  return Migration(value, from, to, now).Run();
}

}  // namespace autorules
