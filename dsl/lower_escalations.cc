#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

EscalationStep::When WhenOf(Keyword keyword) {
  switch (keyword) {
    case Keyword::kAhead: return EscalationStep::When::kBefore;
    case Keyword::kAfterwards: return EscalationStep::When::kAfter;
    default: return EscalationStep::When::kAt;
  }
}

}  // namespace

void Lowering::LowerEscalations() {
  for (const auto& declared : symbols_.escalations) {
    const ast::Escalation& ast = *declared.ast;
    Escalation escalation;
    escalation.name = ast.name.text;
    escalation.working_time_only = ast.working_time_only;
    escalation.basis = LowerBasis(ast.basis);
    escalation.place = PlaceOf(ast.name.span);
    for (const ast::EscalationStep& step : ast.steps) escalation.steps.push_back(LowerEscalationStep(step));
    pack_.parts.escalations.push_back(std::move(escalation));
  }
}

EscalationStep Lowering::LowerEscalationStep(const ast::EscalationStep& ast) {
  EscalationStep step;
  step.when = WhenOf(ast.when);
  if (ast.offset) {
    if (const auto offset = LowerDuration(*ast.offset)) {
      step.offset = *offset;
    } else {
      step.when = EscalationStep::When::kAt;
    }
  }
  for (const ast::Action& act : ast.acts) LowerEscalationAct(act, &step.acts);
  if (ast.repeat) {
    step.every = LowerDuration(ast.repeat->every);
    step.repeats = LowerTimes(ast.repeat->times);
  }
  return step;
}

void Lowering::LowerEscalationAct(const ast::Action& act, std::vector<EscalationAct>* acts) {
  const std::string& name = act.attribute.text;
  const auto actor = [&](const ast::Operand& operand) { return LowerActor(operand.name, false); };
  if (name == Fold(Canonical(Keyword::kHandOver, Language::kRussian))) {
    if (const auto to = actor(act.values.front())) acts->push_back(EscalationHandOver{*to});
    return;
  }
  const auto attribute = FindAction(name);
  if (attribute == Attribute::kNotice) {
    const Id letter = act.letter ? ResolveTemplate(*act.letter) : kNone;
    for (const ast::Operand& operand : act.values) {
      if (const auto to = actor(operand)) acts->push_back(EscalationNotice{*to, letter});
    }
    return;
  }
  if (attribute != Attribute::kTag && attribute != Attribute::kImportance) {
    diagnostics_->Add(Code::kEscalationAct, act.attribute.span, {act.attribute.spelled});
    return;
  }
  for (const ast::Operand& operand : act.values) {
    const auto action = LowerActionValue(act, operand, *attribute);
    if (!action) continue;
    if (const auto* tag = std::get_if<std::string>(&action->value)) acts->push_back(EscalationTag{*tag});
    if (const auto* importance = std::get_if<Importance>(&action->value)) acts->push_back(EscalationRaise{*importance});
    if (std::holds_alternative<ValueOf>(action->value))
      diagnostics_->Add(Code::kEscalationAct, operand.span, {Spelled(operand.span)});
  }
}

}  // namespace autorules
