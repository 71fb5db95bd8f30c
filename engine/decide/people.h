#pragma once

#include "engine/decide/decision.h"

namespace autorules {

/// True when the two are one unit, or posts of one person. Nobody (kNone) is a person to himself only.
bool IsSamePerson(const RuleSet& rules, Id a, Id b);

/// True when the unit is one of those that must not get the message (Decision::recusals), stands below one of them, or
/// is held by the same person.
bool IsRecused(const RuleSet& rules, const Decision& decision, Id unit);

/// Puts co-owners and notices in order and leaves each person in once, under the first of his posts; a co-owner who is
/// also the owner goes. Notices with different templates are different.
void KeepEachPersonOnce(const RuleSet& rules, Decision* decision);

}  // namespace autorules
