#pragma once

#include <cstdint>
#include <string>

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// How much work a clause, a rule or a pack can make for one message at most, in units of a word look-up (some 20 ns).
/// A bound, not an estimate: every clause is taken as asked, every alternative as tried.
using Cost = std::int64_t;

/// Of reading the attribute once it is known; a script function runs once a message and is charged to the pack.
int ReadingCost(const OwnAttributeInfo& info);
Cost CostOf(const Condition& condition, const RuleSetParts& parts);

struct RuleCost {
  Cost total = 0;
  Cost dearest = 0;          ///< of the most expensive clause or action
  std::string dearest_text;  ///< as written, "" for a rule in Lua
  Span dearest_span;
};
RuleCost CostOf(const Rule& rule, const RuleSetParts& parts);

/// All rules that decide an arrival, and every script function once.
Cost PackCost(const RuleSetParts& parts);

}  // namespace autorules
