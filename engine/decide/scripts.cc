#include "engine/decide/scripts.h"

#include <algorithm>
#include <utility>

#include "engine/base/limits.h"
#include "engine/decide/action_value.h"
#include "engine/decide/script_results.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

ScriptOutcome OutcomeOf(ScriptFailureKind kind) {
  switch (kind) {
    case ScriptFailureKind::kError: return ScriptOutcome::kError;
    case ScriptFailureKind::kMemory: return ScriptOutcome::kMemory;
    case ScriptFailureKind::kInstructions: return ScriptOutcome::kInstructions;
    case ScriptFailureKind::kBlocked: return ScriptOutcome::kBlocked;
  }
  return ScriptOutcome::kError;
}

tl::unexpected<ScriptFailure> Refused(std::string reason) {
  return tl::unexpected(ScriptFailure{ScriptFailureKind::kError, std::move(reason)});
}

}  // namespace

bool Scripts::Health::is_off() const { return failures >= limits::kScriptFailures; }

Scripts::Scripts(const Holders& holders) : holders_(holders), rules_(holders.rules()), names_(rules_.parts()) {
  for (const Script& script : rules_.scripts()) {
    sandboxes_.push_back({ScriptState(ScriptSource{script.name, script.file, script.text})});
  }
  if (sandboxes_.empty()) return;
  const auto add = [&](const std::vector<Action>& actions) {
    for (const Action& action : actions) {
      const auto* tag = action.attribute == Attribute::kTag ? std::get_if<std::string>(&action.value) : nullptr;
      if (tag != nullptr) tags_.emplace(Fold(*tag), *tag);
    }
  };
  add(rules_.municipality().defaults);
  for (const Rule& rule : rules_.rules()) add(rule.actions);
}

void Scripts::Begin() {
  for (Sandbox& sandbox : sandboxes_) sandbox.used = false;
}

ScriptState* Scripts::Ready(Id script, ScriptFailure* failure) {
  Sandbox& sandbox = sandboxes_[script];
  if (sandbox.state.load_failure()) {
    *failure = *sandbox.state.load_failure();
    return nullptr;
  }
  if (!sandbox.used) sandbox.state.BeginMessage();
  sandbox.used = true;
  return &sandbox.state;
}

void Scripts::Note(Health* health, const std::string& name, Id script, const ScriptFailure* failure) {
  if (failure == nullptr) {
    *health = {};
    return;
  }
  ++health->failures;
  health->last_reason = failure->reason;
  if (health->is_off()) switch_offs_.push_back({name, rules_.scripts()[script].file, failure->reason});
}

ScriptResult<std::optional<Value>> Scripts::Evaluate(const ScriptCall& call, Attribute function, Facts& facts) {
  std::vector<ScriptValue> arguments;
  for (const Attribute argument : call.arguments) arguments.push_back(ToScript(argument, facts));
  ScriptFailure failure;
  ScriptState* state = Ready(call.script, &failure);
  if (state == nullptr) return tl::unexpected(failure);
  const auto value = state->Call(call.function, arguments);
  if (!value) return tl::unexpected(value.error());
  const auto action = ActionOfFunction(rules_.parts(), function, *value);
  if (!action) return Refused(action.error());
  return *action ? ToValue(ValueToSet(**action, holders_, facts)) : std::nullopt;
}

FunctionResult Scripts::Call(Attribute function, Facts& facts) {
  const auto& call = std::get<ScriptCall>(rules_.own()[OwnIndex(function)].source);
  Health& health = functions_[function];
  if (health.is_off()) return {function, std::nullopt, ScriptOutcome::kSwitchedOff, health.last_reason};
  const auto value = Evaluate(call, function, facts);
  Note(&health, call.function, call.script, value ? nullptr : &value.error());
  if (!value) return {function, std::nullopt, OutcomeOf(value.error().kind), value.error().reason};
  return {function, *value, ScriptOutcome::kDone, {}};
}

ScriptResult<std::optional<std::vector<Action>>> Scripts::Evaluate(const ScriptedRule& rule, Facts& facts) {
  // No script is asked for while one runs.
  for (const Attribute attribute : rule.reads) {
    if (IsOwn(attribute)) facts.Read(attribute);
  }
  ScriptFailure failure;
  ScriptState* state = Ready(rule.script, &failure);
  if (state == nullptr) return tl::unexpected(failure);
  if (rule.index >= state->rules().size()) return Refused("в скрипте нет такого правила");
  const auto read = [&](std::string_view name) -> std::optional<ScriptValue> {
    const auto attribute = names_.Find(name);
    const bool declared = attribute && std::binary_search(rule.reads.begin(), rule.reads.end(), *attribute);
    return declared ? std::optional(ToScript(*attribute, facts)) : std::nullopt;
  };
  const auto writes = state->RunRule(rule.index, read);
  if (!writes) return tl::unexpected(writes.error());
  if (!*writes) return std::nullopt;
  auto actions = ActionsOfRule(rules_.parts(), names_, rule, **writes);
  if (!actions) return Refused(std::move(actions.error()));
  SpellTags(&*actions);
  return *std::move(actions);
}

ScriptedRuleResult Scripts::Run(Id id, Facts& facts) {
  const Rule& rule = rules_.rules()[id];
  Health& health = scripted_[id];
  if (health.is_off()) return {id, false, {}, ScriptOutcome::kSwitchedOff, health.last_reason};
  auto actions = Evaluate(*rule.script, facts);
  Note(&health, rule.name, rule.script->script, actions ? nullptr : &actions.error());
  if (!actions) return {id, false, {}, OutcomeOf(actions.error().kind), actions.error().reason};
  if (!*actions) return {id, false, {}, ScriptOutcome::kDone, {}};
  return {id, true, **std::move(actions), ScriptOutcome::kDone, {}};
}

/// Tags that differ in case only are one tag, spelt as the pack spells it; see RuleSet::Freeze.
void Scripts::SpellTags(std::vector<Action>* actions) const {
  for (Action& action : *actions) {
    auto* tag = action.attribute == Attribute::kTag ? std::get_if<std::string>(&action.value) : nullptr;
    if (tag == nullptr) continue;
    const auto known = tags_.find(Fold(*tag));
    if (known != tags_.end()) *tag = known->second;
  }
}

std::vector<SwitchOff> Scripts::TakeSwitchOffs() { return std::exchange(switch_offs_, {}); }

}  // namespace autorules
