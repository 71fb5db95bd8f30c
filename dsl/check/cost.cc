#include "engine/ruleset/cost.h"

#include "dsl/check/check.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

// What costs most: a clause of a rule, a rule in Lua or a script function.
struct Dearest {
  Cost cost = 0;
  std::string name;
  Span place;

  void Offer(Cost other, const std::string& other_name, Span other_place) {
    if (other > cost) *this = {other, other_name, other_place};
  }
};

}  // namespace

void CheckCost(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  const Cost total = PackCost(parts);
  if (total <= limits::kPackCost) return;
  Dearest dearest;
  for (Id id = 0; id < parts.rules.size(); ++id) {
    if (parts.rules[id].event.kind != EventKind::kArrival) continue;
    const RuleCost cost = CostOf(parts.rules[id], parts);
    dearest.Offer(cost.dearest, TitleOf(parts.rules[id]),
                  cost.dearest_span.valid() ? cost.dearest_span : input.pack.rule_sources[id].name);
  }
  for (const auto& function : input.symbols.functions) {
    dearest.Offer(limits::kScriptCost, function.ast->name.spelled, function.ast->name.span);
  }
  diagnostics->Add(
      Code::kTooExpensive, dearest.place,
      {std::to_string(total), std::to_string(limits::kPackCost), dearest.name, std::to_string(dearest.cost)});
}

}  // namespace autorules
