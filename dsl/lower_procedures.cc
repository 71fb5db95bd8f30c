#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "dsl/lowering.h"
#include "dsl/suggest.h"

namespace autorules {
namespace {

// More repetitions than working days in two years are a slip of the keyboard.
constexpr double kMostTimes = 500;

LastDay LastDayOf(const std::optional<Keyword>& keyword) {
  if (keyword == Keyword::kLastDayBack) return LastDay::kBack;
  return keyword == Keyword::kLastDayForward ? LastDay::kForward : LastDay::kStays;
}

/// Replaces what `more` says of a clock, and only that.
void Override(const ast::Clock& more, ast::Clock* clock) {
  const auto take = [](const auto& from, auto* to) {
    if (from) *to = from;
  };
  take(more.duration, &clock->duration);
  take(more.from, &clock->from);
  take(more.until, &clock->until);
  take(more.pauses, &clock->pauses);
  take(more.schedule, &clock->schedule);
  take(more.escalation, &clock->escalation);
  take(more.extension, &clock->extension);
  take(more.basis, &clock->basis);
  clock->statutory = clock->statutory || more.statutory;
  clock->name = more.name;
}

template <typename T>
T* FindNamed(std::vector<T>* all, const ast::Name& name) {
  const auto at = std::find_if(all->begin(), all->end(), [&](const T& one) { return one.name.text == name.text; });
  return at == all->end() ? nullptr : &*at;
}

void Refine(const ast::Procedure& more, ast::Procedure* procedure) {
  procedure->states.insert(procedure->states.end(), more.states.begin(), more.states.end());
  if (more.start) procedure->start = more.start;
  if (more.finals) procedure->finals = more.finals;
  if (more.last_day) procedure->last_day = more.last_day;
  if (more.basis) procedure->basis = more.basis;
  for (const ast::Transition& transition : more.transitions) {
    if (ast::Transition* known = FindNamed(&procedure->transitions, transition.name)) {
      *known = transition;
    } else {
      procedure->transitions.push_back(transition);
    }
  }
  for (const ast::Clock& clock : more.clocks) {
    if (ast::Clock* known = FindNamed(&procedure->clocks, clock.name)) {
      Override(clock, known);
    } else {
      procedure->clocks.push_back(clock);
    }
  }
}

/// The states that no transition leaves.
std::vector<std::string> Ends(const Procedure& procedure) {
  std::set<std::string> left;
  for (const ProcedureStep& step : procedure.transitions) left.insert(step.from.begin(), step.from.end());
  std::vector<std::string> ends;
  for (const std::string& state : procedure.states) {
    if (!left.contains(state)) ends.push_back(state);
  }
  return ends;
}

}  // namespace

void Lowering::LowerProcedures() {
  for (const auto& declared : symbols_.refinements) {
    Resolve(symbols_.procedures, declared.ast->name, {"порядок", "procedure"});
  }
  for (const auto& declared : symbols_.procedures) {
    ast::Procedure ast = *declared.ast;
    ReportRepeated(ast);
    for (const auto& refinement : symbols_.refinements) {
      // What a stronger layer declares anew is not what a weaker one meant to refine.
      if (refinement.ast->name.text != ast.name.text || refinement.layer < declared.layer) continue;
      ReportRepeated(*refinement.ast);
      Refine(*refinement.ast, &ast);
    }
    pack_.parts.procedures.push_back(LowerProcedure(ast));
  }
}

void Lowering::ReportRepeated(const ast::Procedure& ast) {
  std::set<std::string> seen;
  const auto once = [&](const ast::Name& name) {
    if (!seen.insert(name.text).second) diagnostics_->Add(Code::kRepeatedItem, name.span, {name.spelled});
  };
  for (const ast::Name& state : ast.states) once(state);
  seen.clear();
  for (const ast::Transition& transition : ast.transitions) once(transition.name);
  seen.clear();
  for (const ast::Clock& clock : ast.clocks) once(clock.name);
}

Procedure Lowering::LowerProcedure(const ast::Procedure& ast) {
  Procedure procedure;
  procedure.name = ast.name.text;
  procedure.display = ast.display.value;
  procedure.basis = LowerBasis(ast.basis);
  procedure.place = PlaceOf(ast.name.span);
  for (const ast::Name& state : ast.states) {
    if (!HasState(procedure, state.text)) procedure.states.push_back(state.text);
  }
  for (const ast::Transition& transition : ast.transitions) {
    procedure.transitions.push_back(LowerTransition(transition, ast, procedure));
  }
  std::stable_sort(procedure.transitions.begin(), procedure.transitions.end(),
                   [](const ProcedureStep& a, const ProcedureStep& b) { return a.name < b.name; });
  if (!procedure.states.empty()) {
    procedure.start = ast.start ? ResolveState(*ast.start, procedure) : procedure.states.front();
    procedure.finals = ast.finals ? ResolveStates(*ast.finals, procedure) : Ends(procedure);
    std::sort(procedure.finals.begin(), procedure.finals.end());
  } else if (ast.start) {
    ResolveState(*ast.start, procedure);
  }
  for (const ast::Clock& clock : ast.clocks) {
    if (auto lowered = LowerClock(clock, ast, procedure)) procedure.clocks.push_back(std::move(*lowered));
  }
  std::stable_sort(procedure.clocks.begin(), procedure.clocks.end(),
                   [](const Clock& a, const Clock& b) { return a.name < b.name; });
  return procedure;
}

bool Lowering::HasState(const Procedure& procedure, const std::string& state) {
  return std::find(procedure.states.begin(), procedure.states.end(), state) != procedure.states.end();
}

std::string Lowering::ResolveState(const ast::Name& state, const Procedure& procedure) {
  if (!HasState(procedure, state.text)) {
    ReportUnknown(state, {"состояние порядка", "state of the procedure"}, procedure.states);
  }
  return state.text;
}

std::vector<std::string> Lowering::ResolveStates(const std::vector<ast::Name>& states, const Procedure& procedure) {
  std::vector<std::string> resolved;
  for (const ast::Name& state : states) resolved.push_back(ResolveState(state, procedure));
  std::sort(resolved.begin(), resolved.end());
  resolved.erase(std::unique(resolved.begin(), resolved.end()), resolved.end());
  return resolved;
}

ProcedureStep Lowering::LowerTransition(const ast::Transition& ast, const ast::Procedure& of,
                                        const Procedure& procedure) {
  ProcedureStep step;
  step.name = ast.name.text;
  step.from = ResolveStates(ast.from, procedure);
  step.to = ResolveState(ast.to, procedure);
  step.basis = LowerBasis(ast.basis);
  step.place = PlaceOf(ast.name.span);
  for (const ast::Name& name : ast.may) {
    if (auto actor = LowerActor(name, true)) step.may.push_back(*actor);
  }
  for (const ast::Name& name : ast.needs) step.needs.push_back(name.text);
  std::sort(step.needs.begin(), step.needs.end());
  if (!ast.extends) return step;
  const auto extended = std::find_if(of.clocks.begin(), of.clocks.end(),
                                     [&](const ast::Clock& clock) { return clock.name.text == ast.extends->text; });
  if (extended == of.clocks.end()) {
    std::vector<std::string> known;
    for (const ast::Clock& clock : of.clocks) known.push_back(clock.name.spelled);
    ReportUnknown(*ast.extends, {"срок порядка", "clock of the procedure"}, known);
  } else if (!extended->extension) {
    diagnostics_->Add(Code::kNotExtended, ast.extends->span, {ast.extends->spelled});
  } else {
    step.extends = ast.extends->text;
  }
  return step;
}

std::optional<Clock> Lowering::LowerClock(const ast::Clock& ast, const ast::Procedure& of, const Procedure& procedure) {
  if (!ast.duration) {
    diagnostics_->Add(Code::kClockWithoutDuration, ast.name.span, {ast.name.spelled});
    return std::nullopt;
  }
  Clock clock;
  clock.name = ast.name.text;
  clock.basis = LowerBasis(ast.basis);
  clock.place = PlaceOf(ast.name.span);
  clock.from = ast.from ? ResolveState(*ast.from, procedure) : procedure.start;
  clock.until = ast.until ? ResolveStates(*ast.until, procedure) : procedure.finals;
  if (ast.pauses) clock.pauses = ResolveStates(*ast.pauses, procedure);
  clock.statutory = ast.statutory;
  clock.last_day = LastDayOf(of.last_day);
  const auto duration = LowerDuration(*ast.duration);
  if (!duration) return std::nullopt;
  clock.duration = *duration;
  if (procedure.states.empty()) {
    diagnostics_->Add(Code::kUnknownName, ast.name.span,
                      {Text("состояние, с которого идёт срок", "the state that starts the clock"), ast.name.spelled, ""});
    return std::nullopt;
  }
  if (ast.extension) clock.extension = LowerExtension(*ast.extension, *ast.duration);
  if (ast.schedule) clock.schedule = ResolveSchedule(*ast.schedule);
  if (ast.escalation) {
    clock.escalation = Resolve(symbols_.escalations, *ast.escalation, {"эскалация", "escalation"});
    if (clock.escalation != kNone) pack_.used_escalations.insert(clock.escalation);
  }
  return clock;
}

std::optional<Duration> Lowering::LowerDuration(const ast::Stretch& stretch) {
  if (stretch.duration.number > 0 && AmountOf(stretch.duration)) return stretch.duration;
  diagnostics_->Add(
      Code::kBadDuration, stretch.span,
      {Spelled(stretch.span),
       Text("срок считают в минутах, часах, днях, неделях, месяцах, рабочих днях или рабочих часах, не меньше одного",
            "a clock runs for minutes, hours, days, weeks, months, working days or working hours, one at least")});
  return std::nullopt;
}

std::optional<Extension> Lowering::LowerExtension(const ast::Extension& ast, const ast::Stretch& of) {
  const auto most = LowerDuration(ast.most);
  if (!most) return std::nullopt;
  const TimeAmount amount = *AmountOf(of.duration);
  const TimeAmount more = *AmountOf(*most);
  if (more.working != amount.working || more.InDays() != amount.InDays()) {
    // A refinement may have changed the duration and left the extension as it was: then it is the one to say both.
    const bool inherited = ast.most.span.file != of.span.file;
    diagnostics_->Add(Code::kBadDuration, inherited ? of.span : ast.most.span,
                      {Spelled(inherited ? of.span : ast.most.span),
                       Text(fmt::format("срок {} продлевают на {}, а единицы должны быть одни{}",
                                        Spell(of.duration, Language::kRussian), Spell(*most, Language::kRussian),
                                        inherited ? ": напишите и «продление до …»" : ""),
                            fmt::format("a clock of {} is extended by {}, the units must be the same{}",
                                        Spell(of.duration, Language::kEnglish), Spell(*most, Language::kEnglish),
                                        inherited ? ": say 'extension up to …' too" : ""))});
    return std::nullopt;
  }
  return Extension{*most, LowerTimes(ast.times)};
}

std::uint32_t Lowering::LowerTimes(const ast::Times& times) {
  if (times.number >= 1 && times.number <= kMostTimes) return static_cast<std::uint32_t>(times.number);
  diagnostics_->Add(Code::kBadNumber, times.span,
                    {Spelled(times.span), Text("раз — от 1 до 500", "from 1 to 500 times")});
  return 1;
}

Id Lowering::ResolveSchedule(const ast::Name& name) {
  const auto& schedules = pack_.parts.municipality.schedules;
  std::vector<std::string> known;
  for (Id id = 0; id < schedules.size(); ++id) {
    if (schedules[id].name == name.text) return id;
    known.push_back(schedules[id].name);
  }
  ReportUnknown(name, {"график", "hours"}, known);
  return kNone;
}

std::optional<Actor> Lowering::LowerActor(const ast::Name& name, bool citizens) {
  const Id unit = FindDeclared(symbols_.units, name.text);
  if (unit != kNone) {
    pack_.used_units.insert(unit);
    return Actor{Actor::Kind::kHolder, {Holder::kUnit, unit}, RoleKind::kNone};
  }
  const ValueWord* word = FindWord(Words::kActors, name.text);
  if (word != nullptr && (citizens || word->value != static_cast<int>(Actor::Kind::kCitizen))) {
    return Actor{static_cast<Actor::Kind>(word->value), {}, RoleKind::kNone};
  }
  if (const ValueWord* holder = FindWord(Words::kHolders, name.text)) {
    return Actor{Actor::Kind::kHolder, {static_cast<Holder>(holder->value), kNone}, RoleKind::kNone};
  }
  if (const ValueWord* role = FindWord(Words::kRoleKinds, name.text)) {
    return Actor{Actor::Kind::kRole, {}, static_cast<RoleKind>(role->value)};
  }
  std::vector<std::string> known = NamesOf(symbols_.units);
  for (const Words words : {Words::kActors, Words::kHolders, Words::kRoleKinds}) {
    for (const ValueWord& one : WordsOf(words)) known.insert(known.end(), {std::string(one.ru), std::string(one.en)});
  }
  ReportUnknown(name, {"роль, блок, территория или исполнитель", "role, block, territory or executor"}, known);
  return std::nullopt;
}

}  // namespace autorules
