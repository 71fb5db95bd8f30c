#pragma once

#include "engine/decide/decision.h"

namespace autorules {

/// Puts co-owners and notices in order and leaves each person in once, under the first of his posts; a co-owner who is
/// also the owner goes. Notices with different templates are different.
void KeepEachPersonOnce(const RuleSet& rules, Decision* decision);

}  // namespace autorules
