#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "engine/ruleset/freeze.h"
#include "engine/ruleset/values.h"

namespace autorules {
namespace {

void Require(bool holds, std::string_view what, std::string_view where) {
  if (holds) return;
  fmt::print(stderr, "autorules: broken rule set: {}: {}\n", where, what);
  std::abort();
}

template <typename Entities>
void RequireOrder(const Entities& entities, std::string_view what) {
  for (std::size_t i = 1; i < entities.size(); ++i) {
    Require(entities[i - 1].name < entities[i].name, "not ordered by unique name",
            fmt::format("{} {}", what, entities[i].name));
  }
}

/// Chains of `up` must end; `what` names the entities.
template <typename Entities, typename Up>
void RequireForest(const Entities& entities, Up up, std::string_view what) {
  std::vector<std::uint8_t> state(entities.size());  // 1: on the way, 2: known to end
  for (Id start = 0; start < entities.size(); ++start) {
    Id at = start;
    for (; at != kNone && state[at] == 0; at = up(entities[at])) {
      state[at] = 1;
      const Id next = up(entities[at]);
      Require(next == kNone || next < entities.size(), what, entities[at].name);
    }
    Require(at == kNone || state[at] == 2, what, entities[start].name);
    for (at = start; at != kNone && state[at] == 1; at = up(entities[at])) state[at] = 2;
  }
}

class Checker {
 public:
  explicit Checker(const RuleSetParts& parts) : parts_(parts) {}

  void Run() {
    RequireOrder(parts_.channels, "channel");
    RequireOrder(parts_.procedures, "procedure");
    RequireOrder(parts_.escalations, "escalation");
    RequireOrder(parts_.units, "unit");
    RequireOrder(parts_.topics, "topic");
    RequireOrder(parts_.own, "own attribute");
    RequireOrder(parts_.templates, "template");
    RequireOrder(parts_.scripts, "script");
    // Two modules may have a rule of the same name; which of them stands first is then up to the caller.
    for (std::size_t i = 1; i < parts_.rules.size(); ++i) {
      const Rule& before = parts_.rules[i - 1];
      const Rule& rule = parts_.rules[i];
      const bool ordered = before.name != rule.name ? before.name < rule.name : before.row <= rule.row;
      Require(ordered, "not ordered by name and row", rule.name);
    }
    RequireForest(
        parts_.units, [](const Unit& unit) { return unit.superior; }, "superiors form no forest");
    RequireForest(
        parts_.topics, [](const Topic& topic) { return topic.parent; }, "parents form no forest");
    for (const Procedure& procedure : parts_.procedures) CheckProcedure(procedure);
    for (const Escalation& escalation : parts_.escalations) CheckEscalation(escalation);
    for (const Unit& unit : parts_.units) CheckUnit(unit);
    for (Id topic = 0; topic < parts_.topics.size(); ++topic) CheckTopic(topic);
    for (const OwnAttributeInfo& info : parts_.own) CheckOwn(info);
    for (const Template& letter : parts_.templates) {
      where_ = letter.name;
      for (const TemplatePart& part : letter.parts) NeedKnown(part.attribute);
    }
    for (const AddressRow& row : parts_.addresses) Require(row.owner < parts_.units.size(), "owner", row.name);
    where_ = "defaults";
    for (const Action& action : parts_.municipality.defaults) CheckAction(action);
    for (const Rule& rule : parts_.rules) {
      where_ = rule.name;
      CheckCondition(rule.when);
      for (const Action& action : rule.actions) CheckAction(action);
      if (rule.script) CheckScripted(*rule.script);
    }
    for (const Example& example : parts_.examples) {
      where_ = example.name;
      CheckCondition(example.expected);
      for (const ExampleStep& step : example.steps) CheckExampleStep(step, example);
    }
  }

 private:
  void Need(bool holds, std::string_view what) const { Require(holds, what, where_); }

  std::size_t Count(ValueType type) const {
    switch (type) {
      case ValueType::kChannel: return parts_.channels.size();
      case ValueType::kTopic: return parts_.topics.size();
      case ValueType::kUnit:
      case ValueType::kTerritory:
      case ValueType::kUnitList: return parts_.units.size();
      case ValueType::kProcedure: return parts_.procedures.size();
      case ValueType::kTemplateList: return parts_.templates.size();
      case ValueType::kImportance: return static_cast<std::size_t>(Importance::kCritical) + 1;
      case ValueType::kOutcome: return static_cast<std::size_t>(OutcomeKind::kNoReply) + 1;
      default: return 0;
    }
  }

