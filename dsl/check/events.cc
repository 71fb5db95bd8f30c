#include "dsl/check/check.h"

namespace autorules {
namespace {

void WalkReads(const Condition& condition, EventKind event, Diagnostics* diagnostics) {
  for (const Condition& child : condition.children) WalkReads(child, event, diagnostics);
  const bool compound = condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNot;
  if (compound || IsOwn(condition.attribute)) return;
  const AttributeInfo& info = Info(condition.attribute);
  if (info.origin != Origin::kEvent) return;
  // A rating is there only when it is given, the state whenever something happens to a case.
  if (event == EventKind::kRating || (info.id == Attribute::kState && event != EventKind::kArrival)) return;
  diagnostics->Add(Code::kEventAttribute, condition.span,
                   {Text(std::string(info.ru), std::string(info.en)), KnownTo(info.id)});
}

}  // namespace

void CheckEvents(const CheckInput& input, Diagnostics* diagnostics) {
  for (const Rule& rule : input.pack.parts.rules) {
    WalkReads(rule.when, rule.event.kind, diagnostics);
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
