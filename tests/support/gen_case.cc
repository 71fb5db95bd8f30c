#include "tests/support/gen_case.h"

#include <algorithm>
#include <numeric>

namespace autorules::testing {
namespace {

constexpr UnixSeconds kMonday = 1'770'004'800;  // 2026-02-02 04:00 UTC
constexpr UnixSeconds kHour = 3600, kDay = 24 * kHour;

template <typename T>
void SortByName(std::vector<T>* list) {
  std::sort(list->begin(), list->end(), [](const T& a, const T& b) { return a.name < b.name; });
}

}  // namespace

std::vector<std::string> CaseGen::Some(const std::vector<std::string>& names, unsigned percent) {
  std::vector<std::string> some;
  for (const std::string& name : names) {
    if (Chance(percent)) some.push_back(name);
  }
  return some;
}

Duration CaseGen::ADuration(DurationUnit unit, bool working, std::size_t most) {
  return {static_cast<std::int64_t>(1 + Below(most)), unit, working};
}

void CaseGen::AddPeople(RuleSetParts* parts) {
  for (Unit& unit : parts->units) {
    unit.vacant = Chance(20);
    unit.deputy = Chance(50) ? AUnit(*parts) : kNone;
    unit.person = Chance(30) ? Pick(std::vector<std::string>{"п1", "п2"}) : "";
  }
}

void CaseGen::AddUnits(RuleSetParts* parts) {
  parts->municipality.name = "proba";
  parts->municipality.zone = "Asia/Yekaterinburg";
  NamedSchedule& duty = parts->municipality.schedules.emplace_back();
  duty.name = "дежурство";
  for (auto& day : duty.hours.hours) day = {{0, 24 * 60}};
  Channel& channel = parts->channels.emplace_back();
  channel.name = "канал";
  channel.codes = {"канал"};
  const std::size_t units = 3 + Below(6);
  for (std::size_t i = 0; i < units; ++i) {
    Unit& unit = parts->units.emplace_back();
    unit.name = "у" + std::to_string(i);
    unit.role = static_cast<RoleKind>(Below(static_cast<std::size_t>(RoleKind::kExpert) + 1));
    if (i > 0 && Chance(80)) unit.superior = static_cast<Id>(Below(i));
    if (Chance(20)) unit.channels = {0};
    if (Chance(20)) unit.reserve_channels = {0};
  }
  AddPeople(parts);
  for (const char* name : {"а", "б"}) parts->templates.emplace_back().name = name;
}

Actor CaseGen::AnActor(const RuleSetParts& parts, bool citizen) {
  Actor actor;
  switch (Below(citizen ? 6 : 5)) {
    case 0: actor.kind = Actor::Kind::kOwner; break;
    case 1:
      actor.kind = Actor::Kind::kRole;
      actor.role = static_cast<RoleKind>(1 + Below(static_cast<std::size_t>(RoleKind::kExpert)));
      break;
    case 2: actor = {Actor::Kind::kHolder, {Holder::kUnit, AUnit(parts)}, RoleKind::kNone}; break;
    case 3: actor = {Actor::Kind::kHolder, {Holder::kSuperior, kNone}, RoleKind::kNone}; break;
    case 4: actor = {Actor::Kind::kHolder, {Holder::kCoordinator, kNone}, RoleKind::kNone}; break;
    default: actor.kind = Actor::Kind::kCitizen;
  }
  return actor;
}

EscalationStep CaseGen::AStep(const RuleSetParts& parts) {
  EscalationStep step;
  step.when = static_cast<EscalationStep::When>(Below(3));
  const auto duration = [&] {
    return ADuration(static_cast<DurationUnit>(1 + Below(2)), Chance(50), Chance(50) ? 3 : 30);
  };
  if (step.when != EscalationStep::When::kAt) step.offset = duration();
  for (std::size_t i = 0, n = 1 + Below(3); i < n; ++i) {
    switch (Below(5)) {
      case 0: step.acts.emplace_back(EscalationTag{"т" + std::to_string(Below(3))}); break;
      case 1: step.acts.emplace_back(EscalationRaise{static_cast<Importance>(Below(4))}); break;
      case 2: step.acts.emplace_back(EscalationHandOver{AnActor(parts, false)}); break;
      default:
        step.acts.emplace_back(EscalationNotice{AnActor(parts, false), Chance(50) ? kNone : static_cast<Id>(Below(2))});
    }
  }
  if (Chance(40)) {
    step.every = duration();
    step.repeats = static_cast<std::uint32_t>(1 + Below(4));
  }
  return step;
}

void CaseGen::AddChain(RuleSetParts* parts, const std::string& name) {
  Escalation chain;
  chain.name = name;
  chain.working_time_only = Chance(40);
  for (std::size_t i = 0, n = 1 + Below(4); i < n; ++i) chain.steps.push_back(AStep(*parts));
  parts->escalations.push_back(std::move(chain));
}

void CaseGen::SetDuration(Clock* clock) {
  const bool in_hours = Chance(40), working = Chance(50);
  const DurationUnit unit = in_hours                 ? DurationUnit::kHours
                            : !working && Chance(10) ? DurationUnit::kMonths
                                                     : DurationUnit::kDays;
  clock->duration = ADuration(unit, working, in_hours ? 40 : unit == DurationUnit::kMonths ? 2 : 15);
  clock->extension.reset();
  if (Chance(60))
    clock->extension = Extension{ADuration(in_hours ? DurationUnit::kHours : DurationUnit::kDays, working, 5),
                                 static_cast<std::uint32_t>(1 + Below(2))};
}

Clock CaseGen::AClock(const RuleSetParts& parts, const Procedure& procedure, const std::string& name) {
  Clock clock;
  clock.name = name;
  SetDuration(&clock);
  clock.from = Chance(60) ? procedure.start : Pick(procedure.states);
  clock.until = Some(procedure.states, 25);
  clock.pauses = Some(procedure.states, 25);
  clock.last_day = static_cast<LastDay>(Below(3));
  clock.schedule = Chance(30) ? 0 : kNone;
  if (Chance(80)) clock.escalation = static_cast<Id>(Below(parts.escalations.size()));
  return clock;
}

Procedure CaseGen::AProcedure(const RuleSetParts& parts, const std::string& name) {
  Procedure procedure;
  procedure.name = name;
  if (Chance(5)) return procedure;
  for (std::size_t i = 0, n = 2 + Below(4); i < n; ++i) procedure.states.push_back("с" + std::to_string(i));
  procedure.start = procedure.states.front();
  procedure.finals = {procedure.states.back()};
  if (procedure.states.size() > 3 && Chance(40))
    procedure.finals.insert(procedure.finals.begin(), procedure.states[procedure.states.size() - 2]);
  for (std::size_t i = 0, n = Below(4); i < n; ++i)
    procedure.clocks.push_back(AClock(parts, procedure, "срок" + std::to_string(i)));
  for (std::size_t i = 0, n = 3 + Below(7); i < n; ++i) {
    ProcedureStep step;
    step.name = "п" + std::to_string(i);
    step.from = Some(procedure.states, 60);
    step.to = Pick(procedure.states);
    for (std::size_t a = 0, actors = Below(4); a < actors; ++a) step.may.push_back(AnActor(parts, true));
    if (Chance(30)) step.needs = {"причина"};
    for (const Clock& clock : procedure.clocks) {
      if (clock.extension && Chance(40)) step.extends = clock.name;
    }
    procedure.transitions.push_back(std::move(step));
  }
  return procedure;
}

void CaseGen::AddRules(RuleSetParts* parts) {
  for (std::size_t i = 0, n = Below(8); i < n; ++i) {
    Rule rule;
    rule.name = "правило" + std::to_string(i);
    rule.event.kind = static_cast<EventKind>(1 + Below(5));
    if (rule.event.kind == EventKind::kTransition) rule.event.name = "п" + std::to_string(Below(4));
    if (rule.event.kind == EventKind::kOverdue) rule.event.name = "срок" + std::to_string(Below(3));
    rule.priority = static_cast<int>(Below(3));
    if (Chance(20)) rule.set = "набор";
    const HolderRef unit{Chance(30) ? Holder::kSuperior : Holder::kUnit, AUnit(*parts)};
    switch (Below(4)) {
      case 0: rule.actions.push_back({Attribute::kOwner, unit}); break;
      case 1: rule.actions.push_back({Attribute::kTag, std::string("метка")}); break;
      case 2: rule.actions.push_back({Attribute::kImportance, static_cast<Importance>(Below(4))}); break;
      default: rule.actions.push_back({Attribute::kNotice, Notice{unit, kNone}});
    }
    if (Chance(20)) rule.actions.push_back({Attribute::kReply, Id{0}});
    parts->rules.push_back(std::move(rule));
  }
}

RuleSetParts CaseGen::Parts() {
  RuleSetParts parts;
  AddUnits(&parts);
  for (const char* name : {"цепь0", "цепь1"}) AddChain(&parts, name);
  for (const char* name : {"порядок0", "порядок1"}) parts.procedures.push_back(AProcedure(parts, name));
  AddRules(&parts);
  return parts;
}

RuleSetParts CaseGen::Reformed(RuleSetParts parts) {
  Unit& added = parts.units.emplace_back();
  added.name = "у_новый";
  AddPeople(&parts);
  parts.escalations.clear();
  for (const char* name : {"цепь0", "цепь1"}) AddChain(&parts, name);
  if (Chance(50)) {  // some step stays
    for (Escalation& chain : parts.escalations) chain.steps.insert(chain.steps.begin(), AStep(parts));
  }
  for (Procedure& procedure : parts.procedures) {
    for (Clock& clock : procedure.clocks) {
      if (Chance(50)) clock.duration.number = static_cast<std::int64_t>(1 + Below(20));
      if (Chance(20)) clock.schedule = 0;
    }
  }
  return parts;
}

Message CaseGen::AMessage() {
  Message message;
  message.id = std::to_string(Below(1000));
  message.text = "Нет воды\n\"горячей\"";
  message.received_at = kMonday + static_cast<UnixSeconds>(Below(14 * kDay));
  message.only_day = false;
  return message;
}

Decision CaseGen::ADecision(const RuleSetParts& parts) {
  Decision decision;
  decision.channel = Chance(80) ? 0 : kNone;
  decision.procedure = Chance(95) ? static_cast<Id>(Below(parts.procedures.size())) : kNone;
  decision.owner = AUnit(parts);
  decision.importance = static_cast<Importance>(Below(4));
  if (Chance(30)) decision.recusals = {AUnit(parts)};
  if (Chance(30)) decision.notices = {{AUnit(parts), kNone}};
  return decision;
}

Id CaseGen::Somebody(const Case& value, const RuleSet& rules) {
  if (Chance(45)) return value.decision.owner;
  return Chance(20) ? kNone : AUnit(rules.parts());
}

Request CaseGen::ARequest(const Case& value, const RuleSet& rules) {
  Request request;
  request.by = Somebody(value, rules);
  request.transition = "п" + std::to_string(Below(10));
  if (value.decision.procedure != kNone && Chance(85)) {
    std::vector<std::string> possible;
    for (const ProcedureStep& step : rules.procedures()[value.decision.procedure].transitions) {
      if (std::find(step.from.begin(), step.from.end(), value.state) != step.from.end()) possible.push_back(step.name);
    }
    if (!possible.empty()) request.transition = Pick(possible);
  }
  if (Chance(80)) request.given = {{"причина", Chance(90) ? "да" : " "}};
  if (Chance(15)) request.extension = ADuration(static_cast<DurationUnit>(Below(5)), Chance(50), 6);
  return request;
}

Edited CaseGen::AnEdit(const Case& value, const RuleSet& rules) {
  Edited edited{Somebody(value, rules), value.message, ADecision(rules.parts())};
  if (Chance(50)) edited.decision.owner = value.decided.owner == kNone ? value.decision.owner : value.decided.owner;
  return edited;
}

CaseGen::Move CaseGen::AMove(const Case& value, const RuleSet& rules) {
  Move move;
  move.at = value.changed;
  if (Chance(80))
    move.at += static_cast<UnixSeconds>(Below(static_cast<std::size_t>(Chance(30) ? 10 * kDay : 8 * kHour)));
  if (Chance(3)) move.at -= static_cast<UnixSeconds>(Below(kDay));
  if (!value.timers.empty() && Chance(95) && (value.timers.front().at <= move.at || Chance(25))) {
    const Timer& timer = Chance(95) ? value.timers.front() : Pick(value.timers);
    move.at = std::max(value.changed, timer.at + (Chance(10) ? static_cast<UnixSeconds>(Below(kDay)) : 0));
    move.input = TimerFired{timer.id};
    return move;
  }
  switch (Below(12)) {
    case 0: move.input = TimerFired{static_cast<std::uint32_t>(Below(30))}; break;
    case 1: move.input = Rated{static_cast<int>(Below(7))}; break;
    case 2: move.input = AnEdit(value, rules); break;
    case 3: move.input = Redirected{Somebody(value, rules), Chance(5) ? kNone : AUnit(rules.parts()), "так"}; break;
    case 4: move.input = Merged{"дело" + std::to_string(Below(3)), "1", AUnit(rules.parts())}; break;
    default: move.input = ARequest(value, rules);
  }
  return move;
}

}  // namespace autorules::testing
