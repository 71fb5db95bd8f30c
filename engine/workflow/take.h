#pragma once

#include "engine/workflow/draft.h"

namespace autorules {

// What each kind of input makes of the case. A draft whose input is refused is worth nothing.

Acceptance Take(Draft* draft, const Request& request);
Acceptance Take(Draft* draft, const TimerFired& fired);
Acceptance Take(Draft* draft, const Rated& rated);
Acceptance Take(Draft* draft, const Edited& edited);
Acceptance Take(Draft* draft, const Redirected& redirected);
Acceptance Take(Draft* draft, const Merged& merged);

}  // namespace autorules
