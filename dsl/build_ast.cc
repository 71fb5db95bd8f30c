#include <charconv>
#include <string_view>
#include <utility>

#include "dsl/lexis.h"
#include "dsl/parser.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// Turns concrete trees into typed values. Children of a node come in source order, keywords among them.
class AstBuilder {
 public:
  AstBuilder(const SourceMap& sources, FileId file, Diagnostics* diagnostics)
      : text_(sources.Get(file).text()), diagnostics_(diagnostics) {
    file_.id = file;
  }

  ast::File Run(const std::vector<CstNode>& trees) {
    bool first = true;
    for (const CstNode& tree : trees) {
      if (tree.node == Node::kUnparsed) {
        Unparsed(tree);
      } else {
        Declaration(tree, first);
        first = false;
      }
    }
    return std::move(file_);
  }

 private:
  Span SpanOf(const CstNode& node) const { return {file_.id, node.begin, node.end}; }
  std::string_view Spelling(const CstNode& node) const { return text_.substr(node.begin, node.end - node.begin); }

  ast::Name NameOf(const CstNode& node) {
    const std::string_view spelled = Spelling(node);
    if (lexis::IsMixedScript(spelled)) {
      // Said once; what was meant is looked up, so that no second error follows from it.
      diagnostics_->Add(Code::kMixedScript, SpanOf(node), {std::string(spelled), lexis::WithoutLatin(spelled)});
      return {Fold(lexis::WithoutLatin(spelled)), std::string(spelled), SpanOf(node)};
    }
    return {Fold(spelled), std::string(spelled), SpanOf(node)};
  }
  ast::String StringOf(const CstNode& node) const { return {lexis::StringValue(Spelling(node)), SpanOf(node)}; }
  ast::Number NumberOf(const CstNode& node) const {
    const std::string_view digits = Spelling(node);
    ast::Number number{0, SpanOf(node)};
    std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
    return number;
  }

  static const CstNode* Find(const CstNode& node, Node kind) {
    for (const CstNode& child : node.children) {
      if (child.node == kind) return &child;
    }
    return nullptr;
  }
  static bool Has(const CstNode& node, Keyword keyword) {
    for (const CstNode& child : node.children) {
      if (child.node == Node::kKeyword && child.keyword == keyword) return true;
    }
    return false;
  }
  std::vector<ast::Name> Names(const CstNode& node) {
    std::vector<ast::Name> names;
    for (const CstNode& child : node.children) {
      if (child.node == Node::kName) names.push_back(NameOf(child));
    }
    return names;
  }
  std::vector<ast::String> Strings(const CstNode& node) const {
    std::vector<ast::String> strings;
    for (const CstNode& child : node.children) {
      if (child.node == Node::kString) strings.push_back(StringOf(child));
    }
    return strings;
  }

  // Sets a part that a declaration may have once only.
  template <typename T>
  void Once(std::optional<T>* slot, T value, const CstNode& node) {
    if (slot->has_value()) {
      diagnostics_->Add(Code::kRepeatedItem, SpanOf(node),
                        {std::string(Spelling(node.children.empty() ? node : node.children.front()))});
      return;
    }
    *slot = std::move(value);
  }
  void Basis(const CstNode& node, std::optional<ast::BasisClause>* slot) {
    Once(slot, ast::BasisClause{StringOf(*Find(node, Node::kString)), Has(node, Keyword::kAssumption)}, node);
  }

  ast::Operand OperandOf(const CstNode& node) {
    ast::Operand operand;
    operand.span = SpanOf(node);
    switch (node.node) {
      case Node::kString:
        operand.kind = ast::Operand::Kind::kString;
        operand.text = StringOf(node).value;
        break;
      case Node::kNumber:
      case Node::kDigits:
        operand.kind = ast::Operand::Kind::kNumber;
        operand.text = std::string(Spelling(node));
        operand.number = NumberOf(node).value;
        break;
      case Node::kDate:
        operand.kind = ast::Operand::Kind::kDate;
        operand.text = std::string(Spelling(node));
        break;
      default: operand.kind = ast::Operand::Kind::kName; operand.name = NameOf(node);
    }
    return operand;
  }
  static bool IsOperand(const CstNode& node) {
    return node.node == Node::kString || node.node == Node::kNumber || node.node == Node::kDate ||
           node.node == Node::kName;
  }

