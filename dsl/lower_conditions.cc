#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/ruleset/values.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// The comparisons that make sense for each group of types, as syntax and as words for the error.
struct Fitting {
  std::span<const Node> operators;
  Text words;
};

constexpr auto kForText =
    std::to_array<Node>({Node::kEqual, Node::kNotEqual, Node::kAmong, Node::kNotAmong, Node::kContains,
                         Node::kNotContains, Node::kContainsAll, Node::kPresent, Node::kAbsent});
constexpr auto kForScale =
    std::to_array<Node>({Node::kEqual, Node::kNotEqual, Node::kGreater, Node::kLess, Node::kNotGreater, Node::kNotLess,
                         Node::kBetween, Node::kAmong, Node::kNotAmong, Node::kPresent, Node::kAbsent});
constexpr auto kForArrival = std::to_array<Node>(
    {Node::kEqual, Node::kNotEqual, Node::kGreater, Node::kLess, Node::kNotGreater, Node::kNotLess, Node::kBetween,
     Node::kAmong, Node::kNotAmong, Node::kPresent, Node::kAbsent, Node::kInWorkingTime, Node::kOnDayOff});
constexpr auto kForKeys = std::to_array<Node>({Node::kPresent, Node::kAbsent});
constexpr auto kForNames =
    std::to_array<Node>({Node::kEqual, Node::kNotEqual, Node::kAmong, Node::kNotAmong, Node::kPresent, Node::kAbsent});
constexpr auto kForTopics = std::to_array<Node>(
    {Node::kEqual, Node::kNotEqual, Node::kAmong, Node::kNotAmong, Node::kPresent, Node::kAbsent, Node::kWithin});
constexpr auto kForLists = std::to_array<Node>({Node::kHas, Node::kPresent, Node::kAbsent});

Fitting FittingFor(const AttributeInfo& info) {
  if (info.id == Attribute::kReceived) {
    return {kForArrival,
            {"=, не =, больше, меньше, не больше, не меньше, от … до, среди, не среди, в рабочее время, в выходной, "
             "заполнено, пусто",
             "=, not =, more than, less than, at most, at least, from … to, among, not among, in working time, on a "
             "day off, present, absent"}};
  }
  const Fitting names{kForNames,
                      {"=, не =, среди, не среди, заполнено, пусто", "=, not =, among, not among, present, absent"}};
  if (info.id == Attribute::kState) return names;
  switch (info.type) {
    case ValueType::kText:
      return {kForText,
              {"=, не =, среди, не среди, содержит, содержит все, не содержит, заполнено, пусто",
               "=, not =, among, not among, contains, contains all, not contains, present, absent"}};
    case ValueType::kNumber:
    case ValueType::kDate:
      return {kForScale,
              {"=, не =, больше, меньше, не больше, не меньше, от … до, среди, не среди, заполнено, пусто",
               "=, not =, more than, less than, at most, at least, from … to, among, not among, present, absent"}};
    case ValueType::kTopic:
      return {kForTopics,
              {"=, не =, среди, не среди, в, заполнено, пусто", "=, not =, among, not among, within, present, absent"}};
    case ValueType::kKeyList: return {kForKeys, {"заполнено, пусто", "present, absent"}};
    case ValueType::kTextList:
    case ValueType::kTemplateList:
    case ValueType::kUnitList: return {kForLists, {"есть …, заполнено, пусто", "has …, present, absent"}};
    default: return names;
  }
}

Text NameOfOperator(Node op) {
  const auto words = [](Keyword keyword) {
    return Text(std::string(Canonical(keyword, Language::kRussian)),
                std::string(Canonical(keyword, Language::kEnglish)));
  };
  switch (op) {
    case Node::kEqual: return "=";
    case Node::kNotEqual: return {"не =", "not ="};
    case Node::kGreater: return words(Keyword::kGreater);
    case Node::kLess: return words(Keyword::kLess);
    case Node::kNotGreater: return words(Keyword::kNotGreater);
    case Node::kNotLess: return words(Keyword::kNotLess);
    case Node::kBetween: return {"от … до", "from … to"};
    case Node::kAmong: return words(Keyword::kAmong);
    case Node::kNotAmong: return words(Keyword::kNotAmong);
    case Node::kContains: return words(Keyword::kContains);
    case Node::kNotContains: return words(Keyword::kNotContains);
    case Node::kContainsAll: return words(Keyword::kContainsAll);
    case Node::kPresent: return words(Keyword::kPresent);
    case Node::kAbsent: return words(Keyword::kAbsent);
    case Node::kWithin: return words(Keyword::kWithin);
    case Node::kHas: return words(Keyword::kHas);
    case Node::kInWorkingTime: return words(Keyword::kInWorkingTime);
    case Node::kOnDayOff: return words(Keyword::kOnDayOff);
    default: return "";
  }
}

