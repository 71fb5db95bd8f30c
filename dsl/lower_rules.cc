#include <algorithm>
#include <cmath>
#include <set>

#include "dsl/lowering.h"
#include "dsl/suggest.h"

namespace autorules {
namespace {

// A scale wide enough for any scheme of numbering; beyond it a priority is a slip of the keyboard.
constexpr double kGreatestPriority = 1'000'000;

bool IsList(Attribute attribute) {
  const ValueType type = Info(attribute).type;
  return type == ValueType::kTextList || type == ValueType::kUnitList;
}

}  // namespace

void Lowering::LowerRules() {
  for (const auto& declared : symbols_.rules) pack_.parts.rules.push_back(LowerRule(declared));
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
  if (ast.priority) {
    const double priority = ast.priority->value;
    if (priority != std::floor(priority) || std::abs(priority) > kGreatestPriority) {
      diagnostics_->Add(Code::kBadNumber, ast.priority->span,
                        {Spelled(ast.priority->span), Text("приоритет — целое от -1000000 до 1000000",
                                                        "a priority is a whole number from -1000000 to 1000000")});
    } else {
      rule.priority = static_cast<int>(priority);
    }
  }
  if (ast.from) rule.from = LowerDate(*ast.from);
  if (ast.to) rule.to = LowerDate(*ast.to);
  if (rule.from && rule.to && *rule.to < *rule.from) {
    diagnostics_->Add(Code::kReversedRange, ast.from->span, {ast.from->text, ast.to->text});
  }
  rule.when = LowerCondition(ast.when, false);
  rule.actions = LowerActions(ast.actions);
  return rule;
}

std::vector<Action> Lowering::LowerActions(const std::vector<ast::Action>& actions) {
  std::vector<Action> all;
  std::set<Attribute> written;
  for (const ast::Action& action : actions) {
    auto lowered = LowerAction(action);
    if (!lowered) continue;
    if (!IsList(lowered->attribute) && !written.insert(lowered->attribute).second) {
      diagnostics_->Add(Code::kWrittenTwice, action.span, {action.attribute.spelled});
      continue;
    }
    all.push_back(std::move(*lowered));
  }
  return all;
}

std::optional<Action> Lowering::LowerAction(const ast::Action& action) {
  if (action.outcome) {
    const OutcomeKind kind = *action.outcome == Node::kRedirect ? OutcomeKind::kRedirect : OutcomeKind::kNoReply;
    return Action{Attribute::kOutcome, Outcome{kind, action.value.text}};
  }
  const auto attribute = FindAction(action.attribute.text);
  if (!attribute) {
    std::vector<std::string> known;
    for (const AttributeInfo& info : Attributes()) {
      if (!info.action_ru.empty())
        known.insert(known.end(), {std::string(info.action_ru), std::string(info.action_en)});
    }
    diagnostics_->Add(Code::kUnknownAction, action.attribute.span, {action.attribute.spelled}).suggestions =
        Nearest(action.attribute.spelled, known);
    return std::nullopt;
  }
  const AttributeInfo& info = Info(*attribute);
  if (info.type == ValueType::kUnit || info.type == ValueType::kTerritory || info.type == ValueType::kUnitList) {
    auto holder = LowerHolder(action.value, *attribute);
    if (!holder) return std::nullopt;
    return Action{*attribute, *holder};
  }
  auto value = LowerValue(action.value, info);
  if (!value) return std::nullopt;
  if (info.type == ValueType::kTextList) return Action{*attribute, action.value.text};  // shown as written
  if (info.type == ValueType::kImportance) return Action{*attribute, static_cast<Importance>(std::get<Id>(*value))};
  return Action{*attribute, std::get<Id>(*value)};
}

std::optional<HolderRef> Lowering::LowerHolder(const ast::Operand& operand, Attribute attribute) {
  if (operand.kind != ast::Operand::Kind::kName) {
    LowerValue(operand, Info(attribute));  // reports the mismatch
    return std::nullopt;
  }
  const ValueWord* word = FindWord(Words::kHolders, operand.name.text);
  HolderRef holder;
  if (word != nullptr) {
    holder.holder = static_cast<Holder>(word->value);
  } else {
    std::vector<std::string> known = NamesOf(symbols_.units);
    for (const ValueWord& known_word : WordsOf(Words::kHolders)) {
      known.emplace_back(known_word.ru);
      known.emplace_back(known_word.en);
    }
    holder.unit = FindDeclared(symbols_.units, operand.name.text);
    if (holder.unit == kNone) {
      ReportUnknown(operand.name, {"роль, блок, территория или исполнитель", "role, block, territory or executor"}, known);
      return std::nullopt;
    }
    pack_.used_units.insert(holder.unit);
  }
  const bool territory =
      holder.holder == Holder::kTerritoryByAddress ||
      (holder.holder == Holder::kUnit && symbols_.units[holder.unit].ast->kind == UnitKind::kTerritory);
  if (attribute == Attribute::kTerritory && !territory) {
    diagnostics_->Add(Code::kUnitKind, operand.span, {operand.name.spelled});
    return std::nullopt;
  }
  return holder;
}

std::optional<CivilDate> Lowering::LowerDate(const ast::Operand& operand) {
  const auto date = ParseCivilDate(operand.text);
  if (!date) diagnostics_->Add(Code::kBadDate, operand.span, {operand.text});
  return date;
}

void Lowering::LowerExamples() {
  for (const auto& declared : symbols_.examples) {
    if (declared.layer != Layer::kPack) continue;  // a library's examples are tested with the library
    Example example;
    example.name = declared.ast->name.value;
    example.place = PlaceOf(declared.ast->name.span);
    for (const ast::Given& given : declared.ast->givens) LowerGiven(given, &example);
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
  const auto attribute = FindAttribute(given.attribute.text);
  if (!attribute || *attribute == Attribute::kWords) {
    std::vector<std::string> known;
    for (const AttributeInfo& info : Attributes()) {
      if (info.origin == Origin::kIntake && info.id != Attribute::kWords)
        known.insert(known.end(), {std::string(info.ru), std::string(info.en)});
    }
    diagnostics_->Add(Code::kUnknownAttribute, given.attribute.span, {given.attribute.spelled}).suggestions =
        Nearest(given.attribute.spelled, known);
    return;
  }
  const AttributeInfo& info = Info(*attribute);
  if (info.origin != Origin::kIntake) {
    diagnostics_->Add(Code::kNotGiven, given.attribute.span, {given.attribute.spelled});
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
