#pragma once

#include <string>

#include "engine/ruleset/ruleset.h"

namespace autorules::cli {

/// Every declaration whose basis is `допущение`, by kind and name, with its place where it has one: what the decree
/// does not say and people decided. Ends with a line that counts them.
std::string ListAssumptions(const RuleSet& rules);

}  // namespace autorules::cli