  // A condition starts at children[at]: an operand, then perhaps one kAll or kAny with the rest of the chain. `end`
  // becomes the byte after it, parentheses included: the span of a condition in parentheses is without them.
  ast::Condition ConditionAt(const std::vector<CstNode>& children, std::size_t at, std::uint32_t* end = nullptr) {
    std::uint32_t last = 0;
    ast::Condition first = Operand(children[at], &last);
    if (end != nullptr) *end = last;
    if (at + 1 >= children.size()) return first;
    const CstNode& tail = children[at + 1];
    if (tail.node != Node::kAll && tail.node != Node::kAny) return first;
    ast::Condition chain;
    chain.op = tail.node;
    chain.span = {file_.id, children[at].begin, tail.end};
    chain.children.push_back(std::move(first));
    for (const CstNode& child : tail.children) {
      if (child.node != Node::kKeyword) chain.children.push_back(Operand(child, &last));
    }
    // The end of a chain node may include white space; the last operand knows better.
    chain.span.end = last;
    if (end != nullptr) *end = last;
    return chain;
  }

  ast::Condition Operand(const CstNode& node, std::uint32_t* end) {
    ast::Condition condition;
    condition.op = node.node;
    condition.span = SpanOf(node);
    if (node.node == Node::kGroup) {
      condition = ConditionAt(node.children, 0, end);
      *end += static_cast<std::uint32_t>(lexis::SpaceLength(text_.substr(*end))) + 1;  // the closing parenthesis
      return condition;
    }
    if (node.node == Node::kNot) {
      condition.children.push_back(Operand(node.children.back(), end));
      condition.span.end = *end;
      return condition;
    }
    if (node.node == Node::kHas) {
      condition.attribute = NameOf(*Find(node, Node::kDotted));
      condition.operands.push_back(OperandOf(node.children.back()));
      condition.span.end = *end = node.children.back().end;
      return condition;
    }
    condition.attribute = NameOf(node.children[0]);
    const CstNode& comparison = node.children[1];
    condition.op = comparison.node;
    *end = node.children[0].end;
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
  static bool IsPatternOperator(Node node) {
    return node == Node::kContains || node == Node::kNotContains || node == Node::kContainsAll;
  }

  ast::Action ActionOf(const CstNode& node) {
    ast::Action action;
    action.span = SpanOf(node);
    if (node.node == Node::kOutcome) {
      const CstNode& body = node.children.back();
      const CstNode& keyword = node.children.front();
      action.attribute = {std::string(Canonical(Keyword::kOutcome, Language::kRussian)), std::string(Spelling(keyword)),
                          SpanOf(keyword)};
      action.outcome = body.node;
      action.value = OperandOf(*Find(body, Node::kString));
    } else {
      action.attribute = NameOf(node.children[0]);
      action.value = OperandOf(node.children[1]);
    }
    action.span.end = action.value.span.end;
    return action;
  }

  void Municipality(const CstNode& node) {
    ast::Municipality municipality;
    municipality.span = SpanOf(node.children.front());
    municipality.name = NameOf(*Find(node, Node::kName));
    municipality.display = StringOf(*Find(node, Node::kString));
    for (const CstNode& item : node.children) {
      if (item.node == Node::kOktmo) Once(&municipality.oktmo, OperandOf(*Find(item, Node::kDigits)), item);
      if (item.node == Node::kZone) Once(&municipality.zone, StringOf(*Find(item, Node::kString)), item);
      if (item.node == Node::kBasis) Basis(item, &municipality.basis);
      if (item.node == Node::kDefaults) {
        std::vector<ast::Action> actions;
        for (const CstNode& child : item.children) {
          if (child.node == Node::kAction || child.node == Node::kOutcome) actions.push_back(ActionOf(child));
        }
        Once(&municipality.defaults, std::move(actions), item);
      }
    }
    file_.municipalities.push_back(std::move(municipality));
  }

  // Channel or procedure: a name, a text and perhaps codes and a basis.
  template <typename T>
  T Named(const CstNode& node) {
    T named;
    named.name = NameOf(*Find(node, Node::kName));
    named.display = StringOf(*Find(node, Node::kString));
    for (const CstNode& item : node.children) {
      if (item.node == Node::kBasis) Basis(item, &named.basis);
    }
    return named;
  }

  ast::Unit UnitOf(const CstNode& node) {
    ast::Unit unit = Named<ast::Unit>(node);
    switch (node.children.front().keyword) {
      case Keyword::kBlock: unit.kind = UnitKind::kBlock; break;
      case Keyword::kTerritory: unit.kind = UnitKind::kTerritory; break;
      case Keyword::kExecutor: unit.kind = UnitKind::kExecutor; break;
      default: unit.kind = UnitKind::kRole;
    }
    for (const CstNode& item : node.children) {
      if (item.node != Node::kKeyword)
        unit.items.emplace_back(item.node, SpanOf(item.children.empty() ? item : item.children.front()));
      UnitItem(item, &unit);
    }
    return unit;
  }

  void UnitItem(const CstNode& item, ast::Unit* unit) {
    const auto append = [](std::vector<ast::Name>* to, std::vector<ast::Name> names) {
      for (ast::Name& name : names) to->push_back(std::move(name));
    };
    switch (item.node) {
      case Node::kUnder: Once(&unit->under, NameOf(*Find(item, Node::kName)), item); break;
      case Node::kKindItem: Once(&unit->role_kind, NameOf(*Find(item, Node::kName)), item); break;
      case Node::kTopicsItem: append(&unit->topics, Names(item)); break;
      case Node::kRunsItem:
        append(Has(item, Keyword::kReserve) ? &unit->reserve_channels : &unit->channels, Names(item));
        break;
      case Node::kAddressesItem: {
        ast::Addresses addresses{StringOf(*Find(item, Node::kString)), std::nullopt};
        if (const CstNode* where = Find(item, Node::kWhere)) {
          std::vector<ast::String> sides = Strings(*where);
          addresses.where.emplace(std::move(sides[0]), std::move(sides[1]));
        }
        unit->addresses.push_back(std::move(addresses));
        break;
      }
      case Node::kUnit: unit->inner.push_back(UnitOf(item)); break;
      default: break;
    }
  }

  void Topic(const CstNode& node) {
    ast::Topic topic = Named<ast::Topic>(node);
    for (const CstNode& item : node.children) {
      if (item.node == Node::kInTopic) topic.parent = NameOf(*Find(item, Node::kName));
      if (item.node == Node::kWeight) topic.weights.push_back({NumberOf(*Find(item, Node::kNumber)), Strings(item)});
      if (item.node == Node::kBase) topic.bases.push_back(NumberOf(*Find(item, Node::kNumber)));
    }
    file_.topics.push_back(std::move(topic));
  }

  void Rule(const CstNode& node) {
    ast::Rule rule;
    rule.name = StringOf(*Find(node, Node::kString));
    rule.span = rule.name.span;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const CstNode& item = node.children[i];
      if (item.node == Node::kSet) Once(&rule.set, NameOf(*Find(item, Node::kName)), item);
      if (item.node == Node::kPriority) Once(&rule.priority, NumberOf(*Find(item, Node::kNumber)), item);
      if (item.node == Node::kBasis) Basis(item, &rule.basis);
      if (item.node == Node::kValid) {
        if (const CstNode* from = Find(item, Node::kValidFrom))
          Once(&rule.from, OperandOf(*Find(*from, Node::kDate)), *from);
        if (const CstNode* to = Find(item, Node::kValidTo)) Once(&rule.to, OperandOf(*Find(*to, Node::kDate)), *to);
      }
      if (item.node == Node::kKeyword && item.keyword == Keyword::kIf) rule.when = ConditionAt(node.children, i + 1);
      if (item.node == Node::kAction || item.node == Node::kOutcome) rule.actions.push_back(ActionOf(item));
    }
    file_.rules.push_back(std::move(rule));
  }