  static bool IsAmong(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  void CheckProcedure(const Procedure& procedure) {
    where_ = procedure.name;
    RequireOrder(procedure.transitions, "transition");
    RequireOrder(procedure.clocks, "clock");
    where_ = procedure.name;
    const auto need_state = [&](const std::string& state) { Need(IsAmong(procedure.states, state), "state"); };
    Need(procedure.states.empty() == procedure.start.empty(), "start");
    if (!procedure.start.empty()) need_state(procedure.start);
    for (const std::string& state : procedure.finals) need_state(state);
    for (const ProcedureStep& step : procedure.transitions) {
      for (const std::string& state : step.from) need_state(state);
      need_state(step.to);
      for (const Actor& actor : step.may) CheckActor(actor);
      const auto extended = [&](const Clock& clock) { return clock.name == step.extends && clock.extension; };
      Need(step.extends.empty() || std::any_of(procedure.clocks.begin(), procedure.clocks.end(), extended), "extends");
    }
    for (const Clock& clock : procedure.clocks) CheckClock(clock, procedure);
  }

  void CheckClock(const Clock& clock, const Procedure& procedure) const {
    Need(IsAmong(procedure.states, clock.from), "clock from");
    for (const std::string& state : clock.until) Need(IsAmong(procedure.states, state), "clock until");
    for (const std::string& state : clock.pauses) Need(IsAmong(procedure.states, state), "clock pause");
    Need(clock.duration.number > 0 && AmountOf(clock.duration).has_value(), "duration");
    if (clock.extension) {
      const auto amount = AmountOf(clock.duration);
      const auto more = AmountOf(clock.extension->most);
      Need(more && more->working == amount->working && more->InDays() == amount->InDays(), "extension");
    }
    Need(clock.schedule == kNone || clock.schedule < parts_.municipality.schedules.size(), "schedule");
    Need(clock.escalation == kNone || clock.escalation < parts_.escalations.size(), "escalation");
  }

  void CheckActor(const Actor& actor) const {
    if (actor.kind == Actor::Kind::kHolder) CheckHolder(&actor.holder);
    Need(actor.kind != Actor::Kind::kRole || actor.role != RoleKind::kNone, "role of an actor");
  }

  void CheckEscalation(const Escalation& escalation) {
    where_ = escalation.name;
    for (const EscalationStep& step : escalation.steps) {
      Need(step.when == EscalationStep::When::kAt || AmountOf(step.offset).has_value(), "offset");
      Need(!step.every || (step.every->number > 0 && AmountOf(*step.every).has_value()), "repetition");
      for (const EscalationAct& act : step.acts) {
        if (const auto* notice = std::get_if<EscalationNotice>(&act)) {
          CheckActor(notice->to);
          Need(notice->letter == kNone || notice->letter < parts_.templates.size(), "template");
        }
        if (const auto* over = std::get_if<EscalationHandOver>(&act)) CheckActor(over->to);
      }
    }
  }

  void CheckExampleStep(const ExampleStep& step, const Example& example) const {
    Need(example.received.has_value(), "steps without a time of arrival");
    if (const auto* after = std::get_if<Duration>(&step.when)) Need(AmountOf(*after).has_value(), "time of a step");
    const auto need_unit = [&](Id unit) { Need(unit == kNone || unit < parts_.units.size(), "unit of a step"); };
    if (const auto* transition = std::get_if<ExampleStep::Transition>(&step.what)) need_unit(transition->by);
    if (const auto* over = std::get_if<ExampleStep::HandOver>(&step.what)) {
      need_unit(over->by);
      need_unit(over->to);
    }
    if (const auto* expectation = std::get_if<ExampleStep::Expectation>(&step.what)) {
      CheckCondition(expectation->holds);
      Need(!step.refused, "an expectation that is refused");
    }
  }

  void CheckUnit(const Unit& unit) {
    where_ = unit.name;
    for (const Id topic : unit.topics) Need(topic < parts_.topics.size(), "topic");
    for (const Id channel : unit.channels) Need(channel < parts_.channels.size(), "channel");
    for (const Id channel : unit.reserve_channels) Need(channel < parts_.channels.size(), "reserve channel");
    Need(unit.deputy == kNone || unit.deputy < parts_.units.size(), "deputy");
  }

  void NeedKnown(Attribute attribute) const {
    Need(!IsOwn(attribute) || OwnIndex(attribute) < parts_.own.size(), "own attribute");
  }
  void NeedKnown(const std::vector<Attribute>& attributes) const {
    for (const Attribute attribute : attributes) NeedKnown(attribute);
  }

  void CheckOwn(const OwnAttributeInfo& info) {
    where_ = info.name;
    if (const auto* window = std::get_if<Window>(&info.source)) {
      NeedKnown(window->keys);
      Need(window->seconds > 0 && info.type == ValueType::kNumber, "window");
    }
    if (const auto* call = std::get_if<ScriptCall>(&info.source)) {
      NeedKnown(call->arguments);
      Need(call->script < parts_.scripts.size(), "script");
    }
  }

  void CheckScripted(const ScriptedRule& scripted) const {
    Need(scripted.script < parts_.scripts.size(), "script");
    NeedKnown(scripted.reads);
    NeedKnown(scripted.writes);
  }

  void CheckHolder(const HolderRef* ref) const {
    Need(ref != nullptr && (ref->holder != Holder::kUnit || ref->unit < parts_.units.size()), "action holder");
  }

  void CheckTopic(Id id) {
    const Topic& topic = parts_.topics[id];
    where_ = topic.name;
    const Id group = topic.parent == kNone ? id : parts_.topics[topic.parent].group;
    Need(topic.group == group, "group is not the topmost topic");
    for (const WeightedPattern& word : topic.patterns) Need(word.pattern < parts_.patterns.size(), "pattern");
  }

  void CheckAction(const Action& action) const {
    NeedKnown(action.attribute);
    const AttributeInfo info = parts_.InfoOf(action.attribute);
    Need(!info.action_ru.empty(), "an attribute that rules cannot write");
    if (const auto* of = std::get_if<ValueOf>(&action.value)) {
      NeedKnown(of->attribute);
      return Need(!IsList(info.type), "a list takes no value of an attribute");
    }
    switch (info.type) {
      case ValueType::kTopic:
      case ValueType::kProcedure:
      case ValueType::kTemplateList:
        Need(std::holds_alternative<Id>(action.value) && std::get<Id>(action.value) < Count(info.type), "action value");
        break;
      case ValueType::kUnit:
      case ValueType::kTerritory: CheckHolder(std::get_if<HolderRef>(&action.value)); break;
      case ValueType::kUnitList: {
        const auto* notice = std::get_if<Notice>(&action.value);
        CheckHolder(notice != nullptr ? &notice->to : std::get_if<HolderRef>(&action.value));
        Need((notice != nullptr) == (action.attribute == Attribute::kNotice), "a notice");
        Need(notice == nullptr || notice->letter == kNone || notice->letter < parts_.templates.size(), "template");
        break;
      }
      case ValueType::kKeyList:
        Need(std::holds_alternative<MergeKeys>(action.value), "action value");
        NeedKnown(std::get<MergeKeys>(action.value).attributes);
        break;
      case ValueType::kNumber: Need(std::holds_alternative<double>(action.value), "action value"); break;
      case ValueType::kDate: Need(std::holds_alternative<CivilDate>(action.value), "action value"); break;
      case ValueType::kFlag: Need(std::holds_alternative<bool>(action.value), "action value"); break;
      case ValueType::kChannel:
      case ValueType::kEnumeration: Need(std::holds_alternative<Id>(action.value), "action value"); break;
      case ValueType::kImportance: Need(std::holds_alternative<Importance>(action.value), "action value"); break;
      case ValueType::kOutcome: Need(std::holds_alternative<Outcome>(action.value), "action value"); break;
      default: Need(std::holds_alternative<std::string>(action.value), "action value");
    }
  }

  void CheckCondition(const Condition& condition) const {
    for (const Condition& child : condition.children) CheckCondition(child);
    NeedKnown(condition.attribute);
    for (const PatternId pattern : condition.patterns) Need(pattern < parts_.patterns.size(), "pattern");
    for (const Value& value : condition.values) {
      const auto* id = std::get_if<Id>(&value);
      if (id != nullptr) Need(NameOfId(parts_, condition.attribute, *id, Language::kRussian) != "?", "value");
    }
    switch (condition.op) {
      case Op::kClockDueOn: Need(condition.values.size() >= 2, "takes a clock and a day"); break;
      case Op::kClockRunning:
      case Op::kClockPaused:
      case Op::kClockStopped:
      case Op::kClockOverdue: Need(condition.values.size() == 1, "takes a clock"); break;
      case Op::kNot: Need(condition.children.size() == 1, "`not` takes one condition"); break;
      case Op::kBetween:
      case Op::kClockBetween: Need(condition.values.size() == 2, "`between` takes two values"); break;
      case Op::kEqual:
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
      case Op::kHas: Need(condition.values.size() == 1, "takes one value"); break;
      default: break;
    }
  }

  const RuleSetParts& parts_;
  std::string_view where_;
};

}  // namespace

void RequireSound(const RuleSetParts& parts) { Checker(parts).Run(); }

}  // namespace autorules
