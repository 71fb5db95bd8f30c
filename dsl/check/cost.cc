#include "engine/ruleset/cost.h"

#include "dsl/check/check.h"
#include "engine/base/limits.h"

namespace autorules {

void CheckCost(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  const Cost total = PackCost(parts);
  if (total <= limits::kPackCost || parts.rules.empty()) return;
  Id dearest = 0;
  RuleCost most;
  for (Id id = 0; id < parts.rules.size(); ++id) {
    const RuleCost cost = CostOf(parts.rules[id], parts);
    if (cost.dearest <= most.dearest) continue;
    most = cost;
    dearest = id;
  }
  const Span place = most.dearest_span.valid() ? most.dearest_span : input.pack.rule_sources[dearest].name;
  diagnostics->Add(Code::kTooExpensive, place,
                   {std::to_string(total), std::to_string(limits::kPackCost), TitleOf(parts.rules[dearest]),
                    std::to_string(most.dearest)});
}

}  // namespace autorules
