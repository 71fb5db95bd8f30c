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
  rule.when = LowerCondition(ast.when, false);
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
    if (ast.kind == EventKind::kOverdue) known.insert(known.end(), procedure.clocks.begin(), procedure.clocks.end());
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

void Lowering::LowerExamples() {
  for (const auto& declared : symbols_.examples) {
    if (declared.layer != Layer::kPack) continue;  // a library's examples are tested with the library
    Example example;
    example.name = declared.ast->name.value;
    example.place = PlaceOf(declared.ast->name.span);
    for (const ast::Given& given : declared.ast->givens) LowerGiven(given, &example);
    if (declared.ast->similar)
      example.similar = static_cast<std::uint32_t>(std::clamp(declared.ast->similar->value, 1.0, 1e9));
    example.expected = LowerCondition(declared.ast->expected, true);
    if (example.expected.op != Op::kAll) {
      Condition all;
      all.op = Op::kAll;
      all.span = example.expected.span;
      all.text = example.expected.text;
      all.children.push_back(std::move(example.expected));
      example.expected = std::move(all);
    }
    pack_.parts.examples.push_back(std::move(example));
  }
}

void Lowering::LowerGiven(const ast::Given& given, Example* example) {
  const auto attribute = pack_.Find(given.attribute.text);
  if (!attribute || *attribute == Attribute::kWords) {
    std::vector<std::string> known;
    for (const AttributeInfo& info : Attributes()) {
      if (info.origin == Origin::kIntake && info.id != Attribute::kWords)
        known.insert(known.end(), {std::string(info.ru), std::string(info.en)});
    }
    for (const auto& field : symbols_.fields) known.push_back(field.ast->name.spelled);
    diagnostics_->Add(Code::kUnknownAttribute, given.attribute.span, {given.attribute.spelled}).suggestions =
        Nearest(given.attribute.spelled, known);
    return;
  }
  const AttributeInfo info = pack_.parts.InfoOf(*attribute);
  const bool field = IsOwn(*attribute) && info.origin == Origin::kDecided;
  if (info.origin != Origin::kIntake && !field) {
    const Code code = info.origin == Origin::kEvent ? Code::kEventAttribute : Code::kNotGiven;
    diagnostics_->Add(code, given.attribute.span, {given.attribute.spelled});
    return;
  }
  for (const auto& [known, value] : example->givens) {
    if (known == *attribute) diagnostics_->Add(Code::kRepeatedItem, given.attribute.span, {given.attribute.spelled});
  }
  auto value = LowerValue(given.value, info);
  if (!value) return;
  // Texts go in as written: normalising them is what is being tested.
  if (info.type == ValueType::kText) value = given.value.text;
  if (*attribute == Attribute::kReceived) {
    const std::string zone =
        symbols_.municipality != nullptr && symbols_.municipality->zone ? symbols_.municipality->zone->value : "";
    example->received =
        ParseMoment(given.value.text + "T" + (given.value.time.empty() ? "12:00" : given.value.time), zone);
    if (!example->received)
      diagnostics_->Add(Code::kBadDate, given.value.span, {given.value.text + " " + given.value.time});
  }
  example->givens.emplace_back(*attribute, std::move(*value));
}

}  // namespace autorules
