#pragma once

#include <string>

#include "engine/ruleset/ruleset.h"

namespace autorules::cli {

/// The bound of every rule and script function, the most expensive first, with its most expensive clause, and the sum
/// against the limit.
std::string ListCosts(const RuleSet& rules);

}  // namespace autorules::cli
