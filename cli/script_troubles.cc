#include "cli/script_troubles.h"

#include <fmt/format.h>

#include "engine/base/limits.h"

namespace autorules::cli {

std::vector<ScriptTrouble> ScriptTroubles(const RuleSet& rules, const Decision& decision) {
  std::vector<ScriptTrouble> troubles;
  for (const FunctionResult& result : decision.inputs.functions) {
    if (result.outcome == ScriptOutcome::kDone) continue;
    troubles.push_back({rules.own()[OwnIndex(result.function)].name, Describe(result.outcome), result.reason});
  }
  for (const ScriptedRuleResult& result : decision.inputs.rules) {
    if (result.outcome == ScriptOutcome::kDone) continue;
    troubles.push_back({rules.rules()[result.rule].name, Describe(result.outcome), result.reason});
  }
  return troubles;
}

std::string ScriptFailuresText(const RuleSet& rules, const Decision& decision, std::string_view indent) {
  std::string text;
  for (const ScriptTrouble& trouble : ScriptTroubles(rules, decision)) {
    text += fmt::format("{}скрипт «{}»: {}{}{}\n", indent, trouble.name, trouble.outcome.russian,
                        trouble.reason.empty() ? "" : ": ", trouble.reason);
  }
  return text;
}

void ReportSwitchOffs(const std::vector<SwitchOff>& offs) {
  for (const SwitchOff& off : offs) {
    fmt::print(stderr, "autorules: скрипт «{}» ({}) отключён: {} сбоев подряд; последний: {}\n", off.name, off.file,
               limits::kScriptFailures, off.reason);
  }
}

}  // namespace autorules::cli
