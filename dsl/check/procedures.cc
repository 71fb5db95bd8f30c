#include "dsl/check/check.h"

namespace autorules {
namespace {

void Walk(const ast::Condition& condition, Diagnostics* diagnostics) {
  for (const ast::Condition& child : condition.children) Walk(child, diagnostics);
  if (!condition.children.empty()) return;
  const auto attribute = FindAttribute(condition.attribute.text);
  if (!attribute) return;
  const bool from_filing =
      Info(*attribute).origin == Origin::kIntake && *attribute != Attribute::kText && *attribute != Attribute::kWords;
  if (!from_filing) diagnostics->Add(Code::kProcedureReadsDecided, condition.span, {condition.attribute.spelled});
}

}  // namespace

void CheckProcedures(const CheckInput& input, Diagnostics* diagnostics) {
  for (const auto& rule : input.symbols.rules) {
    bool sets_procedure = false;
    for (const ast::Action& action : rule.ast->actions) {
      sets_procedure = sets_procedure || FindAction(action.attribute.text) == Attribute::kProcedure;
    }
    if (sets_procedure) Walk(rule.ast->when, diagnostics);
  }
}

}  // namespace autorules