  void Example(const CstNode& node) {
    ast::Example example;
    example.name = StringOf(*Find(node, Node::kString));
    example.span = example.name.span;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const CstNode& item = node.children[i];
      if (item.node == Node::kGiven) {
        ast::Given given{NameOf(item.children[0]), OperandOf(item.children[1])};
        if (const CstNode* time = Find(item, Node::kTime)) given.value.time = std::string(Spelling(*time));
        example.givens.push_back(std::move(given));
      }
      if (item.node == Node::kKeyword && item.keyword == Keyword::kExpected)
        example.expected = ConditionAt(node.children, i + 1);
    }
    file_.examples.push_back(std::move(example));
  }

  // The word after the first one is the name, whatever the rest was to be.
  void Unparsed(const CstNode& node) {
    std::string_view rest = text_.substr(node.begin);
    rest.remove_prefix(lexis::WordLength(rest));
    rest.remove_prefix(lexis::SpaceLength(rest));
    file_.unparsed.push_back(Fold(rest.substr(0, lexis::WordLength(rest))));
  }

  void Declaration(const CstNode& node, bool first) {
    switch (node.node) {
      case Node::kModule: {
        ast::Name name = NameOf(*Find(node, Node::kName));
        if (first) {
          file_.module = std::move(name);
        } else {
          diagnostics_->Add(Code::kModuleNotFirst, SpanOf(node.children.front()));
        }
        break;
      }
      case Node::kUse:
        for (ast::Name& name : Names(node)) file_.uses.push_back(std::move(name));
        break;
      case Node::kMunicipality: Municipality(node); break;
      case Node::kChannel: {
        ast::Channel channel = Named<ast::Channel>(node);
        for (const CstNode& item : node.children) {
          if (item.node != Node::kCodes) continue;
          for (ast::String& code : Strings(item)) channel.codes.push_back(std::move(code));
        }
        file_.channels.push_back(std::move(channel));
        break;
      }
      case Node::kProcedure: file_.procedures.push_back(Named<ast::Procedure>(node)); break;
      case Node::kUnit: file_.units.push_back(UnitOf(node)); break;
      case Node::kTopic: Topic(node); break;
      case Node::kTopicPolicy: {
        ast::Policy policy;
        policy.span = SpanOf(node.children.front());
        policy.by_length = Has(node, Keyword::kByLength);
        policy.threshold = NumberOf(node.children[1]);
        policy.margin = NumberOf(node.children[3]);
        file_.policies.push_back(policy);
        break;
      }
      case Node::kLeave: {
        ast::Leave leave{Names(node), std::nullopt};
        if (const CstNode* basis = Find(node, Node::kBasis)) Basis(*basis, &leave.basis);
        file_.leaves.push_back(std::move(leave));
        break;
      }
      case Node::kDictionary: file_.dictionaries.push_back({NameOf(*Find(node, Node::kName)), Strings(node)}); break;
      case Node::kRule: Rule(node); break;
      case Node::kCancel: {
        ast::Cancel cancel{StringOf(*Find(node, Node::kString)), std::nullopt};
        if (const CstNode* module = Find(node, Node::kName)) cancel.module = NameOf(*module);
        file_.cancels.push_back(std::move(cancel));
        break;
      }
      case Node::kExample: Example(node); break;
      default: break;
    }
  }

  std::string_view text_;
  Diagnostics* diagnostics_;
  ast::File file_;
};

}  // namespace

ast::File BuildAst(const SourceMap& sources, FileId file, const std::vector<CstNode>& trees, Diagnostics* diagnostics) {
  return AstBuilder(sources, file, diagnostics).Run(trees);
}

}  // namespace autorules
