#include "dsl/cst_reader.h"

#include <algorithm>
#include <charconv>

#include "dsl/lexis.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

bool IsOperand(const CstNode& node) {
  switch (node.node) {
    case Node::kName:
    case Node::kDotted:
    case Node::kString:
    case Node::kNumber:
    case Node::kDate:
    case Node::kTime: return true;
    default: return false;
  }
}

// Parts joined by dots may be of different alphabets, the letters of one part may not.
bool HasMixedPart(std::string_view name) {
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find('.'));
    if (lexis::IsMixedScript(part)) return true;
    name.remove_prefix(std::min(name.size(), part.size() + 1));
  }
  return false;
}

bool IsPatternOperator(Node node) {
  return node == Node::kContains || node == Node::kNotContains || node == Node::kContainsAll;
}

}  // namespace

ast::Name CstReader::NameOf(const CstNode& node) const {
  const std::string_view spelled = Spelling(node);
  if (HasMixedPart(spelled)) {
    // Said once; what was meant is looked up, so that no second error follows from it.
    diagnostics_->Add(Code::kMixedScript, SpanOf(node), {std::string(spelled), lexis::WithoutLatin(spelled)});
    return {Fold(lexis::WithoutLatin(spelled)), std::string(spelled), SpanOf(node)};
  }
  return {Fold(spelled), std::string(spelled), SpanOf(node)};
}

ast::String CstReader::StringOf(const CstNode& node) const {
  return {lexis::StringValue(Spelling(node)), SpanOf(node)};
}

ast::Number CstReader::NumberOf(const CstNode& node) const {
  const std::string_view digits = Spelling(node);
  ast::Number number{0, SpanOf(node)};
  std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
  return number;
}

const CstNode* CstReader::Find(const CstNode& node, Node kind) {
  for (const CstNode& child : node.children) {
    if (child.node == kind) return &child;
  }
  return nullptr;
}

const CstNode* CstReader::Find(const CstNode& node, Keyword keyword) {
  for (const CstNode& child : node.children) {
    if (child.node == Node::kKeyword && child.keyword == keyword) return &child;
  }
  return nullptr;
}

std::vector<ast::Name> CstReader::Names(const CstNode& node, Node kind) const {
  std::vector<ast::Name> names;
  for (const CstNode& child : node.children) {
    if (child.node == kind) names.push_back(NameOf(child));
  }
  return names;
}

std::vector<ast::String> CstReader::Strings(const CstNode& node) const {
  std::vector<ast::String> strings;
  for (const CstNode& child : node.children) {
    if (child.node == Node::kString) strings.push_back(StringOf(child));
  }
  return strings;
}

void CstReader::Basis(const CstNode& node, std::optional<ast::BasisClause>* slot) const {
  Once(slot, ast::BasisClause{StringOf(*Find(node, Node::kString)), Has(node, Keyword::kAssumption)}, node);
}

ast::Operand CstReader::OperandOf(const CstNode& node) const {
  ast::Operand operand;
  operand.span = SpanOf(node);
  operand.text = std::string(Spelling(node));
  switch (node.node) {
    case Node::kString:
      operand.kind = ast::Operand::Kind::kString;
      operand.text = StringOf(node).value;
      break;
    case Node::kNumber:
    case Node::kDigits:
      operand.kind = ast::Operand::Kind::kNumber;
      operand.number = NumberOf(node).value;
      break;
    case Node::kDate: operand.kind = ast::Operand::Kind::kDate; break;
    case Node::kTime: operand.kind = ast::Operand::Kind::kTime; break;
    default:
      operand.kind = ast::Operand::Kind::kName;
      operand.name = NameOf(node);
      operand.text.clear();
  }
  return operand;
}

ast::Condition CstReader::ConditionAt(const std::vector<CstNode>& children, std::size_t at) const {
  std::uint32_t end = 0;
  return Chain(children, at, &end);
}

ast::Condition CstReader::Chain(const std::vector<CstNode>& children, std::size_t at, std::uint32_t* end) const {
  ast::Condition first = Operand(children[at], end);
  if (at + 1 >= children.size()) return first;
  const CstNode& tail = children[at + 1];
  if (tail.node != Node::kAll && tail.node != Node::kAny) return first;
  ast::Condition chain;
  chain.op = tail.node;
  chain.span = SpanOf(children[at]);
  chain.children.push_back(std::move(first));
  for (const CstNode& child : tail.children) {
    if (child.node != Node::kKeyword) chain.children.push_back(Operand(child, end));
  }
  // The end of a chain node may include white space; the last operand knows better.
  chain.span.end = *end;
  return chain;
}

