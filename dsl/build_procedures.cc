#include "dsl/build_procedures.h"

namespace autorules {
namespace {

using Reader = CstReader;

ast::Stretch StretchOf(const Reader& reader, const CstNode& node) {
  const CstNode& token = *Reader::Find(node, Node::kDuration);
  return {ParseDuration(reader.Spelling(token)).value_or(Duration{}), reader.SpanOf(token)};
}

/// `один раз` without a number.
ast::Times TimesOf(const Reader& reader, const CstNode& node) {
  const CstNode* digits = Reader::Find(node, Node::kDigits);
  if (digits == nullptr) return {1, reader.SpanOf(node)};
  return {reader.NumberOf(*digits).value, reader.SpanOf(*digits)};
}

ast::Name NameIn(const Reader& reader, const CstNode& node) { return reader.NameOf(*Reader::Find(node, Node::kName)); }

ast::Transition TransitionOf(const Reader& reader, const CstNode& node) {
  ast::Transition transition;
  transition.name = NameIn(reader, node);
  bool may = false;
  bool needs = false;
  // The same part twice is a slip that would lose the first list.
  const auto once = [&](bool* seen, std::vector<ast::Name>* list, const CstNode& item) {
    std::optional<std::vector<ast::Name>> slot;
    if (*seen) slot = *list;
    reader.Once(&slot, reader.Names(item), item);
    *seen = true;
    *list = std::move(*slot);
  };
  for (const CstNode& item : node.children) {
    switch (item.node) {
      case Node::kFromStates: transition.from = reader.Names(item); break;
      case Node::kToState: transition.to = NameIn(reader, item); break;
      case Node::kMay: once(&may, &transition.may, item); break;
      case Node::kNeeds: once(&needs, &transition.needs, item); break;
      case Node::kExtends: reader.Once(&transition.extends, NameIn(reader, item), item); break;
      case Node::kBasis: reader.Basis(item, &transition.basis); break;
      default: break;
    }
  }
  return transition;
}

ast::Clock ClockOf(const Reader& reader, const CstNode& node) {
  ast::Clock clock;
  clock.name = NameIn(reader, node);
  if (Reader::Find(node, Node::kDuration) != nullptr) clock.duration = StretchOf(reader, node);
  for (const CstNode& item : node.children) {
    switch (item.node) {
      case Node::kClockFrom: reader.Once(&clock.from, NameIn(reader, item), item); break;
      case Node::kClockUntil: reader.Once(&clock.until, reader.Names(item), item); break;
      case Node::kPause: reader.Once(&clock.pauses, reader.Names(item), item); break;
      case Node::kScheduleItem: reader.Once(&clock.schedule, NameIn(reader, item), item); break;
      case Node::kClockEscalation: reader.Once(&clock.escalation, NameIn(reader, item), item); break;
      case Node::kExtension:
        reader.Once(&clock.extension, ast::Extension{StretchOf(reader, item), TimesOf(reader, item)}, item);
        break;
      case Node::kBasis: reader.Basis(item, &clock.basis); break;
      default: break;
    }
    if (item.node == Node::kKeyword && item.keyword == Keyword::kStatutory) clock.statutory = true;
  }
  return clock;
}

ast::EscalationStep EscalationStepOf(const Reader& reader, const CstNode& node) {
  ast::EscalationStep step;
  step.when = node.children.front().keyword;
  step.span = reader.SpanOf(node.children.front());
  if (Reader::Find(node, Node::kDuration) != nullptr) step.offset = StretchOf(reader, node);
  for (const CstNode& item : node.children) {
    if (item.node == Node::kHandOver || Reader::IsAction(item)) step.acts.push_back(reader.ActionOf(item));
    if (item.node == Node::kRepeat)
      reader.Once(&step.repeat, ast::Repeat{StretchOf(reader, item), TimesOf(reader, item)}, item);
  }
  return step;
}

/// Where the last word of a node ends: its own end lies behind the space and comments that follow.
std::uint32_t EndOf(const CstNode& node) { return node.children.empty() ? node.end : EndOf(node.children.back()); }

}  // namespace

ast::Procedure BuildProcedure(const Reader& reader, const CstNode& node) {
  ast::Procedure procedure;
  procedure.name = NameIn(reader, node);
  if (const CstNode* display = Reader::Find(node, Node::kString)) procedure.display = reader.StringOf(*display);
  for (const CstNode& item : node.children) {
    switch (item.node) {
      case Node::kStates:
        for (ast::Name& state : reader.Names(item)) procedure.states.push_back(std::move(state));
        break;
      case Node::kStart: reader.Once(&procedure.start, NameIn(reader, item), item); break;
      case Node::kFinals: reader.Once(&procedure.finals, reader.Names(item), item); break;
      case Node::kTransition: procedure.transitions.push_back(TransitionOf(reader, item)); break;
      case Node::kClock: procedure.clocks.push_back(ClockOf(reader, item)); break;
      case Node::kLastDay: reader.Once(&procedure.last_day, item.children.front().keyword, item); break;
      case Node::kBasis: reader.Basis(item, &procedure.basis); break;
      default: break;
    }
  }
  return procedure;
}

ast::Escalation BuildEscalation(const Reader& reader, const CstNode& node) {
  ast::Escalation escalation;
  escalation.name = NameIn(reader, node);
  for (const CstNode& item : node.children) {
    if (item.node == Node::kEscalationStep) escalation.steps.push_back(EscalationStepOf(reader, item));
    if (item.node == Node::kBasis) reader.Basis(item, &escalation.basis);
    if (item.node == Node::kKeyword && item.keyword == Keyword::kWorkingTimeOnly) escalation.working_time_only = true;
  }
  return escalation;
}

ast::Step BuildStep(const Reader& reader, const CstNode& node) {
  ast::Step step;
  step.span = reader.SpanOf(node);
  step.span.end = EndOf(node);
  if (Reader::Find(node, Node::kDuration) != nullptr) step.after = StretchOf(reader, node);
  if (const CstNode* date = Reader::Find(node, Node::kDate)) {
    step.moment = reader.OperandOf(*date);
    if (const CstNode* time = Reader::Find(node, Node::kTime)) step.moment->time = std::string(reader.Spelling(*time));
  }
  const CstNode& body = node.children.back();
  step.what = body.node;
  step.refused = Reader::Find(node, Node::kStepRefused) != nullptr;
  if (body.node == Node::kExpectation) {
    step.expected = reader.ConditionAt(body.children, 1);
    step.span.end = step.expected.span.end;
    return step;
  }
  if (body.node == Node::kStepRating) step.rating = reader.NumberOf(*Reader::Find(body, Node::kDigits));
  if (body.node == Node::kStepTransition) step.name = NameIn(reader, body);
  for (const CstNode& item : body.children) {
    if (item.node == Node::kStepBy) step.by = NameIn(reader, item);
    if (item.node == Node::kStepTo) step.to = NameIn(reader, item);
    if (item.node == Node::kStepFor) step.extension = StretchOf(reader, item);
    if (item.node != Node::kStepWith) continue;
    const std::vector<ast::Name> names = reader.Names(item);
    const std::vector<ast::String> texts = reader.Strings(item);
    for (std::size_t i = 0; i < names.size(); ++i) step.brought.emplace_back(names[i], texts[i]);
  }
  return step;
}

}  // namespace autorules
