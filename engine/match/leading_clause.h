#pragma once

#include <span>

#include "engine/match/rule_index.h"

namespace autorules {

/// What makes a clause fit to lead, best first.
enum class LeadKind : std::uint8_t { kWords, kId, kText, kUnfit };

LeadKind LeadKindOf(const Condition& clause, const RuleSetParts& parts);
/// The clauses that must all be true: the children of a top-level kAll, or the condition itself.
std::span<const Condition> ClausesOf(const Condition& when);

}  // namespace autorules
