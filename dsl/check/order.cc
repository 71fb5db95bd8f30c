#include "dsl/check/check.h"

namespace autorules {

void CheckOrder(const CheckInput& input, Diagnostics* diagnostics) {
  const auto ordered = OrderRules(input.pack.parts.rules, input.pack.parts.own);
  const auto* cycles = std::get_if<std::vector<OrderCycle>>(&ordered);
  if (cycles == nullptr) return;
  for (const OrderCycle& cycle : *cycles) {
    std::string rules;
    for (const Id id : cycle.rules) rules += (rules.empty() ? "«" : ", «") + TitleOf(input.pack.parts.rules[id]) + "»";
    Text attributes;
    for (const Attribute attribute : cycle.attributes) {
      const std::string_view separator = attributes.ru.empty() ? "" : ", ";
      const AttributeInfo info = input.pack.parts.InfoOf(attribute);
      attributes.ru.append(separator).append(info.ru);
      attributes.en.append(separator).append(info.en);
    }
    const Span place = input.pack.rule_sources[cycle.rules.front()].name;
    Diagnostic& added = diagnostics->Add(Code::kRuleCycle, place, {rules, attributes});
    for (std::size_t i = 1; i < cycle.rules.size(); ++i) {
      added.labels.push_back({input.pack.rule_sources[cycle.rules[i]].name, {"и это правило", "and this rule"}});
    }
  }
}

}  // namespace autorules