Op PositiveOp(Node op) {
  switch (op) {
    case Node::kGreater: return Op::kGreater;
    case Node::kLess: return Op::kLess;
    case Node::kNotGreater: return Op::kLessEqual;
    case Node::kNotLess: return Op::kGreaterEqual;
    case Node::kBetween: return Op::kBetween;
    case Node::kAmong:
    case Node::kNotAmong: return Op::kOneOf;
    case Node::kContains:
    case Node::kNotContains: return Op::kContainsAny;
    case Node::kContainsAll: return Op::kContainsAll;
    case Node::kPresent: return Op::kPresent;
    case Node::kAbsent: return Op::kAbsent;
    case Node::kWithin: return Op::kWithin;
    case Node::kHas: return Op::kHas;
    case Node::kInWorkingTime: return Op::kInWorkingTime;
    case Node::kOnDayOff: return Op::kOnDayOff;
    default: return Op::kEqual;
  }
}

bool IsNegated(Node op) { return op == Node::kNotEqual || op == Node::kNotAmong || op == Node::kNotContains; }

}  // namespace

Condition Around(Op op, Condition inner) {
  Condition outer;
  outer.op = op;
  outer.span = inner.span;
  outer.text = inner.text;
  outer.children.push_back(std::move(inner));
  return outer;
}

namespace {

bool IsTimeOfDayTest(const ast::Condition& test) {
  return test.op == Node::kBetween && test.operands[0].kind == ast::Operand::Kind::kTime &&
         FindAttribute(test.attribute.text) == Attribute::kReceived;
}

bool IsClockState(Node op) { return op >= Node::kClockDue && op <= Node::kClockStopped; }

bool IsOrdered(const Value& low, const Value& high) { return low.index() != high.index() || low <= high; }

}  // namespace

Condition Lowering::LowerCondition(const ast::Condition& condition, Where where) {
  Condition lowered;
  switch (condition.op) {
    case Node::kAll: lowered.op = Op::kAll; break;
    case Node::kAny: lowered.op = Op::kAny; break;
    case Node::kNot: lowered.op = Op::kNot; break;
    default: lowered = LowerTest(condition, where);
  }
  for (const ast::Condition& child : condition.children) lowered.children.push_back(LowerCondition(child, where));
  // Parentheses around a chain of the same kind change nothing: `а и (б и в)` has three clauses.
  if (lowered.op == Op::kAll || lowered.op == Op::kAny) {
    std::vector<Condition> flat;
    for (Condition& child : lowered.children) {
      if (child.op != lowered.op) {
        flat.push_back(std::move(child));
        continue;
      }
      for (Condition& inner : child.children) flat.push_back(std::move(inner));
    }
    lowered.children = std::move(flat);
  }
  lowered.span = condition.span;
  if (lowered.text.empty()) {
    lowered.text = OneLineOf(condition.span);
  }
  return lowered;
}

Condition Lowering::LowerTest(const ast::Condition& test, Where where) {
  if (IsClockState(test.op)) return LowerClockTest(test, where);
  Condition condition;
  const auto attribute = test.window ? FindWindow(*test.window) : ResolveAttribute(test.attribute);
  if (!attribute) return condition;
  const AttributeInfo info = pack_.parts.InfoOf(*attribute);
  const bool early = where == Where::kExample || (where == Where::kStep && info.id == Attribute::kRating);
  if (early && info.origin == Origin::kEvent) {
    diagnostics_->Add(Code::kEventAttribute, test.attribute.span, {test.attribute.spelled, KnownTo(*attribute)});
    return condition;
  }
  if (!OperatorFits(test, info)) return condition;
  if (IsTimeOfDayTest(test)) return LowerArrival(test);
  condition.attribute = *attribute;
  condition.op = PositiveOp(test.op);
  const ValueWord* holder =
      where != Where::kRule && !test.operands.empty() ? FindWord(Words::kHolders, test.operands[0].name.text) : nullptr;
  const bool unit = info.type == ValueType::kUnit || info.type == ValueType::kTerritory;
  if (condition.op == Op::kContainsAny || condition.op == Op::kContainsAll) {
    condition = LowerContains(test, *attribute);
  } else if (holder != nullptr && ((condition.op == Op::kEqual && unit) ||
                                   (condition.op == Op::kHas && info.type == ValueType::kUnitList))) {
    condition.op = Op::kIsHolder;
    condition.holder = static_cast<Holder>(holder->value);
  } else {
    for (const ast::Operand& operand : test.operands) {
      auto value = LowerValue(operand, info);
      if (!value) return {};  // reported; a test that lacks a value is none
      condition.values.push_back(std::move(*value));
    }
  }
  if (condition.op == Op::kBetween && condition.values.size() == 2 &&
      !IsOrdered(condition.values[0], condition.values[1])) {
    diagnostics_->Add(Code::kReversedRange, test.span, {test.operands[0].text, test.operands[1].text});
  }
  condition.span = test.span;
  return IsNegated(test.op) ? Around(Op::kNot, std::move(condition)) : condition;
}

