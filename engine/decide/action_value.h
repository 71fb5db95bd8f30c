#pragma once

#include "engine/decide/facts.h"
#include "engine/decide/holders.h"

namespace autorules {

/// What a single-valued action would set for the message at hand, an importance or outcome by its id; absent when there
/// is nothing to set: the holder is nobody, the attribute to copy is absent, an empty text or out of bounds. A view of
/// a text lives as long as the action, or as the value copied.
Fact ValueToSet(const Action& action, const Holders& holders, Facts& facts);

}  // namespace autorules
