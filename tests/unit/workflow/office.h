#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/workflow/view.h"
#include "engine/workflow/workflow.h"
#include "tests/support/small_pack.h"

namespace autorules::testing {

inline constexpr const char* kZone = "Asia/Yekaterinburg";

/// "2026-02-02 10:00" in the zone of the small pack. That day is a Monday; the 23rd is a holiday.
inline UnixSeconds At(std::string_view text) {
  const auto moment = ParseMoment(text, kZone);
  if (!moment) throw std::invalid_argument(std::string(text));
  return *moment;
}

/// The moment as At takes it.
inline std::string Shown(UnixSeconds moment) {
  std::string text = ToIso(moment, kZone).substr(0, 16);
  text[10] = ' ';
  return text;
}

inline Duration Days(std::int64_t number) { return {number, DurationUnit::kDays, false}; }
inline Duration WorkingDays(std::int64_t number) { return {number, DurationUnit::kDays, true}; }
inline Duration Hours(std::int64_t number) { return {number, DurationUnit::kHours, false}; }
inline Duration WorkingHours(std::int64_t number) { return {number, DurationUnit::kHours, true}; }
inline Duration Minutes(std::int64_t number) { return {number, DurationUnit::kMinutes, false}; }

inline Actor Owner() { return {}; }
inline Actor Citizen() { return {.kind = Actor::Kind::kCitizen, .holder = {}, .role = RoleKind::kNone}; }
inline Actor Of(RoleKind role) { return {.kind = Actor::Kind::kRole, .holder = {}, .role = role}; }
inline Actor Of(Holder holder) {
  return {.kind = Actor::Kind::kHolder, .holder = {holder, kNone}, .role = RoleKind::kNone};
}
inline Actor Superior() { return Of(Holder::kSuperior); }

/// The small pack with a life for its messages, and room to change it before it is played:
///
///   поступило ─взять→ в_работе ⇄ ждёт (спросить, получить)
///                     в_работе ─ответить→ ответ_дан ─вернуть (заявитель)→ в_работе
///                     в_работе ─продлить (руководитель; причина)→ в_работе, extends ответ
///   clock ответ: 10 days from поступило, stands still in ждёт, may be extended by 5 days once
struct Office : SmallPack {
  Office() {
    Procedure& procedure = Life();
    procedure.states = {"поступило", "в_работе", "ждёт", "ответ_дан"};
    procedure.start = "поступило";
    procedure.finals = {"ответ_дан"};
    procedure.transitions = {Go("взять", {"поступило"}, "в_работе"),    Go("вернуть", {"ответ_дан"}, "в_работе"),
                             Go("ответить", {"в_работе"}, "ответ_дан"), Go("получить", {"ждёт"}, "в_работе"),
                             Go("продлить", {"в_работе"}, "в_работе"),  Go("спросить", {"в_работе"}, "ждёт")};
    Transition("вернуть").may = {Citizen()};
    Transition("продлить").may = {Of(RoleKind::kHead)};
    Transition("продлить").needs = {"причина"};
    Transition("продлить").extends = "ответ";
    Clock clock;
    clock.name = "ответ";
    clock.duration = Days(10);
    clock.from = "поступило";
    clock.until = {"ответ_дан"};
    clock.pauses = {"ждёт"};
    clock.extension = Extension{Days(5), 1};
    procedure.clocks = {clock};
  }

  static ProcedureStep Go(const char* name, std::vector<std::string> from, const char* to) {
    ProcedureStep step;
    step.name = name;
    step.from = std::move(from);
    step.to = to;
    return step;
  }

  /// Transitions, states of a list and clocks may stand in any order.
  std::shared_ptr<const RuleSet> Freeze() const {
    SmallPack sorted = *this;
    const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
    for (Procedure& procedure : sorted.parts.procedures) {
      std::sort(procedure.transitions.begin(), procedure.transitions.end(), by_name);
      std::sort(procedure.clocks.begin(), procedure.clocks.end(), by_name);
      std::sort(procedure.finals.begin(), procedure.finals.end());
      for (ProcedureStep& step : procedure.transitions) std::sort(step.from.begin(), step.from.end());
    }
    return sorted.Freeze();
  }

  Procedure& Life() { return parts.procedures[ProcedureId("сообщение")]; }
  ProcedureStep& Transition(std::string_view name) {
    for (ProcedureStep& step : Life().transitions) {
      if (step.name == name) return step;
    }
    throw std::invalid_argument(std::string(name));
  }
  Clock& Answer() { return Life().clocks.front(); }
  Unit& UnitOf(std::string_view name) { return parts.units[UnitId(name)]; }
  Actor Named(std::string_view unit) const {
    return {.kind = Actor::Kind::kHolder, .holder = {Holder::kUnit, UnitId(unit)}, .role = RoleKind::kNone};
  }

