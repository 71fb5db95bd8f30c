#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/text/address_book.h"
#include "engine/text/clean.h"
#include "engine/text/fold.h"
#include "engine/text/pattern.h"
#include "engine/text/scanner.h"
#include "engine/text/tokenizer.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

/// Bits of text that meet each other in every order: marks after letters, half characters, markup, digits.
std::string RandomText() {
  static const std::vector<std::string> bits = {"вода",
                                                "Нет",
                                                "дорога",
                                                "дорогу",
                                                "а",
                                                "е",
                                                "и",
                                                "Ё",
                                                "o",
                                                "A",
                                                "b",
                                                "HET",
                                                "12",
                                                "8",
                                                "(342)",
                                                "+7",
                                                "902",
                                                "-",
                                                " ",
                                                " ",
                                                " ",
                                                ".",
                                                "...",
                                                ",",
                                                "\n",
                                                "<br>",
                                                "<",
                                                ">",
                                                "&",
                                                "&nbsp;",
                                                "&#1080;",
                                                "&#x306;",
                                                "&#774;",
                                                "&shy;",
                                                ";",
                                                "\xCC\x81",
                                                "\xCC\x86",
                                                "\xCC\x88",
                                                "\xC2\xAD",
                                                "\xE2\x80\x8B",
                                                "\xE2\x80\x8D",
                                                "\xEF\xB8\x8F",
                                                "\xC2\xA0",
                                                "«",
                                                "»",
                                                "–",
                                                "…",
                                                "№",
                                                "ﬁ",
                                                "²",
                                                "½",
                                                "🔥",
                                                "\xF0\x9F",
                                                "\xD0",
                                                "\xD1",
                                                "\xBE",
                                                "\xFF",
                                                "é",
                                                "中",
                                                "가",
                                                "\xE1\x84\x80",
                                                "\xE1\x85\xA1",
                                                "і",
                                                "Ⅻ",
                                                "http://",
                                                "vk.com",
                                                "/",
                                                "@",
                                                "mail.ru",
                                                "#",
                                                "[id1|",
                                                "]",
                                                "ʼ",
                                                "'",
                                                "ул",
                                                "Мира",
                                                std::string("\0", 1)};
  const auto picks = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bits.size()));
  std::string text;
  for (const std::size_t pick : picks) text += bits[pick];
  return text;
}

struct RawPiece {
  TokenKind kind;
  bool joined;
  std::uint32_t begin, end;
  std::string text;
  bool operator==(const RawPiece&) const = default;
};

std::vector<RawPiece> Pieces(std::string_view raw, Shortcuts shortcuts, bool& repaired) {
  CleanedText cleaned;
  Clean(raw, cleaned, shortcuts);
  repaired = cleaned.repaired;
  std::vector<RawPiece> out;
  Tokenizer tokenizer(cleaned.text);
  for (Piece piece; tokenizer.Next(piece);) {
    out.push_back({piece.kind, piece.joined, cleaned.RawBegin(piece.begin), cleaned.RawEnd(piece.end),
                   std::string(cleaned.text.substr(piece.begin, piece.end - piece.begin))});
  }
  return out;
}

TEST_CASE("the short way through cleaning reads as the long way does") {
  CHECK(rc::check([] {
    const std::string text = RandomText();
    bool quick_repaired = false;
    bool slow_repaired = false;
    RC_ASSERT(Pieces(text, Shortcuts::kTake, quick_repaired) == Pieces(text, Shortcuts::kAvoid, slow_repaired));
    RC_ASSERT(quick_repaired == slow_repaired);
    RC_ASSERT(quick_repaired == !IsValidUtf8(text));
  }));
}

TEST_CASE("tokens lie inside the raw text, in order") {
  CHECK(rc::check([] {
    static const PatternSet none({});
    static TextScanner scanner(none);
    const std::string text = RandomText();
    std::uint32_t last = 0;
    for (const Token& token : scanner.Scan(text).tokens) {
      RC_ASSERT(token.begin <= token.end);
      RC_ASSERT(token.end <= text.size());
      // A segment such as ½ makes several tokens of one stretch of raw text.
      RC_ASSERT(token.begin >= last);
      last = token.begin;
      RC_ASSERT(IsValidUtf8(token.form));
      RC_ASSERT(!token.form.empty());
    }
  }));
}

