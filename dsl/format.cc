#include "dsl/format.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "dsl/cst.h"
#include "dsl/lexis.h"
#include "dsl/parser.h"
#include "dsl/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// A piece of the output: a leaf of the tree, a mark of punctuation or a comment.
struct Piece {
  enum class Kind : std::uint8_t { kWord, kMark, kComment };
  Kind kind = Kind::kWord;
  std::string text;
  std::optional<Keyword> keyword;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool starts_declaration = false;
  int breaks_before = 0;  ///< line breaks in the source before it
};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Collects the leaves of the trees, words of the language translated.
class PieceCollector {
 public:
  PieceCollector(std::string_view text, std::optional<Language> language) : text_(text), language_(language) {}

  std::vector<Piece> Run(const std::vector<CstNode>& trees) {
    for (const CstNode& tree : trees) {
      const std::size_t first = pieces_.size();
      Visit(tree, Words::kHolders, false);
      if (pieces_.size() > first) pieces_[first].starts_declaration = true;
    }
    AddMarksAndComments();
    return std::move(pieces_);
  }

 private:
  std::string_view Spelling(const CstNode& node) const { return text_.substr(node.begin, node.end - node.begin); }
  Language LanguageFor(std::string_view spelling) const {
    return language_.value_or(IsAscii(spelling) ? Language::kEnglish : Language::kRussian);
  }
  std::string_view Choose(std::string_view ru, std::string_view en, std::string_view spelling) const {
    return LanguageFor(spelling) == Language::kRussian ? ru : en;
  }

  // `values`: which words a kName below may be (only when `translate`).
  void Visit(const CstNode& node, Words values, bool translate) {
    switch (node.node) {
      case Node::kKeyword:
        Add(node, std::string(Canonical(node.keyword, LanguageFor(Spelling(node)))), node.keyword);
        return;
      case Node::kName: {
        const ValueWord* word = translate ? FindWord(values, Fold(Spelling(node))) : nullptr;
        Add(node,
            word != nullptr ? std::string(Choose(word->ru, word->en, Spelling(node))) : std::string(Spelling(node)));
        return;
      }
      case Node::kDotted:
      case Node::kString:
      case Node::kNumber:
      case Node::kDigits:
      case Node::kDate:
      case Node::kTime: Add(node, std::string(Spelling(node))); return;
      case Node::kTest:
      case Node::kHas:
      case Node::kGiven:
      case Node::kAction: VisitAttribute(node); return;
      case Node::kKindItem: VisitChildren(node, Words::kRoleKinds, true); return;
      default: VisitChildren(node, values, translate);
    }
  }
  void VisitChildren(const CstNode& node, Words values, bool translate) {
    for (const CstNode& child : node.children) Visit(child, values, translate);
  }

  // A node whose first kDotted is an attribute: its word and the words among its values.
  void VisitAttribute(const CstNode& node) {
    Words values = Words::kHolders;
    bool translate = false;
    for (const CstNode& child : node.children) {
      if (child.node != Node::kDotted) {
        Visit(child, values, translate);
        continue;
      }
      const std::string folded = Fold(Spelling(child));
      const bool action = node.node == Node::kAction;
      const auto attribute = action ? FindAction(folded) : FindAttribute(folded);
      if (!attribute) {
        Add(child, std::string(Spelling(child)));
        continue;
      }
      const AttributeInfo& info = Info(*attribute);
      Add(child, std::string(action ? Choose(info.action_ru, info.action_en, Spelling(child))
                                    : Choose(info.ru, info.en, Spelling(child))));
      const auto words = WordsOfType(info.type);
      values = words.value_or(Words::kHolders);
      translate = words.has_value() || info.type == ValueType::kUnit || info.type == ValueType::kTerritory ||
                  info.type == ValueType::kUnitList;
    }
  }

  void Add(const CstNode& node, std::string text, std::optional<Keyword> keyword = std::nullopt) {
    pieces_.push_back({Piece::Kind::kWord, std::move(text), keyword, node.begin, node.end, false, 0});
  }

