#include "dsl/check/check.h"

namespace autorules {

void CheckOrder(const CheckInput& input, Diagnostics* diagnostics) {
  const auto ordered = OrderRules(input.pack.parts.rules);
  const auto* cycles = std::get_if<std::vector<OrderCycle>>(&ordered);
  if (cycles == nullptr) return;
  for (const OrderCycle& cycle : *cycles) {
    std::string rules;
    for (const Id id : cycle.rules) rules += (rules.empty() ? "«" : ", «") + input.pack.parts.rules[id].name + "»";
    Text attributes;
    for (const Attribute attribute : cycle.attributes) {
      const std::string_view separator = attributes.ru.empty() ? "" : ", ";
      attributes.ru.append(separator).append(Info(attribute).ru);
      attributes.en.append(separator).append(Info(attribute).en);
    }
    const Span place = input.symbols.rules[cycle.rules.front()].ast->name.span;
    Diagnostic& added = diagnostics->Add(Code::kRuleCycle, place, {rules, attributes});
    for (std::size_t i = 1; i < cycle.rules.size(); ++i) {
      added.labels.push_back({input.symbols.rules[cycle.rules[i]].ast->name.span, {"и это правило", "and this rule"}});
    }
  }
}

}  // namespace autorules
