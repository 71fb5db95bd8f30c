#pragma once

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// Aborts with the reason on stderr when the parts break the contract of RuleSet::Freeze.
void RequireSound(const RuleSetParts& parts);

/// Takes out of the parts whatever the order of files could have left in them: equal patterns become one and patterns
/// and address rows get an order of their own; tags that differ in case only get the spelling that is first by bytes.
void Canonicalise(RuleSetParts* parts);

}  // namespace autorules
