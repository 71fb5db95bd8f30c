#pragma once

#include "engine/decide/facts.h"

namespace autorules {

/// Puts every list of a decision, its trace and its inputs into the order that Decision promises, and shows the words
/// of the rules that fired. Requires an owner to be found, whose person takes no second part.
void Finish(Facts& facts, Decision* decision);

}  // namespace autorules
