#include "engine/text/pattern.h"

#include <optional>
#include <string>

#include "engine/base/limits.h"
#include "engine/text/clean.h"
#include "engine/text/normalize.h"
#include "engine/text/tokenizer.h"

namespace autorules {
namespace {

/// A prefix of one letter would match half of all words.
constexpr std::size_t kPrefixLetters = 2;

class PatternReader {
 public:
  explicit PatternReader(std::string_view text) : text_(text) {}

  tl::expected<Pattern, PatternError> Read() {
    bool gap = false;  // read since the last word
    for (std::size_t pos = 0; pos < text_.size();) {
      if (text_[pos] == '.' && text_.substr(pos, 3) == "...") {
        if (pattern_.parts.empty()) return Error("пропуск «...» стоит в начале", "the gap `...` comes first");
        if (gap) return Error("два пропуска «...» подряд", "two gaps `...` in a row");
        gap = true;
        while (pos < text_.size() && text_[pos] == '.') ++pos;
        continue;
      }
      const std::size_t end = ChunkEnd(pos);
      if (end == pos) {
        ++pos;
        continue;
      }
      if (gap || pattern_.parts.empty()) pattern_.parts.emplace_back();
      gap = false;
      if (auto error = ReadChunk(text_.substr(pos, end - pos))) return tl::unexpected(*error);
      pos = end;
    }
    if (pattern_.parts.empty()) return Error("нет ни одного слова", "there is no word");
    if (gap) return Error("пропуск «...» стоит в конце", "the gap `...` comes last");
    return std::move(pattern_);
  }

 private:
  static tl::unexpected<PatternError> Error(std::string ru, std::string en) {
    return tl::unexpected(PatternError{Text(std::move(ru), std::move(en))});
  }

  static PatternError About(std::string_view chunk, const char* ru, const char* en) {
    const std::string quoted(chunk);
    return {Text("«" + quoted + "»: " + ru, "`" + quoted + "`: " + en)};
  }

  /// A chunk ends at white space or before a gap.
  std::size_t ChunkEnd(std::size_t pos) const {
    while (pos < text_.size() && static_cast<unsigned char>(text_[pos]) > ' ' && text_.substr(pos, 3) != "...") ++pos;
    return pos;
  }

  /// One written word: `слово`, `нача*`, `=форма`; with a hyphen or digits inside it is several neighbours.
  std::optional<PatternError> ReadChunk(std::string_view chunk) {
    std::string_view body = chunk;
    const bool exact = body.starts_with('=');
    if (exact) body.remove_prefix(1);
    const bool prefix = body.ends_with('*');
    if (prefix) body.remove_suffix(1);
    if (body.find('*') != std::string_view::npos) {
      return About(chunk, "звёздочка может стоять только в конце слова", "an asterisk may only end a word");
    }
    if (body.find('=') != std::string_view::npos) {
      return About(chunk, "знак «=» может стоять только перед словом", "an equals sign may only begin a word");
    }
    if (exact && prefix) {
      return About(chunk, "слово не может быть и точным, и началом", "a word cannot be both exact and a prefix");
    }
    Tokenizer tokenizer(body);
    Piece piece;
    std::size_t words = 0;
    while (tokenizer.Next(piece)) {
      if (piece.kind != TokenKind::kWord && piece.kind != TokenKind::kNumber) {
        return About(chunk, "это не слово: адреса, телефоны, хэштеги и эмодзи шаблоны не ищут",
                     "not a word: patterns do not look for addresses, phones, hashtags or emoji");
      }
      AddWord(body.substr(piece.begin, piece.end - piece.begin), piece.kind, exact);
      ++words;
    }
    if (words == 0) return About(chunk, "здесь нет слова", "there is no word here");
    if (CountWords() > limits::kPatternWords) {
      const std::string most = std::to_string(limits::kPatternWords);
      return PatternError{Text("слов больше " + most, "more than " + most + " words")};
    }
    if (!prefix) return std::nullopt;
    return MakePrefix(chunk, body, piece);
  }

  void AddWord(std::string_view word, TokenKind kind, bool exact) {
    PatternWord out;
    NormalizeWord(word, out.form);
    out.kind = exact || kind == TokenKind::kNumber ? PatternWord::Kind::kExact : PatternWord::Kind::kStem;
    if (out.kind == PatternWord::Kind::kStem) out.form = std::string(stemmer_.Stem(out.form));
    pattern_.parts.back().push_back(std::move(out));
  }

  /// Turns the last word of the chunk, `piece` of `body`, into a prefix.
  std::optional<PatternError> MakePrefix(std::string_view chunk, std::string_view body, const Piece& piece) {
    if (piece.end != body.size() || piece.kind != TokenKind::kWord) {
      return About(chunk, "звёздочка должна стоять сразу после букв", "an asterisk must follow letters");
    }
    PatternWord& word = pattern_.parts.back().back();
    word.kind = PatternWord::Kind::kPrefix;
    NormalizeWord(body.substr(piece.begin), word.form);
    if (CountLetters(word.form) >= kPrefixLetters) return std::nullopt;
    return About(chunk, "в начале слова должно быть не меньше двух букв", "a prefix needs at least two letters");
  }

  std::size_t CountWords() const {
    std::size_t count = 0;
    for (const auto& part : pattern_.parts) count += part.size();
    return count;
  }

  std::string_view text_;
  Stemmer stemmer_;
  Pattern pattern_;
};

}  // namespace

tl::expected<Pattern, PatternError> ParsePattern(std::string_view literal) {
  CleanedText cleaned;
  Clean(literal, cleaned);
  return PatternReader(cleaned.text).Read();
}

std::string Pattern::Canonical() const {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += " ... ";
    bool first = true;
    for (const PatternWord& word : part) {
      if (!first) out += ' ';
      first = false;
      if (word.kind == PatternWord::Kind::kExact) out += '=';
      out += word.form;
      if (word.kind == PatternWord::Kind::kPrefix) out += '*';
    }
  }
  return out;
}

}  // namespace autorules
