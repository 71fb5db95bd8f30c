#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/decide/facts.h"

namespace autorules {

/// What messages that agree on the attributes have in common, as rules would write it: `тема=дороги; этаж=5`. Texts are
/// folded and quoted, so that no text can pass for two values. Nullopt when an attribute is absent or an empty text:
/// messages that lack something do not agree on it.
std::optional<std::string> KeyText(std::span<const Attribute> keys, Facts& facts);

}  // namespace autorules
