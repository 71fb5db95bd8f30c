#include <algorithm>
#include <cmath>
#include <tuple>

#include "dsl/lowering.h"
#include "dsl/suggest.h"

namespace autorules {
namespace {

// A scale wide enough for any scheme of numbering; beyond it a priority is a slip of the keyboard.
constexpr double kGreatestPriority = 1'000'000;

}  // namespace

void Lowering::LowerRules() {
  for (const auto& declared : symbols_.rules) {
    pending_.push_back({LowerRule(declared), {declared.ast->name.span, declared.ast->when.span, kNone}});
  }
  LowerTables();
  LowerScriptedRules();
  OrderPending();
}

// Ids are places in the order of names, then of rows; modules may have rules of one name.
void Lowering::OrderPending() {
  const auto key = [](const Pending& pending) {
    return std::tie(pending.rule.name, pending.rule.row, pending.rule.layer, pending.rule.module);
  };
  std::stable_sort(pending_.begin(), pending_.end(),
                   [&](const Pending& a, const Pending& b) { return key(a) < key(b); });
  const Pending* before = nullptr;
  for (Pending& pending : pending_) {
    if (before != nullptr && key(*before) == key(pending)) {
      diagnostics_->Add(Code::kDuplicateName, pending.source.name, {Text("правило", "rule"), pending.rule.name})
          .labels.push_back({before->source.name, {"первое объявление здесь", "first declared here"}});
    }
    before = &pending;
  }
  for (Pending& pending : pending_) {
    pack_.parts.rules.push_back(std::move(pending.rule));
    pack_.rule_sources.push_back(pending.source);
  }
}

Rule Lowering::LowerRule(const Declared<ast::Rule>& declared) {
  const ast::Rule& ast = *declared.ast;
  Rule rule;
  rule.name = ast.name.value;
  rule.module = std::string(declared.module);
  rule.layer = declared.layer;
  rule.basis = LowerBasis(ast.basis);
  rule.place = PlaceOf(ast.name.span);
  if (ast.set) rule.set = ast.set->text;
  rule.priority = LowerPriority(ast.priority);
  rule.event = LowerEvent(ast.event);
  LowerValidity(ast.from, ast.to, &rule);
  rule.when = LowerCondition(ast.when, Where::kRule);
  rule.actions = LowerActions(ast.actions);
  return rule;
}

int Lowering::LowerPriority(const std::optional<ast::Number>& number) {
  if (!number) return 0;
  const double priority = number->value;
  if (priority == std::floor(priority) && std::abs(priority) <= kGreatestPriority) return static_cast<int>(priority);
  diagnostics_->Add(Code::kBadNumber, number->span,
                    {Spelled(number->span), Text("приоритет — целое от -1000000 до 1000000",
                                                 "a priority is a whole number from -1000000 to 1000000")});
  return 0;
}

void Lowering::LowerValidity(const std::optional<ast::Operand>& from, const std::optional<ast::Operand>& to,
                             Rule* rule) {
  if (from) rule->from = LowerDate(*from);
  if (to) rule->to = LowerDate(*to);
  if (rule->from && rule->to && *rule->to < *rule->from) {
    diagnostics_->Add(Code::kReversedRange, from->span, {from->text, to->text});
  }
}

Event Lowering::LowerEvent(const ast::Event& ast) {
  Event event{ast.kind, ""};
  if (!ast.name) return event;
  event.name = ast.name->text;
  std::vector<std::string> known;
  for (const Procedure& procedure : pack_.parts.procedures) {
    if (ast.kind == EventKind::kOverdue) {
      for (const Clock& clock : procedure.clocks) known.push_back(clock.name);
    }
    if (ast.kind != EventKind::kTransition) continue;
    for (const ProcedureStep& step : procedure.transitions) known.push_back(step.name);
  }
  const bool overdue = ast.kind == EventKind::kOverdue;
  if (std::find(known.begin(), known.end(), event.name) == known.end()) {
    ReportUnknown(
        *ast.name,
        overdue ? Text("срок порядка", "clock of a procedure") : Text("переход порядка", "transition of a procedure"),
        known);
  }
  return event;
}

}  // namespace autorules
