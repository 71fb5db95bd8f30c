#include "dsl/check/check.h"

namespace autorules {
namespace {

bool FollowsFromFiling(Attribute attribute, const RuleSetParts& parts) {
  return parts.InfoOf(attribute).origin == Origin::kIntake && attribute != Attribute::kText &&
         attribute != Attribute::kWords;
}

class ProcedureCheck {
 public:
  ProcedureCheck(const CheckInput& input, Diagnostics* diagnostics) : input_(input), diagnostics_(diagnostics) {}

  void Rule(Id id) {
    const autorules::Rule& rule = input_.pack.parts.rules[id];
    Walk(rule.when);
    if (!rule.script) return;
    for (const Attribute read : rule.script->reads) Need(read, input_.pack.rule_sources[id].name);
  }

 private:
  void Walk(const Condition& condition) {
    for (const Condition& child : condition.children) Walk(child);
    const bool compound = condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNot;
    if (!compound) Need(condition.attribute, condition.span);
  }
  void Need(Attribute attribute, Span span) {
    if (FollowsFromFiling(attribute, input_.pack.parts)) return;
    const AttributeInfo info = input_.pack.parts.InfoOf(attribute);
    diagnostics_->Add(Code::kProcedureReadsDecided, span, {Text(std::string(info.ru), std::string(info.en))});
  }

  const CheckInput& input_;
  Diagnostics* diagnostics_;
};

bool SetsProcedure(const Rule& rule) {
  for (const Action& action : rule.actions) {
    if (action.attribute == Attribute::kProcedure) return true;
  }
  if (!rule.script) return false;
  for (const Attribute written : rule.script->writes) {
    if (written == Attribute::kProcedure) return true;
  }
  return false;
}

}  // namespace

void CheckProcedures(const CheckInput& input, Diagnostics* diagnostics) {
  for (Id id = 0; id < input.pack.parts.rules.size(); ++id) {
    const Rule& rule = input.pack.parts.rules[id];
    if (rule.event.kind == EventKind::kArrival && SetsProcedure(rule)) ProcedureCheck(input, diagnostics).Rule(id);
  }
}

}  // namespace autorules
