#include "dsl/format.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "dsl/cst.h"
#include "dsl/durations.h"
#include "dsl/lexis.h"
#include "dsl/parser.h"
#include "engine/ruleset/words.h"
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
  bool starts_item = false;  ///< first leaf of a line of a body that may go on over several
  bool continues = false;    ///< a later leaf of one
  bool calls = false;        ///< a function: its parenthesis follows at once
  int breaks_before = 0;     ///< line breaks in the source before it
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
      Visit(tree, {});
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

  // What the names below a node are.
  struct Meaning {
    enum class Kind : std::uint8_t { kOwn, kAttribute, kAction, kValue, kActor };
    /// kOwn: the pack's own names, left as they are; kActor: words that no unit can be called by (a kind of role is
    /// left as it is: a unit may have its name).
    Kind kind = Kind::kOwn;
    Words words = Words::kHolders;  ///< of kValue
  };
  using Kind = Meaning::Kind;

  void Visit(const CstNode& node, Meaning meaning) {
    switch (node.node) {
      case Node::kKeyword:
        Add(node, std::string(Form(node.keyword, Spelling(node), LanguageFor(Spelling(node)))), node.keyword);
        return;
      case Node::kName:
      case Node::kDotted: Add(node, Translated(Spelling(node), meaning)); return;
      case Node::kExtension:
      case Node::kRepeat: VisitCounted(node); return;
      case Node::kDuration: {
        const auto duration = ParseDuration(Spelling(node));
        Add(node, duration ? Spell(*duration, LanguageForDuration(node)) : std::string(Spelling(node)));
        return;
      }
      case Node::kString:
      case Node::kNumber:
      case Node::kDigits:
      case Node::kDate:
      case Node::kTime: Add(node, std::string(Spelling(node))); return;
      case Node::kTest:
      case Node::kHas:
      case Node::kGiven: VisitPair(node, Kind::kAttribute); return;
      case Node::kAction: VisitPair(node, Kind::kAction); return;
      case Node::kColumn: VisitChildren(node, meaning); return;
      case Node::kTable: VisitTable(node); return;
      case Node::kWindow:
      case Node::kMerge: VisitChildren(node, {Kind::kAttribute}); return;
      case Node::kNotify: VisitNotify(node); return;
      case Node::kRecuse: VisitChildren(node, {Kind::kValue, Words::kHolders}); return;
      case Node::kClock:
      case Node::kTransition:
      case Node::kEscalationStep:
      case Node::kStep: VisitItem(node, meaning); return;
      case Node::kMay:
      case Node::kHandOver: VisitChildren(node, {Kind::kActor}); return;
      case Node::kClockTest: VisitChildren(node, {}); return;
      case Node::kStepBy: VisitChildren(node, {Kind::kActor}); return;
      case Node::kScript: VisitScript(node); return;
      case Node::kField: VisitField(node); return;
      case Node::kKindItem: VisitChildren(node, {Kind::kValue, Words::kRoleKinds}); return;
      case Node::kHours: VisitChildren(node, {Kind::kValue, Words::kWeekdays}); return;
      default: VisitChildren(node, meaning);
    }
  }
  void VisitChildren(const CstNode& node, Meaning meaning) {
    for (const CstNode& child : node.children) Visit(child, meaning);
  }

  void VisitItem(const CstNode& node, Meaning meaning) {
    const std::size_t first = pieces_.size();
    VisitChildren(node, meaning);
    for (std::size_t i = first; i < pieces_.size(); ++i)
      (i == first ? pieces_[i].starts_item : pieces_[i].continues) = true;
  }

  std::string Translated(std::string_view spelling, Meaning meaning) const {
    const std::string folded = Fold(spelling);
    if (meaning.kind == Kind::kValue) {
      const ValueWord* word = FindWord(meaning.words, folded);
      return std::string(word != nullptr ? Choose(word->ru, word->en, spelling) : spelling);
    }
    if (meaning.kind == Kind::kActor) {
      const ValueWord* word = FindWord(Words::kActors, folded);
      if (word == nullptr) word = FindWord(Words::kHolders, folded);
      return std::string(word != nullptr ? Choose(word->ru, word->en, spelling) : spelling);
    }
    const bool action = meaning.kind == Kind::kAction;
    const auto attribute = meaning.kind == Kind::kOwn ? std::nullopt
                           : action                   ? FindAction(folded)
                                                      : FindAttribute(folded);
    if (!attribute) return std::string(spelling);
    const AttributeInfo& info = Info(*attribute);
    return std::string(action ? Choose(info.action_ru, info.action_en, spelling) : Choose(info.ru, info.en, spelling));
  }

  // The words that values of an attribute are chosen from.
  Meaning ValuesOf(const CstNode& attribute, Kind kind) const {
    const std::string folded = Fold(Spelling(attribute));
    const auto known = kind == Kind::kAction ? FindAction(folded) : FindAttribute(folded);
    if (attribute.node == Node::kWindow || !known) return {};
    const ValueType type = Info(*known).type;
    if (const auto words = WordsOfType(type)) return {Kind::kValue, *words};
    const bool unit = type == ValueType::kUnit || type == ValueType::kTerritory || type == ValueType::kUnitList;
    return unit ? Meaning{Kind::kValue, Words::kHolders} : Meaning{};
  }

  // An attribute or action and its values.
  void VisitPair(const CstNode& node, Kind kind) {
    Meaning meaning{kind};
    for (const CstNode& child : node.children) {
      Visit(child, meaning);
      const bool subject = child.node == Node::kDotted || child.node == Node::kWindow;
      if (subject && meaning.kind == kind) meaning = ValuesOf(child, kind);
    }
  }

  // The cells of each row take the words of their columns.
  void VisitTable(const CstNode& node) {
    std::vector<Meaning> columns;
    Kind kind = Kind::kAttribute;
    for (const CstNode& child : node.children) {
      if (child.node == Node::kKeyword && child.keyword == Keyword::kThen) kind = Kind::kAction;
      if (child.node == Node::kColumn) {
        Visit(child, {kind});
        columns.push_back(ValuesOf(child.children.front(), kind));
      } else if (child.node == Node::kRow) {
        std::size_t column = 0;
        for (const CstNode& cell : child.children) {
          Visit(cell, column < columns.size() ? columns[column] : Meaning{});
          if (cell.node == Node::kCell) ++column;
        }
      } else {
        Visit(child, {});
      }
    }
  }

  void VisitNotify(const CstNode& node) {
    Meaning meaning{Kind::kActor};
    for (const CstNode& child : node.children) {
      if (child.node == Node::kKeyword && child.keyword == Keyword::kNotifyTemplate) meaning = {};
      Visit(child, meaning);
    }
  }

  // The name of the function is the pack's own, its arguments are attributes, then comes a type.
  void VisitScript(const CstNode& node) {
    Meaning meaning;
    for (const CstNode& child : node.children) {
      Visit(child, child.node == Node::kName ? Meaning{Kind::kValue, Words::kTypes} : meaning);
      if (child.node != Node::kDotted) continue;
      if (meaning.kind == Kind::kOwn) pieces_.back().calls = true;
      meaning = {Kind::kAttribute};
    }
  }

  void VisitField(const CstNode& node) {
    Meaning meaning;
    for (const CstNode& child : node.children) {
      Visit(child, child.node == Node::kName ? meaning : Meaning{});
      if (child.node == Node::kName) meaning = {Kind::kValue, Words::kTypes};
    }
  }

  // `продление до 3 рабочих дней`, `повторять каждые 2 часа`, `не больше 1 раза`: words agree with their number.
  void VisitCounted(const CstNode& node) {
    std::optional<Duration> duration;
    std::string_view times;
    for (const CstNode& child : node.children) {
      if (child.node == Node::kDuration) duration = ParseDuration(Spelling(child));
      if (child.node == Node::kDigits) times = Spelling(child);
    }
    for (const CstNode& child : node.children) {
      const bool keyword = child.node == Node::kKeyword;
      if (keyword && child.keyword == Keyword::kRepeat && duration) {
        const std::size_t form = !IsSingular(duration->number) ? 1 : IsFeminine(duration->unit) ? 2 : 0;
        AddForm(child, form, 0);
      } else if (keyword && child.keyword == Keyword::kTimes) {
        AddForm(child, times.ends_with('1') && !times.ends_with("11") ? 1 : 0, times == "1" ? 1 : 0);
      } else if (node.node == Node::kExtension && child.node == Node::kDuration && duration &&
                 LanguageForDuration(child) == Language::kRussian) {
        Add(child, SpellGenitive(*duration));
      } else {
        Visit(child, {});
      }
    }
  }

  void AddForm(const CstNode& node, std::size_t russian, std::size_t english) {
    const Language language = LanguageFor(Spelling(node));
    const std::size_t form = language == Language::kRussian ? russian : english;
    Add(node, std::string(FormAt(node.keyword, form, language)), node.keyword);
  }

  Language LanguageForDuration(const CstNode& node) const {
    std::string_view unit = Spelling(node);
    unit.remove_prefix(std::min(unit.find_first_not_of("0123456789 \t"), unit.size()));
    return LanguageFor(unit);
  }

  void Add(const CstNode& node, std::string text, std::optional<Keyword> keyword = std::nullopt) {
    pieces_.push_back({Piece::Kind::kWord, std::move(text), keyword, node.begin, node.end});
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
          all.push_back(
              {Piece::Kind::kComment, std::move(comment), std::nullopt, at, static_cast<std::uint32_t>(at + length)});
          all.back().breaks_before = breaks;
          breaks = 0;
          at += static_cast<std::uint32_t>(length);
        } else if (rest[0] == '\n') {
          ++breaks;
          ++at;
        } else if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r') {
          ++at;
        } else if (rest.starts_with("\xC2\xA0")) {
          at += 2;
        } else if (rest.starts_with("\xEF\xBB\xBF")) {
          at += 3;  // a byte order mark in the middle: files were joined
        } else {
          all.push_back({Piece::Kind::kMark, std::string(1, rest[0]), std::nullopt, at, at + 1});
          all.back().breaks_before = breaks;
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
    if (after_call_ && IsMark(piece, "(")) return false;
    return !IsMark(piece, ",") && !IsMark(piece, ":") && !IsMark(piece, ")") && !(last_mark_ == "(");
  }

  std::size_t IndentFor(const Piece& piece) const {
    const std::size_t base = 2 * depth_;
    if (in_table_ && piece.keyword != Keyword::kEnd) return base;
    if (piece.keyword == Keyword::kEnd) return depth_ > 0 ? base - 2 : 0;
    if (piece.keyword == Keyword::kThen || piece.starts_item) return base;
    if (piece.continues) return base + (last_mark_ == "," && hanging_ ? 4 : 2);
    const std::size_t continued = last_mark_ == "," && hanging_ ? 2 : 0;
    if (section_ == Section::kCondition) return base + 3 + continued;
    if (section_ == Section::kActions) return base + 2 + continued;
    if (depth_ == 0 && piece.kind != Piece::Kind::kComment && !piece.starts_declaration) return 2;
    return base + continued;
  }

  void Track(const Piece& piece) {
    if (piece.kind == Piece::Kind::kComment) return;
    after_call_ = piece.calls;
    last_mark_ = piece.kind == Piece::Kind::kMark ? piece.text : "";
    if (IsMark(piece, ":")) ++depth_;
    if (piece.starts_item) section_ = Section::kNone;
    if (!piece.keyword) return;
    switch (*piece.keyword) {
      case Keyword::kEnd:
        if (depth_ > 0) --depth_;
        section_ = Section::kNone;
        in_table_ = false;
        break;
      case Keyword::kTable: in_table_ = true; break;
      case Keyword::kIf: section_ = Section::kCondition; break;
      case Keyword::kExpected:
        if (!piece.continues) section_ = Section::kCondition;
        break;
      case Keyword::kThen: section_ = Section::kActions; break;
      default: break;
    }
  }

  std::string out_;
  std::size_t depth_ = 0;
  Section section_ = Section::kNone;
  bool in_table_ = false;  ///< rows stand in one column with the head
  std::string last_mark_;
  bool after_call_ = false;
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
