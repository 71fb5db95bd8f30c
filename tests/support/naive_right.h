#pragma once

#include "engine/ruleset/ruleset.h"
#include "engine/workflow/case.h"

namespace autorules::testing {

/// The oracle of who may make a transition: spelt out from the declaration, without Holders. Knows the holder words
/// `вышестоящий` and `координатор`.
bool NaiveMayMake(const ProcedureStep& step, Id by, const RuleSetParts& parts, const Decision& decision);

}  // namespace autorules::testing
