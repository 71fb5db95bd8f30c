#pragma once

#include <string>

#include "engine/workflow/draft.h"

namespace autorules {

bool IsFinal(const Procedure& procedure, const std::string& state);

/// A new case in the first state of its procedure, begun at the moment of the draft: its clocks, its first holder.
void Begin(Draft* draft);
/// The case comes into a state that it was not in: clocks stop, go on, start and stand still, in this order. A final
/// state stops them all and closes the case; one that leaves it opens the case again. True for the latter.
bool Enter(Draft* draft, const std::string& state);

}  // namespace autorules
