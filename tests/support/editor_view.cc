#include "tests/support/editor_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/text/fold.h"
#include "tests/support/editor_words.h"

namespace autorules::testing {
namespace {

constexpr std::string_view kAnyString = "string.quoted";

class View {
  using Kind = WantedScope::Kind;

 public:
  explicit View(std::string_view text) : text_(text) {}

  std::vector<WantedScope> Run(const std::vector<CstNode>& trees) {
    for (const CstNode& tree : trees) Visit(tree);
    const std::vector<WantedScope> leaves = std::move(wanted_);
    wanted_.clear();
    std::uint32_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (const WantedScope& leaf : leaves) {
      Between(at, leaf.begin);
      wanted_.push_back(leaf);
      at = leaf.end;
    }
    Between(at, static_cast<std::uint32_t>(text_.size()));
    return std::move(wanted_);
  }

 private:
  std::string Folded(const CstNode& node) const { return Fold(text_.substr(node.begin, node.end - node.begin)); }

  void Add(const CstNode& node, WantedScope::Kind kind, std::string scope) {
    wanted_.push_back({node.begin, node.end, kind, std::move(scope), std::nullopt});
  }
  void Literal(const CstNode& node, std::string_view kind) { Add(node, Kind::kLiteral, editor::Scope(kind)); }

  void Leaf(const CstNode& node) {
    switch (node.node) {
      case Node::kKeyword:
        Add(node, Kind::kKeyword, editor::ScopeOf(node.keyword));
        wanted_.back().keyword = node.keyword;
        return;
      case Node::kString: Add(node, Kind::kLiteral, std::string(kAnyString)); return;
      case Node::kNumber:
      case Node::kDigits: Literal(node, "constant.numeric"); return;
      case Node::kDate: Literal(node, "constant.numeric.date"); return;
      case Node::kTime: Literal(node, "constant.numeric.time"); return;
      case Node::kDuration: Literal(node, "constant.numeric.duration"); return;
      case Node::kName:
      case Node::kDotted: Add(node, Kind::kName, ""); return;
      default: return;  // an empty cell
    }
  }

  static bool IsName(const CstNode& node) { return node.node == Node::kName || node.node == Node::kDotted; }

  void AttributeLeaf(const CstNode& node, bool acting = false) {
    const auto known = acting ? FindAction(Folded(node)) : FindAttribute(Folded(node));
    const std::string_view built_in = acting ? editor::kActionScope : editor::kAttributeScope;
    Add(node, Kind::kWord, editor::Scope(known ? built_in : editor::kOwnAttributeScope));
  }

  void ValueLeaf(const CstNode& node, const std::vector<std::string>& words, std::string_view scope) {
    const bool known = std::any_of(words.begin(), words.end(), [&](const auto& w) { return Fold(w) == Folded(node); });
    known ? Add(node, Kind::kWord, editor::Scope(scope)) : Leaf(node);
  }

  static std::vector<std::string> AllValueWords() {
    std::vector<std::string> all;
    for (const Words words : {Words::kHolders, Words::kImportances, Words::kFlags, Words::kOutcomes}) {
      for (std::string& form : editor::FormsOf(words)) all.push_back(std::move(form));
    }
    return all;
  }

  // The words for the values of what `subject` names.
  std::vector<std::string> ValueWords(const CstNode& subject, bool acting) const {
    const auto known = acting ? FindAction(Folded(subject)) : FindAttribute(Folded(subject));
    return known ? editor::ValueWordsOf(Info(*known).type) : AllValueWords();
  }

  // The first name with one meaning, the others with another.
  template <typename First, typename Other>
  void Names(const CstNode& node, const First& first, const Other& other) {
    bool seen = false;
    for (const CstNode& child : node.children) {
      if (!IsName(child)) {
        Visit(child);
      } else if (!seen) {
        first(child);
        seen = true;
      } else {
        other(child);
      }
    }
  }

