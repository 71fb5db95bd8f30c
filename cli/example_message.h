#pragma once

#include "engine/decide/decision.h"
#include "engine/intake/message.h"

namespace autorules::cli {

/// The message that the givens of an example describe.
Message MessageOf(const Example& example, const RuleSet& rules);

}  // namespace autorules::cli
