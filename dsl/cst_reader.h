#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/ast.h"
#include "dsl/cst.h"
#include "engine/base/diagnostic.h"

namespace autorules {

/// Turns the small parts of concrete trees (names, values, conditions, actions, cells) into typed values. Children of a
/// node come in source order, keywords among them.
class CstReader {
 public:
  CstReader(const SourceMap& sources, FileId file, Diagnostics* diagnostics)
      : text_(sources.Get(file).text()), file_(file), diagnostics_(diagnostics) {}

  Span SpanOf(const CstNode& node) const { return {file_, node.begin, node.end}; }
  std::string_view Spelling(const CstNode& node) const { return text_.substr(node.begin, node.end - node.begin); }

  /// Reports a word of two alphabets.
  ast::Name NameOf(const CstNode& node) const;
  ast::String StringOf(const CstNode& node) const;
  ast::Number NumberOf(const CstNode& node) const;
  /// A name, string, number, date or time.
  ast::Operand OperandOf(const CstNode& node) const;
  /// The condition that starts at children[at]: an operand, then perhaps one kAll or kAny with the rest of the chain.
  ast::Condition ConditionAt(const std::vector<CstNode>& children, std::size_t at) const;
  ast::Action ActionOf(const CstNode& node) const;
  static bool IsAction(const CstNode& node);
  ast::Cell CellOf(const CstNode& node) const;

  static const CstNode* Find(const CstNode& node, Node kind);
  static const CstNode* Find(const CstNode& node, Keyword keyword);
  static bool Has(const CstNode& node, Keyword keyword) { return Find(node, keyword) != nullptr; }
  std::vector<ast::Name> Names(const CstNode& node, Node kind = Node::kName) const;
  std::vector<ast::String> Strings(const CstNode& node) const;

  /// Sets a part that a declaration may have once only; a second one is reported.
  template <typename T>
  void Once(std::optional<T>* slot, T value, const CstNode& node) const {
    if (slot->has_value()) {
      diagnostics_->Add(Code::kRepeatedItem, SpanOf(node),
                        {std::string(Spelling(node.children.empty() ? node : node.children.front()))});
      return;
    }
    *slot = std::move(value);
  }
  void Basis(const CstNode& node, std::optional<ast::BasisClause>* slot) const;

 private:
  // `end` becomes the byte after the condition, parentheses included: its span is without them.
  ast::Condition Chain(const std::vector<CstNode>& children, std::size_t at, std::uint32_t* end) const;
  ast::Condition Operand(const CstNode& node, std::uint32_t* end) const;
  ast::Condition Test(const CstNode& node, std::uint32_t* end) const;
  ast::Condition ClockTest(const CstNode& node, std::uint32_t* end) const;
  ast::Window WindowOf(const CstNode& node) const;

  std::string_view text_;
  FileId file_;
  Diagnostics* diagnostics_;
};

}  // namespace autorules