  /// The answer's chain.
  Escalation& Chain() {
    if (parts.escalations.empty()) {
      parts.escalations.emplace_back().name = "обычная";
      Answer().escalation = 0;
    }
    return parts.escalations.front();
  }
  EscalationStep& Add(EscalationStep::When when, Duration offset, std::vector<EscalationAct> acts) {
    EscalationStep& step = Chain().steps.emplace_back();
    step.when = when;
    step.offset = offset;
    step.acts = std::move(acts);
    return step;
  }
  EscalationStep& Before(Duration offset, std::vector<EscalationAct> acts) {
    return Add(EscalationStep::When::kBefore, offset, std::move(acts));
  }
  EscalationStep& AtDue(std::vector<EscalationAct> acts) { return Add(EscalationStep::When::kAt, {}, std::move(acts)); }
  EscalationStep& After(Duration offset, std::vector<EscalationAct> acts) {
    return Add(EscalationStep::When::kAfter, offset, std::move(acts));
  }
  using SmallPack::Add;
  Rule& On(EventKind kind, const char* of, std::string name, Condition when, std::vector<Action> actions) {
    Rule& rule = SmallPack::Add(std::move(name), std::move(when), std::move(actions));
    rule.event = {kind, of};
    return rule;
  }

  Decision Decided(std::string_view owner = "водоканал") const {
    Decision decision;
    decision.channel = ChannelId("вк");
    decision.topic = TopicId("вода");
    decision.procedure = ProcedureId("сообщение");
    decision.owner = UnitId(owner);
    return decision;
  }
};

inline Message MessageAt(std::string_view when) {
  Message message;
  message.id = "17";
  message.channel = "вк";
  message.text = "Нет воды";
  message.received_at = At(when);
  return message;
}

/// One case on its way through time: timers fire by themselves before anything else is done.
class Play {
 public:
  /// The message comes on Monday morning, at 10:00.
  explicit Play(const Office& office, const char* owner = "водоканал", const char* when = "2026-02-02 10:00")
      : Play(office, office.Decided(owner), MessageAt(when)) {}
  Play(const Office& office, Decision decision, Message message)
      : office_(office), workflow_(std::make_shared<const Workflow>(office.Freeze())) {
    Keep(workflow_->Open(std::move(message), std::move(decision), 0));
  }

  const Workflow& workflow() const { return *workflow_; }
  const Case& now() const { return value_; }
  const std::vector<JournalEntry>& journal() const { return journal_; }
  const std::vector<Outgoing>& sent() const { return sent_; }

  /// Fires what is due by the moment.
  void Until(std::string_view when) {
    while (!value_.timers.empty() && value_.timers.front().at <= At(when)) {
      const Timer timer = value_.timers.front();
      auto result = workflow_->Step(value_, TimerFired{timer.id}, timer.at);
      if (!result) throw std::logic_error(result.error().reason.ru);
      Keep(*std::move(result));
    }
  }
  /// "" when the input was taken, else why not.
  std::string Put(std::string_view when, const Input& input) {
    Until(when);
    auto result = workflow_->Step(value_, input, At(when));
    if (!result) return result.error().reason.ru;
    Keep(*std::move(result));
    return "";
  }
  /// `by` "": the citizen.
  std::string Ask(std::string_view when, const char* transition, std::string_view by = "водоканал",
                  std::vector<std::pair<std::string, std::string>> given = {}, std::optional<Duration> extension = {}) {
    return Put(when, Request{transition, UnitOrCitizen(by), std::move(given), extension});
  }
  std::string Pass(std::string_view when, std::string_view to, std::string_view by) {
    return Put(when, Redirected{UnitOrCitizen(by), UnitOrCitizen(to), "так надо"});
  }
  /// Takes the case over to other rules.
  std::string Move(std::string_view when, const Office& office) {
    Until(when);
    const auto to = std::make_shared<const Workflow>(office.Freeze());
    auto result = to->Migrate(value_, *workflow_, At(when));
    if (!result) return result.error().reason.ru;
    workflow_ = to;
    Keep(*std::move(result));
    return "";
  }

  std::string owner() const { return office_.NameOfUnit(value_.decision.owner); }
  /// Of the last run.
  std::string due() const { return Shown(value_.clocks.back().due.at); }
  /// The entries of one kind, one a line: moment, unit, name and text, as far as they are there.
  std::string Lines(JournalEntry::Kind kind) const {
    std::string lines;
    for (const JournalEntry& entry : journal_) {
      if (entry.kind != kind) continue;
      std::string line = Shown(entry.at);
      if (entry.unit != kNone) line += " " + workflow_->rules().units()[entry.unit].name;
      if (!entry.name.empty()) line += " [" + entry.name + "]";
      if (!entry.text.empty()) line += " " + entry.text;
      lines += line + "\n";
    }
    return lines;
  }

 private:
  Id UnitOrCitizen(std::string_view name) const { return name.empty() ? kNone : office_.UnitId(name); }
  void Keep(autorules::Transition made) {
    value_ = std::move(made.next);
    journal_.insert(journal_.end(), made.journal.begin(), made.journal.end());
    sent_.insert(sent_.end(), made.messages.begin(), made.messages.end());
  }

  Office office_;
  std::shared_ptr<const Workflow> workflow_;
  Case value_;
  std::vector<JournalEntry> journal_;
  std::vector<Outgoing> sent_;
};

}  // namespace autorules::testing
