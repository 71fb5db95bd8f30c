#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/names.h"
#include "engine/decide/decision.h"
#include "engine/decide/switch_off.h"

namespace autorules::cli {

/// A script function or rule in Lua that failed for a message.
struct ScriptTrouble {
  std::string name;  ///< of the function or rule
  Word outcome;
  std::string reason;
};
std::vector<ScriptTrouble> ScriptTroubles(const RuleSet& rules, const Decision& decision);

/// One line each, for people; empty when nothing failed.
std::string ScriptFailuresText(const RuleSet& rules, const Decision& decision, std::string_view indent);

/// On stderr, a line each.
void ReportSwitchOffs(const std::vector<SwitchOff>& offs);

}  // namespace autorules::cli
