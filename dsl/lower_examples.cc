#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "dsl/lowering.h"
#include "dsl/suggest.h"

namespace autorules {
namespace {

/// Arrivals that are given without a time of day.
constexpr std::string_view kNoon = "12:00";
constexpr double kMostStars = 5;

/// An ordinary span of time, so that steps can be compared before there is a calendar: their order is checked as far as
/// it does not depend on one.
std::optional<std::int64_t> RoughSeconds(const Duration& duration) {
  if (duration.working) return std::nullopt;
  return duration.Seconds();
}

}  // namespace

void Lowering::LowerExamples() {
  for (const auto& declared : symbols_.examples) {
    if (declared.layer != Layer::kPack) continue;  // a library's examples are tested with the library
    const ast::Example& ast = *declared.ast;
    Example example;
    example.name = ast.name.value;
    example.place = PlaceOf(ast.name.span);
    for (const ast::Given& given : ast.givens) LowerGiven(given, &example);
    if (ast.similar) example.similar = static_cast<std::uint32_t>(std::clamp(ast.similar->value, 1.0, 1e9));
    if (ast.expected) example.expected = LowerExpectation(*ast.expected, Where::kExample);
    LowerSteps(ast, &example);
    pack_.parts.examples.push_back(std::move(example));
  }
}

Condition Lowering::LowerExpectation(const ast::Condition& ast, Where where) {
  Condition expected = LowerCondition(ast, where);
  if (expected.op == Op::kAll) return expected;
  return Around(Op::kAll, std::move(expected));
}

void Lowering::LowerSteps(const ast::Example& ast, Example* example) {
  if (ast.steps.empty()) return;
  if (!example->received) {
    const bool given = std::any_of(example->givens.begin(), example->givens.end(),
                                   [](const auto& one) { return one.first == Attribute::kReceived; });
    if (!given) diagnostics_->Add(Code::kStepWithoutArrival, ast.steps.front().span);
    return;
  }
  std::optional<UnixSeconds> latest;
  std::optional<Duration> before;  // working time of the step before
  for (const ast::Step& step : ast.steps) {
    auto lowered = LowerStep(step);
    if (!lowered) continue;
    const auto* moment = std::get_if<UnixSeconds>(&lowered->when);
    const auto* after = std::get_if<Duration>(&lowered->when);
    std::optional<UnixSeconds> at;
    if (moment != nullptr) at = *moment;
    if (after != nullptr) {
      if (const auto seconds = RoughSeconds(*after)) at = *example->received + *seconds;
    }
    const bool counted_back = after != nullptr && before && before->working == after->working &&
                              before->unit == after->unit && after->number < before->number;
    if ((at && latest && *at < *latest) || counted_back) {
      diagnostics_->Add(Code::kStepOrder, step.span, {OneLineOf(step.after ? step.after->span : step.span)});
    }
    if (at) latest = std::max(latest.value_or(*at), *at);
    before = after != nullptr ? std::optional(*after) : std::nullopt;
    example->steps.push_back(std::move(*lowered));
  }
}

std::optional<ExampleStep> Lowering::LowerStep(const ast::Step& ast) {
  ExampleStep step;
  step.place = PlaceOf(ast.span);
  step.text = OneLineOf(ast.span);
  step.refused = ast.refused;
  if (ast.after) {
    const auto after = LowerDuration(*ast.after);
    if (!after) return std::nullopt;
    step.when = *after;
  } else {
    const auto moment = LowerMoment(*ast.moment);
    if (!moment) return std::nullopt;
    step.when = *moment;
  }
  const auto unit = [&](const std::optional<ast::Name>& name) {
    const ValueWord* word = name ? FindWord(Words::kActors, name->text) : nullptr;
    if (!name || FindDeclared(symbols_.units, name->text) != kNone) return name ? ResolveUnit(*name) : kNone;
    if (word == nullptr || word->value != static_cast<int>(Actor::Kind::kCitizen)) {
      diagnostics_->Add(Code::kStepActor, name->span, {name->spelled}).suggestions =
          Nearest(name->spelled, NamesOf(symbols_.units));
    }
    return kNone;
  };
  switch (ast.what) {
    case Node::kStepTransition: {
      ExampleStep::Transition transition;
      transition.name = ResolveTransition(ast.name);
      transition.by = unit(ast.by);
      transition.by_owner = !ast.by;
      for (const auto& [name, text] : ast.brought) transition.given.emplace_back(name.text, text.value);
      std::sort(transition.given.begin(), transition.given.end());
      if (ast.extension) transition.extension = LowerDuration(*ast.extension);
      step.what = std::move(transition);
      break;
    }
    case Node::kStepHandOver: {
      ExampleStep::HandOver over;
      over.by = unit(ast.by);
      over.by_owner = !ast.by;
      over.to = ResolveUnit(*ast.to);
      step.what = over;
      break;
    }
    case Node::kStepRating:
      if (ast.rating->value < 1 || ast.rating->value > kMostStars) {
        diagnostics_->Add(Code::kBadNumber, ast.rating->span,
                          {Spelled(ast.rating->span), Text("оценка — от 1 до 5", "a rating is from 1 to 5")});
        return std::nullopt;
      }
      step.what = ExampleStep::Rating{static_cast<int>(ast.rating->value)};
      break;
    default: step.what = ExampleStep::Expectation{LowerExpectation(ast.expected, Where::kStep)};
  }
  return step;
}

std::string Lowering::ResolveTransition(const ast::Name& name) {
  std::vector<std::string> known;
  for (const Procedure& procedure : pack_.parts.procedures) {
    for (const ProcedureStep& step : procedure.transitions) known.push_back(step.name);
  }
  if (std::find(known.begin(), known.end(), name.text) == known.end()) {
    ReportUnknown(name, {"переход порядка", "transition of a procedure"}, known);
  }
  return name.text;
}

std::optional<UnixSeconds> Lowering::LowerMoment(const ast::Operand& operand) {
  const std::string zone =
      symbols_.municipality != nullptr && symbols_.municipality->zone ? symbols_.municipality->zone->value : "";
  const auto moment =
      ParseMoment(operand.text + "T" + (operand.time.empty() ? std::string(kNoon) : operand.time), zone);
  if (!moment) diagnostics_->Add(Code::kBadDate, operand.span, {operand.text + " " + operand.time});
  return moment;
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
    diagnostics_->Add(code, given.attribute.span, {given.attribute.spelled, KnownTo(*attribute)});
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
    example->received = LowerMoment(given.value);
  }
  example->givens.emplace_back(*attribute, std::move(*value));
}

}  // namespace autorules