  // What lies between the leaves: space, punctuation and comments.
  void AddMarksAndComments() {
    std::vector<Piece> all;
    std::uint32_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    int breaks = 0;
    const auto gap = [&](std::uint32_t end) {
      while (at < end) {
        const std::string_view rest = text_.substr(at, end - at);
        if (rest.starts_with("//")) {
          const std::size_t length = std::min(rest.find('\n'), rest.size());
          std::string comment(rest.substr(0, length));
          while (!comment.empty() && (comment.back() == ' ' || comment.back() == '\r' || comment.back() == '\t'))
            comment.pop_back();
          all.push_back({Piece::Kind::kComment, std::move(comment), std::nullopt, at,
                         static_cast<std::uint32_t>(at + length), false, breaks});
          breaks = 0;
          at += static_cast<std::uint32_t>(length);
        } else if (rest[0] == '\n') {
          ++breaks;
          ++at;
        } else if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r') {
          ++at;
        } else if (rest.starts_with("\xC2\xA0")) {
          at += 2;
        } else {
          all.push_back({Piece::Kind::kMark, std::string(1, rest[0]), std::nullopt, at, at + 1, false, breaks});
          breaks = 0;
          ++at;
        }
      }
    };
    for (Piece& piece : pieces_) {
      gap(piece.begin);
      piece.breaks_before = breaks;
      breaks = 0;
      at = piece.end;
      all.push_back(std::move(piece));
    }
    gap(static_cast<std::uint32_t>(text_.size()));
    pieces_ = std::move(all);
  }

  std::string_view text_;
  std::optional<Language> language_;
  std::vector<Piece> pieces_;
};

// Writes pieces line by line with the indentation that their nesting asks for.
class Layout {
 public:
  std::string Run(const std::vector<Piece>& pieces) {
    for (const Piece& piece : pieces) {
      if (out_.empty()) {
        // The first line of the file.
      } else if (piece.breaks_before > 0) {
        out_ += piece.breaks_before > 1 ? "\n\n" : "\n";
        if (last_mark_ != ",") hanging_ = piece.keyword.has_value();
        out_.append(IndentFor(piece), ' ');
      } else if (piece.kind == Piece::Kind::kComment) {
        out_ += "  ";
      } else if (NeedsSpace(piece)) {
        out_ += ' ';
      }
      out_ += piece.text;
      Track(piece);
    }
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  enum class Section : std::uint8_t { kNone, kCondition, kActions };

  static bool IsMark(const Piece& piece, std::string_view mark) {
    return piece.kind == Piece::Kind::kMark && piece.text == mark;
  }

  bool NeedsSpace(const Piece& piece) const {
    return !IsMark(piece, ",") && !IsMark(piece, ":") && !IsMark(piece, ")") && !(last_mark_ == "(");
  }

  std::size_t IndentFor(const Piece& piece) const {
    const std::size_t base = 2 * depth_;
    if (piece.keyword == Keyword::kEnd) return depth_ > 0 ? base - 2 : 0;
    if (piece.keyword == Keyword::kThen) return base;
    const std::size_t continued = last_mark_ == "," && hanging_ ? 2 : 0;
    if (section_ == Section::kCondition) return base + 3 + continued;
    if (section_ == Section::kActions) return base + 2 + continued;
    if (depth_ == 0 && piece.kind != Piece::Kind::kComment && !piece.starts_declaration) return 2;
    return base + continued;
  }

  void Track(const Piece& piece) {
    if (piece.kind == Piece::Kind::kComment) return;
    last_mark_ = piece.kind == Piece::Kind::kMark ? piece.text : "";
    if (IsMark(piece, ":")) ++depth_;
    if (!piece.keyword) return;
    switch (*piece.keyword) {
      case Keyword::kEnd:
        if (depth_ > 0) --depth_;
        section_ = Section::kNone;
        break;
      case Keyword::kIf:
      case Keyword::kExpected: section_ = Section::kCondition; break;
      case Keyword::kThen: section_ = Section::kActions; break;
      default: break;
    }
  }

  std::string out_;
  std::size_t depth_ = 0;
  Section section_ = Section::kNone;
  std::string last_mark_;
  bool hanging_ = true;  ///< the list at hand began after a keyword on its line: its further lines are indented
};

}  // namespace

std::optional<std::string> FormatSource(const SourceMap& sources, FileId file, std::optional<Language> language,
                                        Diagnostics* diagnostics) {
  const std::size_t before = diagnostics->Count(Severity::kError);
  const std::vector<CstNode> trees = ParseFile(sources, file, diagnostics);
  if (diagnostics->Count(Severity::kError) > before) return std::nullopt;
  return Layout().Run(PieceCollector(sources.Get(file).text(), language).Run(trees));
}

}  // namespace autorules