// What has become of a clock, and when it is due.
Condition Lowering::LowerClockTest(const ast::Condition& test, Where where) {
  Condition condition;
  if (where != Where::kStep) {
    diagnostics_->Add(Code::kEventAttribute, test.attribute.span,
                      {Text("срок " + test.attribute.spelled, "clock " + test.attribute.spelled),
                       Text("шагам примеров «через …»", "to steps of examples 'after …'")});
    return condition;
  }
  std::vector<std::string> known;
  for (const Procedure& procedure : pack_.parts.procedures) {
    for (const Clock& clock : procedure.clocks) known.push_back(clock.name);
  }
  if (std::find(known.begin(), known.end(), test.attribute.text) == known.end()) {
    ReportUnknown(test.attribute, {"срок порядка", "clock of a procedure"}, known);
    return condition;
  }
  condition.attribute = Attribute::kState;
  condition.values.emplace_back(test.attribute.text);
  condition.span = test.span;
  switch (test.op) {
    case Node::kClockOverdue: condition.op = Op::kClockOverdue; return condition;
    case Node::kClockRunning: condition.op = Op::kClockRunning; return condition;
    case Node::kClockPaused: condition.op = Op::kClockPaused; return condition;
    case Node::kClockStopped: condition.op = Op::kClockStopped; return condition;
    default: condition.op = Op::kClockDueOn;
  }
  const ast::Operand& due = test.operands.front();
  const auto date = LowerDate(due);
  if (!date) return {};
  condition.values.emplace_back(*date);
  if (due.time.empty()) return condition;
  const auto minute = MinuteOfDay(due.time);
  if (!minute) diagnostics_->Add(Code::kBadTime, due.span, {due.time});
  condition.values.emplace_back(static_cast<double>(minute.value_or(0)));
  return condition;
}

// `поступило от 22:00 до 07:00`: half-open, over midnight when it must.
Condition Lowering::LowerArrival(const ast::Condition& test) {
  Condition condition;
  condition.attribute = Attribute::kReceived;
  condition.op = Op::kClockBetween;
  condition.span = test.span;
  for (const ast::Operand& operand : test.operands) {
    const auto minute = operand.kind == ast::Operand::Kind::kTime ? MinuteOfDay(operand.text) : std::nullopt;
    if (!minute) diagnostics_->Add(Code::kBadTime, operand.span, {operand.text});
    condition.values.emplace_back(static_cast<double>(minute.value_or(0)));
  }
  return condition;
}

bool Lowering::OperatorFits(const ast::Condition& test, const AttributeInfo& info) {
  const Fitting fitting = FittingFor(info);
  for (const Node op : fitting.operators) {
    if (op == test.op) return true;
  }
  diagnostics_->Add(Code::kWrongOperator, test.span,
                    {NameOfOperator(test.op), test.window ? std::string(info.ru) : test.attribute.spelled,
                     NameOf(info.type), fitting.words});
  return false;
}

Condition Lowering::LowerContains(const ast::Condition& test, Attribute attribute) {
  Condition condition;
  condition.op = PositiveOp(test.op);
  condition.attribute = attribute;
  for (const ast::String& literal : test.patterns) {
    if (const auto pattern = Intern(literal)) condition.patterns.push_back(*pattern);
  }
  for (const ast::Name& name : test.dictionaries) {
    const Id dictionary = Resolve(symbols_.dictionaries, name, {"словарь", "dictionary"});
    if (dictionary == kNone) continue;
    pack_.used_dictionaries.insert(dictionary);
    for (const ast::String& literal : symbols_.dictionaries[dictionary].ast->patterns) {
      if (const auto pattern = Intern(literal)) condition.patterns.push_back(*pattern);
    }
  }
  return condition;
}