  void Visit(const CstNode& node) {
    const auto plain = [&](const CstNode& name) { Leaf(name); };
    const auto attribute = [&](const CstNode& name) { AttributeLeaf(name); };
    const auto any_value = [&](const CstNode& name) { ValueLeaf(name, AllValueWords(), editor::kValueScope); };
    const auto type = [&](const CstNode& name) { ValueLeaf(name, editor::FormsOf(Words::kTypes), editor::kTypeScope); };
    const auto actor = [&](const CstNode& name) { ValueLeaf(name, editor::ActorForms(), editor::kValueScope); };
    const auto declared = [&](const CstNode& name) {
      // A field may not be called like a word of the language.
      Add(name, node.node == Node::kField ? Kind::kWord : Kind::kName,
          editor::ScopeOfDeclared(node.children.front().keyword));
    };
    if (node.children.empty()) return Leaf(node);
    switch (node.node) {
      case Node::kModule:
      case Node::kMunicipality:
      case Node::kChannel:
      case Node::kProcedure:
      case Node::kEscalation:
      case Node::kUnit:
      case Node::kTopic:
      case Node::kDictionary:
      case Node::kTemplate: return Names(node, declared, plain);
      case Node::kField: return Names(node, declared, type);
      case Node::kScript: return Script(node);
      case Node::kTable: return Table(node);
      case Node::kTest:
      case Node::kHas: return Names(node, attribute, any_value);
      case Node::kEqual:
      case Node::kNotEqual:
      case Node::kAmong:
      case Node::kNotAmong: return Names(node, any_value, any_value);
      case Node::kWindow:
      case Node::kMerge: return Names(node, attribute, attribute);
      case Node::kGiven: return Pair(node, false);
      case Node::kAction: return Pair(node, true);
      case Node::kMay:
      case Node::kHandOver:
      case Node::kStepBy: return Names(node, actor, actor);
      case Node::kKindItem:
        return Names(
            node, [&](const auto& n) { ValueLeaf(n, editor::FormsOf(Words::kRoleKinds), editor::kValueScope); }, plain);
      case Node::kHours: {
        const auto day = [&](const auto& n) { ValueLeaf(n, editor::FormsOf(Words::kWeekdays), editor::kValueScope); };
        return Names(node, day, day);
      }
      default: break;
    }
    const CstNode& first = node.children.front();
    if (first.node == Node::kKeyword && FindAction(Fold(RowOf(first.keyword).ru))) return KeywordAction(node);
    Names(node, plain, plain);
  }

  void Pair(const CstNode& node, bool acting) {
    const std::vector<std::string> words = ValueWords(node.children.front(), acting);
    Names(
        node, [&](const CstNode& name) { AttributeLeaf(name, acting); },
        [&](const CstNode& name) { ValueLeaf(name, words, editor::kValueScope); });
  }

  // `уведомить куратор, дежурный шаблон принято`: after a further keyword names are plain.
  void KeywordAction(const CstNode& node) {
    std::vector<std::string> words =
        node.node == Node::kNotify ? editor::ActorForms() : ValueWords(node.children.front(), true);
    for (const CstNode& child : node.children) {
      if (child.node == Node::kKeyword && &child != &node.children.front()) words.clear();
      IsName(child) ? ValueLeaf(child, words, editor::kValueScope) : Visit(child);
    }
  }

  void Script(const CstNode& node) {
    bool named = false;
    for (const CstNode& child : node.children) {
      if (child.node == Node::kName) {
        ValueLeaf(child, editor::FormsOf(Words::kTypes), editor::kTypeScope);
      } else if (child.node == Node::kDotted && named) {
        AttributeLeaf(child);
      } else if (child.node == Node::kDotted) {
        Add(child, Kind::kWord, editor::ScopeOfDeclared(Keyword::kScript));
        named = true;
      } else {
        Visit(child);
      }
    }
  }

  void Table(const CstNode& node) {
    bool acting = false;
    for (const CstNode& child : node.children) {
      acting = acting || (child.node == Node::kKeyword && child.keyword == Keyword::kThen);
      if (child.node == Node::kName) {
        Add(child, Kind::kName, editor::ScopeOfDeclared(Keyword::kTable));
      } else if (child.node == Node::kColumn) {
        for (const CstNode& part : child.children) IsName(part) ? AttributeLeaf(part, acting) : Visit(part);
      } else {
        Visit(child);
      }
    }
  }

  // Comments and marks.
  void Between(std::uint32_t at, std::uint32_t end) {
    while (at < end) {
      const std::string_view rest = text_.substr(at, end - at);
      std::size_t length = 1;
      if (rest.starts_with("//")) {
        length = std::min(rest.find_first_of("\r\n"), rest.size());
        wanted_.push_back({at, at + static_cast<std::uint32_t>(length), Kind::kComment,
                           editor::Scope("comment.line.double-slash"), std::nullopt});
      } else if (static_cast<unsigned char>(rest[0]) > ' ' && rest[0] != '\xC2' && rest[0] != '\xA0') {
        const std::string_view kind = rest[0] == '='                     ? "keyword.operator.comparison"
                                      : rest[0] == ':'                   ? "punctuation.section.body"
                                      : rest[0] == '(' || rest[0] == ')' ? "punctuation.section.parens"
                                                                         : "punctuation.separator";
        wanted_.push_back({at, at + 1, Kind::kMark, editor::Scope(kind), std::nullopt});
      }
      at += static_cast<std::uint32_t>(length);
    }
  }

  std::string_view text_;
  std::vector<WantedScope> wanted_;
};

}  // namespace

bool WantedScope::Fits(const std::vector<std::string>& scopes) const {
  if (scope.empty()) return scopes.size() == 1;
  if (scope != kAnyString) return scopes.back() == scope;
  return std::any_of(scopes.begin(), scopes.end(), [](const auto& one) { return one.starts_with(kAnyString); });
}

std::vector<WantedScope> WantedScopes(std::string_view text, const std::vector<CstNode>& trees) {
  return View(text).Run(trees);
}

}  // namespace autorules::testing
