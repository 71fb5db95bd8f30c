#include <array>
#include <memory>
#include <optional>
#include <string>
#include <tao/pegtl/contrib/parse_tree.hpp>
#include <utility>

#include "dsl/cst.h"
#include "dsl/grammar.h"

namespace autorules {
namespace {

namespace peg = tao::pegtl;

enum class Row : std::uint32_t {
#define AUTORULES_EXPECTED(rule, code, ru, en) k_##rule,
#include "dsl/messages.inc"
#undef AUTORULES_EXPECTED
  kKeywords,  // rows from here on: one per keyword
};

template <typename Rule>
inline constexpr int kRowOf = -1;
#define AUTORULES_EXPECTED(rule, code, ru, en) \
  template <>                                  \
  inline constexpr int kRowOf<grammar::rule> = static_cast<int>(Row::k_##rule);
#include "dsl/messages.inc"
#undef AUTORULES_EXPECTED
template <Keyword K>
inline constexpr int kRowOf<grammar::key<K>> = static_cast<int>(Row::kKeywords) + static_cast<int>(K);

// Thrown by the control below when a rule that had to match did not; never leaves this file.
struct Stop {
  int row;
  std::size_t offset;
};

template <typename Rule>
struct Control : peg::normal<Rule> {
  template <typename Input, typename... States>
  [[noreturn]] static void raise(const Input& in, States&&... /*unused*/) {
    // Optional parts never fail, so only rules that can fail need a row in messages.inc: anything else is our bug.
    throw Stop{kRowOf<Rule>, in.byte()};
  }
};

struct TreeNode : peg::parse_tree::basic_node<TreeNode> {
  Node node = Node::kRoot;
  Keyword keyword{};

  template <typename Rule, typename Input, typename... States>
  void success(const Input& in, States&&... states) {
    peg::parse_tree::basic_node<TreeNode>::template success<Rule>(in, states...);
    node = Rule::kNode;
    if constexpr (requires { Rule::kKeyword; }) keyword = Rule::kKeyword;
  }
};

template <typename Rule>
    struct Selector : std::bool_constant < requires {
  Rule::kNode;
} > {};

CstNode Convert(const TreeNode& from, std::uint32_t base) {
  CstNode to;
  to.node = from.node;
  to.keyword = from.keyword;
  to.begin = base + static_cast<std::uint32_t>(from.m_begin.byte);
  to.end = base + static_cast<std::uint32_t>(from.m_end.byte);
  to.children.reserve(from.children.size());
  for (const auto& child : from.children) to.children.push_back(Convert(*child, base));
  return to;
}

// Parses the bytes [begin, end) by the rule `Start`, which makes one node; the number of bytes taken, or nullopt.
template <typename Start>
std::optional<std::uint32_t> Parse(std::string_view text, std::uint32_t begin, std::uint32_t end, CstNode* tree,
                                   SyntaxFailure* failure) {
  peg::memory_input<peg::tracking_mode::eager, peg::eol::lf> in(text.data() + begin, text.data() + end, "");
  try {
    const auto root = peg::parse_tree::parse<Start, TreeNode, Selector, peg::nothing, Control>(in);
    *tree = Convert(*root->children.front(), begin);
    return static_cast<std::uint32_t>(in.byte());
  } catch (const Stop& stop) {
    failure->offset = begin + static_cast<std::uint32_t>(stop.offset);
    failure->message =
        stop.row < 0 ? static_cast<std::uint32_t>(Row::k_declaration) : static_cast<std::uint32_t>(stop.row);
    return std::nullopt;
  }
}

}  // namespace

std::uint32_t ParseDeclaration(std::string_view text, std::uint32_t begin, CstNode* tree, SyntaxFailure* failure) {
  const auto size = static_cast<std::uint32_t>(text.size());
  return begin + Parse<grammar::start>(text, begin, size, tree, failure).value_or(0);
}

bool ParseCell(std::string_view text, std::uint32_t begin, std::uint32_t end, CstNode* tree, SyntaxFailure* failure) {
  return Parse<grammar::lone_cell>(text, begin, end, tree, failure).has_value();
}

const SyntaxMessage& MessageRow(std::uint32_t row) {
  static const std::vector<SyntaxMessage> rows = [] {
    std::vector<SyntaxMessage> all{
#define AUTORULES_EXPECTED(rule, code, ru, en) {Code::code, {ru, en}},
#include "dsl/messages.inc"
#undef AUTORULES_EXPECTED
    };
    for (const KeywordRow& keyword : kKeywords) {
      all.push_back({Code::kSyntax,
                     {"«" + std::string(Canonical(keyword.id, Language::kRussian)) + "»",
                      "'" + std::string(Canonical(keyword.id, Language::kEnglish)) + "'"}});
    }
    return all;
  }();
  return rows[row];
}

std::uint32_t RowOfKeyword(Keyword keyword) {
  return static_cast<std::uint32_t>(Row::kKeywords) + static_cast<std::uint32_t>(keyword);
}

std::size_t AnalyzeGrammar() { return peg::analyze<grammar::start>(); }

}  // namespace autorules