ast::Condition CstReader::Operand(const CstNode& node, std::uint32_t* end) const {
  ast::Condition condition;
  condition.op = node.node;
  condition.span = SpanOf(node);
  if (node.node == Node::kGroup) {
    condition = Chain(node.children, 0, end);
    *end += static_cast<std::uint32_t>(lexis::SpaceLength(text_.substr(*end))) + 1;  // the closing parenthesis
    return condition;
  }
  if (node.node == Node::kNot) {
    condition.children.push_back(Operand(node.children.back(), end));
    condition.span.end = *end;
    return condition;
  }
  if (node.node == Node::kClockTest) return ClockTest(node, end);
  if (node.node == Node::kHas) {
    condition.attribute = NameOf(*Find(node, Node::kDotted));
    condition.operands.push_back(OperandOf(node.children.back()));
    condition.span.end = *end = node.children.back().end;
    return condition;
  }
  return Test(node, end);
}

ast::Condition CstReader::Test(const CstNode& node, std::uint32_t* end) const {
  ast::Condition condition;
  condition.span = SpanOf(node);
  const CstNode& subject = node.children[0];
  *end = subject.end;
  if (subject.node == Node::kWindow) {
    condition.window = WindowOf(subject);
    *end = condition.window->span.end;
  } else {
    condition.attribute = NameOf(subject);
  }
  const CstNode& comparison = node.children[1];
  condition.op = comparison.node;
  for (const CstNode& child : comparison.children) {
    *end = child.end;
    if (child.node == Node::kDictionaryRef) {
      condition.dictionaries.push_back(NameOf(*Find(child, Node::kName)));
      *end = condition.dictionaries.back().span.end;
    } else if (IsPatternOperator(comparison.node)) {
      if (child.node == Node::kString) condition.patterns.push_back(StringOf(child));
    } else if (IsOperand(child)) {
      condition.operands.push_back(OperandOf(child));
    }
  }
  condition.span.end = *end;
  return condition;
}

ast::Condition CstReader::ClockTest(const CstNode& node, std::uint32_t* end) const {
  ast::Condition condition;
  condition.span = SpanOf(node);
  condition.attribute = NameOf(*Find(node, Node::kName));
  const CstNode& state = node.children.back();
  condition.op = state.node;
  *end = state.children.back().end;
  if (state.node == Node::kClockDue) {
    condition.operands.push_back(OperandOf(*Find(state, Node::kDate)));
    if (const CstNode* time = Find(state, Node::kTime)) condition.operands.back().time = std::string(Spelling(*time));
  }
  condition.span.end = *end;
  return condition;
}

ast::Window CstReader::WindowOf(const CstNode& node) const {
  ast::Window window;
  window.keys = Names(node, Node::kDotted);
  const CstNode& duration = *Find(node, Node::kDuration);
  window.duration = ParseDuration(Spelling(duration)).value_or(Duration{});
  window.duration_span = SpanOf(duration);
  window.span = {file_, node.begin, duration.end};
  return window;
}

bool CstReader::IsAction(const CstNode& node) {
  switch (node.node) {
    case Node::kAction:
    case Node::kOutcome:
    case Node::kNotify:
    case Node::kReply:
    case Node::kRecuse:
    case Node::kMerge: return true;
    default: return false;
  }
}

ast::Action CstReader::ActionOf(const CstNode& node) const {
  ast::Action action;
  action.span = SpanOf(node);
  const CstNode& first = node.children.front();
  if (first.node == Node::kKeyword) {
    // The keyword stands for the attribute of that name.
    action.attribute = {Fold(Canonical(first.keyword, Language::kRussian)), std::string(Spelling(first)),
                        SpanOf(first)};
  } else {
    action.attribute = NameOf(first);
  }
  if (node.node == Node::kOutcome) {
    const CstNode& body = node.children.back();
    action.outcome = body.node;
    action.values.push_back(OperandOf(*Find(body, Node::kString)));
  } else {
    bool letter = false;
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const CstNode& child = node.children[i];
      if (child.node == Node::kKeyword) {
        letter = child.keyword == Keyword::kNotifyTemplate;
      } else if (letter) {
        action.letter = NameOf(child);
      } else {
        action.values.push_back(OperandOf(child));
      }
    }
  }
  action.span.end = action.letter ? action.letter->span.end : action.values.back().span.end;
  return action;
}

ast::Cell CstReader::CellOf(const CstNode& node) const {
  ast::Cell cell;
  cell.span = SpanOf(node);
  if (node.children.empty()) return cell;  // empty: anything
  const CstNode& content = node.children.front();
  cell.span.end = content.end;
  if (content.node == Node::kKeyword) return cell;  // `любая`
  cell.op = content.node;
  for (const CstNode& child : content.children) {
    if (IsOperand(child)) cell.operands.push_back(OperandOf(child));
    cell.span.end = child.end;
  }
  return cell;
}

}  // namespace autorules
