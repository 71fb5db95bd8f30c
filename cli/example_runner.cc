#include "cli/example_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/example_message.h"
#include "cli/journal_text.h"
#include "cli/names.h"
#include "cli/pack.h"
#include "cli/script_troubles.h"
#include "engine/calendar/moments.h"
#include "engine/simulate/step_moment.h"
#include "engine/workflow/view.h"

namespace autorules::cli {
namespace {

/// The attributes a condition speaks of, each once.
void CollectAttributes(const Condition& condition, std::vector<Attribute>& out) {
  for (const Condition& child : condition.children) CollectAttributes(child, out);
  const bool leaf = condition.children.empty();
  if (leaf && std::find(out.begin(), out.end(), condition.attribute) == out.end()) out.push_back(condition.attribute);
}

std::string PlaceText(const Place& place) { return fmt::format("{}:{}", place.file, place.line); }

/// `похожих N` of an example: every window counts that many messages, the example's own among them.
class GivenCounts final : public WindowCounts {
 public:
  explicit GivenCounts(std::uint32_t similar) : earlier_(similar - 1) {}
  std::uint32_t Earlier(Attribute, const std::string&, std::optional<UnixSeconds>) override { return earlier_; }

 private:
  std::uint32_t earlier_;
};

std::vector<Condition> Expectations(const Condition& expected) {
  if (expected.op == Op::kAll) return expected.children;
  return {expected};
}

/// What the step asks of the case; nullopt for an expectation.
struct InputOfStep {
  const Case& value;
  Id Who(Id by, bool by_owner) const { return by_owner ? value.decision.owner : by; }
  std::optional<Input> operator()(const ExampleStep::Transition& step) const {
    return Request{step.name, Who(step.by, step.by_owner), step.given, step.extension};
  }
  std::optional<Input> operator()(const ExampleStep::HandOver& step) const {
    return Redirected{Who(step.by, step.by_owner), step.to, ""};
  }
  std::optional<Input> operator()(const ExampleStep::Rating& step) const { return Rated{step.stars}; }
  std::optional<Input> operator()(const ExampleStep::Expectation&) const { return std::nullopt; }
};

/// The case as it stands and how it came to that.
std::string HistoryText(const RunningCase& at) {
  const Case& value = at.value();
  const RuleSet& rules = at.rules();
  std::string out = fmt::format("  сейчас: {}, ответственный {}\n",
                                value.state.empty() ? "без состояний" : "состояние " + value.state,
                                value.decision.owner == kNone ? "нет" : UnitName(rules, value.decision.owner));
  for (const ClockRun& run : value.clocks) out += fmt::format("    {}\n", ClockText(run, at));
  out += "  что было:\n";
  for (const Happening& happening : at.history()) {
    out += fmt::format("    {}  {}\n", MomentText(happening.at, rules.municipality().zone), HappeningText(happening));
  }
  return out;
}

}  // namespace

ExampleRunner::ExampleRunner(std::shared_ptr<const RuleIndex> index, Style style)
    : decider_(index), workflow_(index->shared_rules()), rules_(workflow_.rules()), reasons_(rules_), style_(style) {}

std::string ExampleRunner::Run(const Example& example) {
  const Message message = MessageOf(example, rules_);
  GivenCounts counts(example.similar.value_or(1));
  const Decision decision = decider_.Decide(message, {.today = Today(rules_), .windows = &counts});
  std::string what = CheckDecision(example, message, decision);
  if (example.received) what += PlaySteps(example, message, decision);
  return what.empty() ? what : Report(example, what);
}

std::string ExampleRunner::Report(const Example& example, const std::string& what) const {
  return fmt::format("{} «{}» ({})\n{}", style_.Bad("не прошёл"), example.name, PlaceText(example.place), what);
}

std::string ExampleRunner::CheckDecision(const Example& example, const Message& message,
                                         const Decision& decision) const {
  std::string what;
  for (const Condition& expectation : Expectations(example.expected)) {
    if (Holds(expectation, message, decision, rules_) != true) what += Missed(expectation, decision);
  }
  if (what.empty()) return what;
  if (decision.fallback) what += fmt::format("  оставлено человеку: {}\n", reasons_.Why(message, decision));
  return what + ScriptFailuresText(rules_, decision, "  ");
}

std::string ExampleRunner::PlaySteps(const Example& example, const Message& message, const Decision& decision) const {
  if (example.steps.empty()) return {};
  RunningCase at(workflow_, message, decision, *example.received);
  UnixSeconds before = *example.received;
  for (const ExampleStep& step : example.steps) {
    const UnixSeconds now = MomentOf(step, *example.received, workflow_);
    at.FireTimersUntil(now);
    std::string what;
    // What depends on the calendar, the compiler could not compare.
    if (now < std::exchange(before, now)) {
      what = "  шаг наступает раньше того, что стоит перед ним: переставьте их\n";
    } else if (const auto input = std::visit(InputOfStep{at.value()}, step.what)) {
      const bool done = at.Apply(*input, now, Cause::kInput, step.text);
      if (done != step.refused) continue;
      what = done ? "  ожидался отказ, а отказа нет\n"
                  : fmt::format("  отказано: {}\n", std::get<RefusedInput>(at.history().back().fact).reason.ru);
    } else {
      what = CheckStep(std::get<ExampleStep::Expectation>(step.what), at, now);
      if (what.empty()) continue;
    }
    return fmt::format("  шаг: {} ({}, {})\n{}{}", step.text, MomentText(now, rules_.municipality().zone),
                       PlaceText(step.place), what, HistoryText(at));
  }
  return {};
}

std::string ExampleRunner::CheckStep(const ExampleStep::Expectation& expectation, const RunningCase& at,
                                     UnixSeconds now) const {
  const Case& value = at.value();
  const CaseView view = ViewOf(value, rules_, now);
  std::string what;
  for (const Condition& single : Expectations(expectation.holds)) {
    if (Holds(single, value.message, value.decision, rules_, &view) != true) what += Missed(single, value.decision);
  }
  return what;
}

std::string ExampleRunner::Missed(const Condition& expectation, const Decision& decision) const {
  std::string what = fmt::format("  ожидалось: {}\n", expectation.text);
  std::vector<Attribute> attributes;
  CollectAttributes(expectation, attributes);
  for (const Attribute attribute : attributes) {
    const std::string value = DecidedValue(rules_, decision, attribute);
    if (value.empty()) continue;
    what += fmt::format("  получилось: {} = {}{}\n", rules_.parts().InfoOf(attribute).ru, value,
                        Origin(attribute, decision));
  }
  return what;
}

std::string ExampleRunner::Origin(Attribute attribute, const Decision& decision) const {
  const Id id = reasons_.RuleFor(decision, attribute);
  if (id != kNone) {
    const Rule& rule = rules_.rules()[id];
    return fmt::format(", по правилу «{}» ({})", TitleOf(rule), PlaceText(rule.place));
  }
  return rules_.parts().InfoOf(attribute).origin == autorules::Origin::kDecided ? ", правила ничего не задали" : "";
}

}  // namespace autorules::cli