TEST_CASE("any bytes are scanned, folded and searched for addresses") {
  const AddressBook book({{"Мира", "улица", "1-10", 1}, {"Новые Ляды", "посёлок", "", 2}, {"Рябинина", "", "", 3}});
  const PatternSet set({*ParsePattern("вода"), *ParsePattern("нет ... дор*")});
  TextScanner scanner(set);
  CHECK(rc::check([&](const std::string& bytes) {
    const std::string text = bytes + RandomText();
    book.Find(text, scanner.Scan(text));
    RC_ASSERT(IsValidUtf8(Fold(text)));
    RC_ASSERT(IsValidUtf8(RepairUtf8(text)));
    if (const auto pattern = ParsePattern(text)) RC_ASSERT(!pattern->Canonical().empty());
  }));
}

// ---- the indexed matcher against one that is plainly right ------------------------------------------------------

bool WordMatches(const PatternWord& word, const Token& token) {
  if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) return false;
  switch (word.kind) {
    case PatternWord::Kind::kStem: return token.stem == word.form;
    case PatternWord::Kind::kExact: return token.form == word.form;
    case PatternWord::Kind::kPrefix: return token.form.starts_with(word.form);
  }
  return false;
}

/// The smallest token index one past an occurrence whose part `part` begins at `at`; 0 when there is none.
std::size_t NaiveEnd(const Pattern& pattern, const std::vector<Token>& tokens, std::size_t part, std::size_t at) {
  for (const PatternWord& word : pattern.parts[part]) {
    if (at >= tokens.size() || !WordMatches(word, tokens[at])) return 0;
    ++at;
  }
  if (part + 1 == pattern.parts.size()) return at;
  std::size_t best = 0;
  for (std::size_t gap = 0; gap <= limits::kPatternGapWords; ++gap) {
    const std::size_t end = NaiveEnd(pattern, tokens, part + 1, at + gap);
    if (end != 0 && (best == 0 || end < best)) best = end;
  }
  return best;
}

std::vector<PatternHit> NaiveHits(const std::vector<Pattern>& patterns, const std::vector<Token>& tokens) {
  std::vector<PatternHit> hits;
  for (PatternId id = 0; id < patterns.size(); ++id) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const std::size_t end = NaiveEnd(patterns[id], tokens, 0, at);
      if (end == 0) continue;
      hits.push_back({id, tokens[at].begin, tokens[end - 1].end});
      break;
    }
  }
  return hits;
}

TEST_CASE("the index finds what trying every pattern at every token finds") {
  static const std::vector<std::string> words = {"вода", "воды", "водный", "нет",    "дорога", "дорогой",
                                                 "снег", "5",    "12",     "vk.com", "roads"};
  static const std::vector<std::string> pattern_words = {"вода",   "вод*", "=воды", "нет",   "дорога",
                                                         "дорог*", "снег", "=5",    "roads", "12"};
  CHECK(rc::check([] {
    const auto picks = [](std::size_t count) {
      return *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, count));
    };
    std::vector<Pattern> patterns;
    const auto count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
      std::string literal = pattern_words[*rc::gen::inRange<std::size_t>(0, pattern_words.size())];
      const int more = *rc::gen::inRange(0, 4);
      for (int k = 0; k < more; ++k) {
        literal += *rc::gen::arbitrary<bool>() ? " ... " : " ";
        literal += pattern_words[*rc::gen::inRange<std::size_t>(0, pattern_words.size())];
      }
      patterns.push_back(*ParsePattern(literal));
    }
    const PatternSet set(patterns);
    TextScanner scanner(set);
    for (int round = 0; round < 3; ++round) {
      std::string text;
      for (const std::size_t pick : picks(words.size())) (text += words[pick]) += ' ';
      const ScanResult& scan = scanner.Scan(text);
      RC_ASSERT(scan.hits == NaiveHits(patterns, scan.tokens));
    }
  }));
}

// ---- edit distance against the textbook table ------------------------------------------------------------------

TEST_CASE("edit distance agrees with the full table") {
  CHECK(rc::check([] {
    const auto word = rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcd")));
    const std::string a = *word;
    const std::string b = *word;
    const auto limit = *rc::gen::inRange<std::size_t>(0, 8);
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
      for (std::size_t j = 0; j <= b.size(); ++j) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
    RC_ASSERT(EditDistance(a, b, limit) == std::min(d[a.size()][b.size()], limit + 1));
  }));
}

}  // namespace
}  // namespace autorules