std::optional<Value> Lowering::LowerOption(const ast::Operand& operand, const AttributeInfo& info) {
  const auto& options = std::get<Field>(pack_.parts.own[OwnIndex(info.id)].source).options;
  if (const auto option = FindId(pack_.parts, info.id, operand.name.text)) return Value(*option);
  std::string list;
  for (const std::string& option : options) list += (list.empty() ? "" : ", ") + option;
  diagnostics_
      ->Add(Code::kUnknownValue, operand.span,
            {operand.name.spelled, Text(std::string(info.ru), std::string(info.en)), list})
      .suggestions = Nearest(operand.name.spelled, options);
  return std::nullopt;
}

// States are names, of whatever procedure.
std::optional<Value> Lowering::LowerState(const ast::Operand& operand, const AttributeInfo& info) {
  if (operand.kind != ast::Operand::Kind::kName) {
    ReportMismatch(operand, info);
    return std::nullopt;
  }
  std::vector<std::string> known;
  for (const Procedure& procedure : pack_.parts.procedures) {
    known.insert(known.end(), procedure.states.begin(), procedure.states.end());
  }
  if (std::find(known.begin(), known.end(), operand.name.text) == known.end()) {
    ReportUnknown(operand.name, {"состояние порядка", "state of a procedure"}, known);
  }
  return Value(operand.name.text);
}

void Lowering::CheckBounds(double number, const ast::Operand& operand, Attribute attribute) {
  if (!IsOwn(attribute)) return;
  const auto* field = std::get_if<Field>(&pack_.parts.own[OwnIndex(attribute)].source);
  if (field == nullptr || !field->low || (*field->low <= number && number <= *field->high)) return;
  diagnostics_->Add(Code::kOutOfBounds, operand.span,
                    {operand.text, pack_.parts.own[OwnIndex(attribute)].name, fmt::format("{}", *field->low),
                     fmt::format("{}", *field->high)});
}

std::optional<Value> Lowering::LowerValue(const ast::Operand& operand, const AttributeInfo& info) {
  using Kind = ast::Operand::Kind;
  const auto mismatch = [&]() -> std::optional<Value> {
    ReportMismatch(operand, info);
    return std::nullopt;
  };
  if (const auto words = WordsOfType(info.type)) {
    if (operand.kind != Kind::kName) return mismatch();
    const ValueWord* word = FindWord(*words, operand.name.text);
    if (word == nullptr) {
      ReportUnknownValue(operand, Text(std::string(info.ru), std::string(info.en)), *words);
      return std::nullopt;
    }
    if (info.type == ValueType::kFlag) return Value(word->value == 1);
    return Value(static_cast<Id>(word->value));
  }
  const auto id = [&](Id found) { return found == kNone ? std::optional<Value>() : Value(found); };
  switch (info.type) {
    case ValueType::kText:
    case ValueType::kTextList:
      if (info.id == Attribute::kState) return LowerState(operand, info);
      if (operand.kind != Kind::kString) return mismatch();
      return Value(Fold(operand.text));
    case ValueType::kNumber:
      if (operand.kind != Kind::kNumber) return mismatch();
      CheckBounds(operand.number, operand, info.id);
      return Value(operand.number);
    case ValueType::kDate: {
      if (operand.kind != Kind::kDate) return mismatch();
      const auto date = LowerDate(operand);
      return date ? std::optional<Value>(*date) : std::nullopt;
    }
    case ValueType::kChannel:
      if (operand.kind != Kind::kName) return mismatch();
      return id(Resolve(symbols_.channels, operand.name, {"канал", "channel"}));
    case ValueType::kTopic:
      if (operand.kind != Kind::kName) return mismatch();
      return id(ResolveTopic(operand.name));
    case ValueType::kProcedure: {
      if (operand.kind != Kind::kName) return mismatch();
      const Id found = Resolve(symbols_.procedures, operand.name, {"порядок", "procedure"});
      if (found != kNone) pack_.used_procedures.insert(found);
      return id(found);
    }
    case ValueType::kEnumeration:
      if (operand.kind != Kind::kName) return mismatch();
      return LowerOption(operand, info);
    case ValueType::kTemplateList:
      if (operand.kind != Kind::kName) return mismatch();
      return id(ResolveTemplate(operand.name));
    default:
      if (operand.kind != Kind::kName) return mismatch();
      return id(ResolveUnit(operand.name));
  }
}

}  // namespace autorules
