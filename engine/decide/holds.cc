#include "engine/decide/decide.h"
#include "engine/decide/evaluate.h"

namespace autorules {

std::optional<bool> Holds(const Condition& condition, const Message& message, const Decision& decision,
                          const RuleSet& rules, const CaseView* of_case) {
  Facts facts(rules);
  facts.Begin(message, decision, nullptr, of_case);
  const Truth truth = Evaluate(condition, facts, Holders(rules));
  if (truth == Truth::kUnknown) return std::nullopt;
  return truth == Truth::kTrue;
}

}  // namespace autorules
