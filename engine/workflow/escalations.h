#pragma once

#include "engine/workflow/draft.h"

namespace autorules {

/// Takes the step of a chain that the timer stands for, and sets its next repetition. Nobody is told twice for one
/// step. `вышестоящий` is the nearest above the owner who is there and is another person; who must not get the case is
/// passed over on the way up. What nobody was there for is written down as skipped.
void TakeStep(Draft* draft, const Timer& timer);

}  // namespace autorules
