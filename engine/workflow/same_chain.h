#pragma once

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// True when the two chains do the same at the same time: units and templates of the two rule sets go by their names.
/// `nullptr` is no chain.
bool IsSameChain(const Escalation* a, const RuleSet& rules_of_a, const Escalation* b, const RuleSet& rules_of_b);

}  // namespace autorules
