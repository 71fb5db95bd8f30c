#pragma once

#include "engine/decide/facts.h"

namespace autorules {

/// The territory that the address field, or else the text, names; kNone when neither decides. Also writes the
/// addresses of the trace.
Id Locate(const RuleSet& rules, Facts& facts, Trace* trace);

}  // namespace autorules
