#include "engine/workflow/states.h"

#include <algorithm>

#include "engine/workflow/clocks.h"

namespace autorules {
namespace {

using Kind = JournalEntry::Kind;

bool IsAmong(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// True when the case can still come into the state from `from` without ending first.
bool WillCome(const Procedure& procedure, const std::string& from, const std::string& state) {
  std::vector<std::string> reached{from};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const ProcedureStep& step : procedure.transitions) {
      if (!IsAmong(step.from, reached[i]) || IsAmong(reached, step.to) || IsFinal(procedure, step.to)) continue;
      if (step.to == state) return true;
      reached.push_back(step.to);
    }
  }
  return false;
}

/// Clocks whose last run the end has stopped, if `reopened`, and those that start in this state. One that still runs
/// goes on: coming back is no new beginning; one whose beginning is still to come waits for it.
void StartClocks(Draft* draft, const std::string& state, bool reopened) {
  const auto& clocks = draft->procedure()->clocks;
  std::vector<bool> starts(clocks.size());
  for (std::size_t i = 0; i < clocks.size(); ++i) starts[i] = clocks[i].from == state;
  if (reopened) {
    const Case& value = draft->next();
    for (const ClockRun& run : value.clocks) {
      const bool ended = run.by_end && run.stopped == value.closed;
      const Clock& clock = clocks[run.clock];
      if (!ended || IsAmong(clock.until, state) || WillCome(*draft->procedure(), state, clock.from)) continue;
      starts[run.clock] = true;
    }
  }
  for (std::uint32_t clock = 0; clock < clocks.size(); ++clock) {
    if (starts[clock] && !LiveRun(draft->next(), clock)) Start(draft, clock);
  }
}

void RunClocks(Draft* draft, const std::string& state, bool reopened) {
  const auto& clocks = draft->procedure()->clocks;
  const auto each_live = [&](auto&& act) {
    for (std::uint32_t run = 0; run < draft->next().clocks.size(); ++run) {
      const ClockRun& at = draft->next().clocks[run];
      if (!at.stopped) act(run, clocks[at.clock], at.paused.has_value());
    }
  };
  each_live([&](std::uint32_t run, const Clock& clock, bool) {
    if (IsAmong(clock.until, state)) Stop(draft, run, false);
  });
  each_live([&](std::uint32_t run, const Clock& clock, bool paused) {
    if (paused && !IsAmong(clock.pauses, state)) Resume(draft, run);
  });
  StartClocks(draft, state, reopened);
  each_live([&](std::uint32_t run, const Clock& clock, bool paused) {
    if (!paused && IsAmong(clock.pauses, state)) Pause(draft, run);
  });
}

void Close(Draft* draft, const std::string& state) {
  Case& next = draft->next();
  for (std::uint32_t run = 0; run < next.clocks.size(); ++run) {
    if (!next.clocks[run].stopped) Stop(draft, run, true);
  }
  if (next.closed) return;
  next.closed = draft->now;
  next.holdings.back().to = draft->now;
  draft->Note(Kind::kClosed).text = state;
}

}  // namespace

bool IsFinal(const Procedure& procedure, const std::string& state) { return IsAmong(procedure.finals, state); }

void Begin(Draft* draft) {
  Case& next = draft->next();
  next.opened = next.changed = draft->now;
  next.holdings.push_back({next.decision.owner, draft->now, std::nullopt});
  JournalEntry& entry = draft->Note(Kind::kOpened);
  entry.unit = next.decision.owner;
  const Procedure* procedure = draft->procedure();
  if (procedure == nullptr || procedure->states.empty()) return;
  entry.text = procedure->start;
  Enter(draft, procedure->start);
}

bool Enter(Draft* draft, const std::string& state) {
  Case& next = draft->next();
  next.state = state;
  if (IsFinal(*draft->procedure(), state)) {
    Close(draft, state);
    return false;
  }
  const bool reopened = next.closed.has_value();
  RunClocks(draft, state, reopened);
  if (!reopened) return false;
  next.closed.reset();
  ++next.reopenings;
  next.holdings.push_back({next.decision.owner, draft->now, std::nullopt});
  return true;
}

}  // namespace autorules
