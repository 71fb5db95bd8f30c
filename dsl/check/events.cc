#include "dsl/check/check.h"

namespace autorules {
namespace {

void WalkReads(const Condition& condition, Diagnostics* diagnostics) {
  for (const Condition& child : condition.children) WalkReads(child, diagnostics);
  const bool compound = condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNot;
  if (compound || condition.attribute != Attribute::kRating) return;
  const AttributeInfo& info = Info(Attribute::kRating);
  diagnostics->Add(Code::kEventAttribute, condition.span, {Text(std::string(info.ru), std::string(info.en))});
}

}  // namespace

void CheckEvents(const CheckInput& input, Diagnostics* diagnostics) {
  for (const Rule& rule : input.pack.parts.rules) {
    if (rule.event.kind != EventKind::kRating) WalkReads(rule.when, diagnostics);
  }
  for (const auto& rule : input.symbols.rules) {
    if (rule.ast->event.kind == EventKind::kArrival) continue;
    for (const ast::Action& action : rule.ast->actions) {
      if (FindAction(action.attribute.text) == Attribute::kProcedure)
        diagnostics->Add(Code::kEventWrites, action.attribute.span, {action.attribute.spelled});
    }
  }
}

}  // namespace autorules
