// What holds for every case, whatever is done to it: random rules, random legal and illegal inputs.
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/decide/people.h"
#include "engine/workflow/clocks.h"
#include "engine/workflow/workflow.h"
#include "tests/support/catch.h"
#include "tests/support/gen_case.h"
#include "tests/support/naive_right.h"

namespace autorules {
namespace {

using testing::CaseGen;
using Kind = JournalEntry::Kind;

bool IsAmong(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsRunning(const ClockRun& run) { return !run.stopped && !run.paused; }

void RequireState(const Case& value, const Procedure* procedure) {
  const bool stateless = procedure == nullptr || procedure->states.empty();
  RC_ASSERT(value.state.empty() == stateless);
  if (stateless) {
    RC_ASSERT(!value.closed);
    return;
  }
  RC_ASSERT(IsAmong(procedure->states, value.state));
  RC_ASSERT(value.closed.has_value() == IsAmong(procedure->finals, value.state));
}

void RequireHoldings(const Case& value) {
  RC_ASSERT(!value.holdings.empty());
  RC_ASSERT(value.holdings.front().from == value.opened);
  std::size_t gaps = 0;
  for (std::size_t i = 0; i + 1 < value.holdings.size(); ++i) {
    RC_ASSERT(value.holdings[i].to.has_value());
    RC_ASSERT(*value.holdings[i].to <= value.holdings[i + 1].from);
    if (*value.holdings[i].to != value.holdings[i + 1].from) ++gaps;
  }
  RC_ASSERT(gaps <= value.reopenings);
  RC_ASSERT(value.holdings.back().to == value.closed);
  if (!value.closed) RC_ASSERT(value.holdings.back().unit == value.decision.owner);
}

void RequireClocks(const Case& value, const Procedure* procedure, const Workflow& workflow) {
  std::map<std::uint32_t, int> live;
  for (std::uint32_t i = 0; i < value.clocks.size(); ++i) {
    const ClockRun& run = value.clocks[i];
    const Clock& clock = procedure->clocks.at(run.clock);
    if (!run.stopped) RC_ASSERT(++live[run.clock] == 1);
    RC_ASSERT(!(run.paused && run.stopped));
    if (value.closed) RC_ASSERT(run.stopped.has_value());
    if (!run.stopped) RC_ASSERT(run.due == DueOf(clock, run, workflow.TimeOf(clock)));
    const auto waits = std::count_if(value.timers.begin(), value.timers.end(), [&](const Timer& timer) {
      return timer.run == i && timer.step == kExpiry && timer.at >= run.due.at;
    });
    RC_ASSERT(waits == (IsRunning(run) && !run.overdue ? 1 : 0));
    if (IsRunning(run) && clock.from != value.state) RC_ASSERT(!IsAmong(clock.until, value.state));
  }
}

void RequireTimers(const Case& value, const Procedure* procedure, const RuleSet& rules) {
  std::set<std::uint32_t> ids;
  std::set<std::tuple<std::uint32_t, std::uint32_t>> waiting;
  for (std::size_t i = 0; i < value.timers.size(); ++i) {
    const Timer& timer = value.timers[i];
    RC_ASSERT(timer.id < value.next_timer);
    RC_ASSERT(ids.insert(timer.id).second);
    RC_ASSERT(waiting.insert({timer.run, timer.step}).second);
    if (i > 0) {
      RC_ASSERT(std::tie(value.timers[i - 1].at, value.timers[i - 1].id) < std::tie(timer.at, timer.id));
    }
    RC_ASSERT(IsRunning(value.clocks.at(timer.run)));
    if (timer.step == kExpiry) continue;
    const Clock& clock = procedure->clocks[value.clocks[timer.run].clock];
    const EscalationStep& step = rules.escalations().at(clock.escalation).steps.at(timer.step);
    RC_ASSERT(timer.repetition <= (step.every ? step.repeats : 0));
    const StepTaken next{timer.run, timer.step, timer.repetition};
    for (const StepTaken& taken : value.steps) {
      if (taken.run == next.run && taken.step == next.step) RC_ASSERT(taken < next);
    }
  }
  RC_ASSERT(std::adjacent_find(value.steps.begin(), value.steps.end(),
                               [](const StepTaken& a, const StepTaken& b) { return !(a < b); }) == value.steps.end());
}

void RequireSound(const Case& value, const Workflow& workflow) {
  const RuleSet& rules = workflow.rules();
  RC_ASSERT(value.revision == rules.revision());
  const Procedure* procedure =
      value.decision.procedure == kNone ? nullptr : &rules.procedures()[value.decision.procedure];
  RequireState(value, procedure);
  RequireHoldings(value);
  RequireClocks(value, procedure, workflow);
  RequireTimers(value, procedure, rules);
}

/// What one input may have done, beside the state that it left.
void RequireFair(const Case& before, const Input& input, UnixSeconds now, const Transition& made,
                 const RuleSet& rules) {
  const Case& after = made.next;
  RC_ASSERT(after.changed == now);
  for (const JournalEntry& entry : made.journal) RC_ASSERT(entry.at == now);
  if (after.decision.owner != before.decision.owner) {
    // The new owner may get it, by what was known when it was handed over.
    RC_ASSERT((!IsRecused(rules, after.decision, after.decision.owner) || std::holds_alternative<Edited>(input)));
  }
  if (const auto* request = std::get_if<Request>(&input)) {
    const auto& steps = rules.procedures()[before.decision.procedure].transitions;
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&](const ProcedureStep& s) { return s.name == request->transition; });
    RC_ASSERT(step != steps.end());
    RC_ASSERT(IsAmong(step->from, before.state));
    RC_ASSERT(after.state == step->to);
    RC_ASSERT(testing::NaiveMayMake(*step, request->by, rules.parts(), before.decision));
    RC_ASSERT((step->needs.empty() || (!request->given.empty() && request->given[0].second == "да")));
  } else if (!std::holds_alternative<TimerFired>(input)) {
    RC_ASSERT(after.state == before.state);
  }
  if (!std::holds_alternative<TimerFired>(input)) {
    RC_ASSERT((before.timers.empty() || before.timers.front().at > now));
    return;
  }
  RC_ASSERT(before.timers.front().id == std::get<TimerFired>(input).timer);
  RC_ASSERT(before.timers.front().at <= now);
  if (before.timers.front().step == kExpiry) return;
  RC_ASSERT(after.decision.importance >= before.decision.importance);
  std::vector<Id> told;
  for (const JournalEntry& entry : made.journal) {
    if (entry.kind != Kind::kNotified) continue;
    for (const Id unit : told) RC_ASSERT(!IsSamePerson(rules, unit, entry.unit));
    told.push_back(entry.unit);
  }
}

/// Why an honest request would have been allowed: none of the reasons that the naive reader knows.
bool IsAllowed(const Case& value, const Request& request, UnixSeconds now, const RuleSet& rules) {
  if (value.decision.procedure == kNone || now < value.changed) return false;
  if (!value.timers.empty() && value.timers.front().at <= now) return false;
  for (const ProcedureStep& step : rules.procedures()[value.decision.procedure].transitions) {
    if (step.name != request.transition || !IsAmong(step.from, value.state)) continue;
    const bool given = step.needs.empty() || (!request.given.empty() && request.given[0].second == "да");
    return given && step.extends.empty() && !request.extension &&
           testing::NaiveMayMake(step, request.by, rules.parts(), value.decision);
  }
  return false;
}

/// How much of the workflow the random cases reached: a generator that hits nothing proves nothing.
struct Reached {
  std::map<Kind, std::size_t> entries;
  std::size_t taken = 0, refused = 0, repeated = 0, migrated = 0, kept = 0;
};

struct Played {
  std::string text;
  std::vector<JournalEntry> journal;
  bool operator==(const Played&) const = default;
};

Played PlayOnce(std::uint64_t seed, std::size_t moves, Reached* reached) {
  CaseGen gen(seed);
  const RuleSetParts parts = gen.Parts();
  const auto old_rules = std::make_shared<const Workflow>(RuleSet::Freeze(parts));
  const auto new_rules = std::make_shared<const Workflow>(RuleSet::Freeze(gen.Reformed(parts)));
  const Workflow* workflow = old_rules.get();
  const Message message = gen.AMessage();
  autorules::Transition made = workflow->Open(message, gen.ADecision(parts), *message.received_at);
  Played played;
  const auto keep = [&] {
    RequireSound(made.next, *workflow);
    for (const JournalEntry& entry : made.journal) ++reached->entries[entry.kind];
    played.text += Dump(made.next);
    played.journal.insert(played.journal.end(), made.journal.begin(), made.journal.end());
  };
  keep();
  for (std::size_t i = 0; i < moves; ++i) {
    const Case before = made.next;
    const std::string dump = Dump(before);
    const auto move = gen.AMove(before, workflow->rules());
    const bool migrates = i == moves / 2;
    auto result = migrates ? new_rules->Migrate(before, *workflow, std::max(move.at, before.changed))
                           : workflow->Step(before, move.input, move.at);
    RC_ASSERT(Dump(before) == dump);
    RC_ASSERT(before == made.next);
    if (!result) {
      RC_ASSERT(!result.error().reason.ru.empty());
      RC_ASSERT(!result.error().reason.en.empty());
      const auto* request = std::get_if<Request>(&move.input);
      if (request != nullptr && !migrates) RC_ASSERT(!IsAllowed(before, *request, move.at, workflow->rules()));
      ++(migrates ? reached->kept : reached->refused);
      continue;
    }
    if (migrates) {
      workflow = new_rules.get();
      ++reached->migrated;
    } else {
      RequireFair(before, move.input, move.at, *result, workflow->rules());
      ++reached->taken;
    }
    made = *std::move(result);
    keep();
    RC_ASSERT((Dump(made.next) == dump) == (made.next == before));
    for (const StepTaken& step : made.next.steps) reached->repeated += step.repetition > 0 ? 1 : 0;
  }
  return played;
}

TEST_CASE("cases stay sound, rights are kept, refusals change nothing, and the same inputs replay to the byte") {
  CHECK(rc::check([] {
    const auto seed = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
    const auto moves = *rc::gen::inRange<std::size_t>(0, 100);
    Reached reached;
    const Played first = PlayOnce(seed, moves, &reached);
    RC_ASSERT(first == PlayOnce(seed, moves, &reached));
  }));
}

TEST_CASE("the random cases reach everything that can happen to a case") {
  Reached reached;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) PlayOnce(seed, 100, &reached);
  for (int kind = 0; kind <= static_cast<int>(Kind::kReply); ++kind) {
    INFO("kind of entry " << kind << ": " << reached.entries[static_cast<Kind>(kind)]);
    CHECK(reached.entries[static_cast<Kind>(kind)] >= 20);
  }
  INFO(reached.taken << " taken, " << reached.refused << " refused, " << reached.repeated << " repeated, "
                     << reached.migrated << " migrated, " << reached.kept << " kept");
  CHECK(reached.taken > 5000);
  CHECK(reached.refused > 2000);
  CHECK(reached.repeated > 100);
  CHECK(reached.migrated > 100);
  CHECK(reached.kept > 10);
}

}  // namespace
}  // namespace autorules
