#include "engine/ruleset/cost.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace autorules {
namespace {

constexpr int kFieldCost = 5;
constexpr int kWindowCost = 50;
/// Finding a holder and keeping a claim.
constexpr Cost kActionCost = 5;

}  // namespace

int ReadingCost(const OwnAttributeInfo& info) {
  return std::holds_alternative<Window>(info.source) ? kWindowCost : kFieldCost;
}

Cost CostOf(const Condition& condition, const RuleSetParts& parts) {
  Cost cost = 0;
  for (const Condition& child : condition.children) cost += CostOf(child, parts);
  if (condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNot) return cost;
  const auto operands = static_cast<Cost>(std::max<std::size_t>(1, condition.values.size()));
  return parts.InfoOf(condition.attribute).cost * operands + static_cast<Cost>(condition.patterns.size());
}

RuleCost CostOf(const Rule& rule, const RuleSetParts& parts) {
  RuleCost cost;
  const auto add = [&](Cost more, const std::string& text, Span span) {
    cost.total += more;
    if (more <= cost.dearest) return;
    cost.dearest = more;
    cost.dearest_text = text;
    cost.dearest_span = span;
  };
  if (rule.script) add(limits::kScriptCost, "", {});
  const bool chain = rule.when.op == Op::kAll;
  if (!chain) add(CostOf(rule.when, parts), rule.when.text, rule.when.span);
  for (const Condition& clause : rule.when.children) {
    if (chain) add(CostOf(clause, parts), clause.text, clause.span);
  }
  cost.total += kActionCost * static_cast<Cost>(rule.actions.size());
  return cost;
}

Cost PackCost(const RuleSetParts& parts) {
  Cost total = 0;
  for (const Rule& rule : parts.rules) {
    if (rule.event.kind == EventKind::kArrival) total += CostOf(rule, parts).total;
  }
  for (const OwnAttributeInfo& info : parts.own) {
    if (std::holds_alternative<ScriptCall>(info.source)) total += limits::kScriptCost;
  }
  return total;
}

}  // namespace autorules
