#pragma once

#include <optional>
#include <string_view>

#include "engine/base/catalog.h"
#include "engine/ruleset/ruleset.h"

namespace autorules {

/// What rules call the entity, enumeration value or option that `id` is for the attribute; "?" when there is none.
std::string_view NameOfId(const RuleSetParts& parts, Attribute attribute, Id id, Language language);

/// The entity, enumeration value or option called so (folded, either spelling); nullopt when there is none or the
/// attribute's values are not named. A unit that is no territory is none for an attribute that holds territories.
std::optional<Id> FindId(const RuleSetParts& parts, Attribute attribute, std::string_view folded);

}  // namespace autorules
