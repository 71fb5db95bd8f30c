#include "engine/text/scanner.h"

#include <algorithm>
#include <array>

#include "engine/base/limits.h"
#include "engine/text/clean.h"
#include "engine/text/compiled_patterns.h"
#include "engine/text/normalize.h"
#include "engine/text/tails.h"
#include "engine/text/tokenizer.h"
#include "engine/text/word_memo.h"

namespace autorules {
namespace {

constexpr WordMemo::Index kNoWord = 0xFFFFFFFFU;

/// Most places where a part of a pattern can end, counted from the pattern's first word: each of the other parts adds
/// kPatternGapWords choices.
constexpr std::size_t kMostEnds = limits::kPatternWords * limits::kPatternGapWords + 1;

}  // namespace

struct TextScanner::Impl {
  explicit Impl(const PatternSet& set)
      : patterns(set.compiled()),
        memo(patterns),
        term_seen(patterns.term_count, 0),
        pattern_seen(patterns.shapes.size(), 0) {}

  void StartText();
  void AddWord(std::string_view word, Token& token);
  bool HasTerm(std::size_t token, TermId term) const;
  bool PartAt(std::size_t token, std::span<const TermId> terms) const;
  std::size_t MatchEnd(PatternId pattern, std::size_t start) const;
  void MatchLongPatterns();

  const PatternSet::Compiled& patterns;
  WordMemo memo;
  CleanedText cleaned;
  ScanResult result;
  std::vector<WordMemo::Index> words;     ///< per token; kNoWord for what is no word
  std::vector<std::uint32_t> candidates;  ///< tokens that may begin a pattern of several words
  std::uint32_t text_number = 0;          ///< marks below that equal it were made in this text
  std::vector<std::uint32_t> term_seen;
  std::vector<std::uint32_t> pattern_seen;
};

void TextScanner::Impl::StartText() {
  memo.Trim();
  result.tokens.clear();
  result.hits.clear();
  result.words = 0;
  words.clear();
  candidates.clear();
  if (++text_number == 0) {  // the count came round: old marks would look new
    std::fill(term_seen.begin(), term_seen.end(), 0);
    std::fill(pattern_seen.begin(), pattern_seen.end(), 0);
    text_number = 1;
  }
}

/// Looks the word up and reports the one-word patterns that it is the first to match.
void TextScanner::Impl::AddWord(std::string_view word, Token& token) {
  const WordMemo::Index index = memo.Find(word);
  token.form = memo.Form(index);
  token.stem = memo.Stem(index);
  words.push_back(index);
  if (!memo.HasTerms(index)) return;
  bool begins = false;
  for (const TermId term : memo.Terms(index)) {
    begins = begins || !patterns.Starts(term).empty();
    if (term_seen[term] == text_number) continue;
    term_seen[term] = text_number;
    for (const PatternId pattern : patterns.Singles(term)) result.hits.push_back({pattern, token.begin, token.end});
  }
  if (begins) candidates.push_back(static_cast<std::uint32_t>(words.size() - 1));
}

bool TextScanner::Impl::HasTerm(std::size_t token, TermId term) const {
  if (words[token] == kNoWord) return false;
  const std::span<const TermId> terms = memo.Terms(words[token]);
  return std::find(terms.begin(), terms.end(), term) != terms.end();
}

bool TextScanner::Impl::PartAt(std::size_t token, std::span<const TermId> terms) const {
  if (terms.size() > words.size() - token) return false;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!HasTerm(token + i, terms[i])) return false;
  }
  return true;
}

/// One past the last token of the shortest occurrence of the pattern that begins at `start`, or 0. Keeps every place
/// where the parts so far can end: the nearest one need not lead to a whole occurrence.
std::size_t TextScanner::Impl::MatchEnd(PatternId pattern, std::size_t start) const {
  const PatternSet::Compiled::Shape& shape = patterns.shapes[pattern];
  const auto part_terms = [&](std::uint32_t part) {
    const std::uint32_t begin = part == shape.parts_begin ? 0 : patterns.part_ends[part - 1];
    return std::span(patterns.terms).subspan(shape.terms_begin + begin, patterns.part_ends[part] - begin);
  };
  std::span<const TermId> terms = part_terms(shape.parts_begin);
  if (!PartAt(start, terms)) return 0;
  std::array<std::size_t, kMostEnds> ends{start + terms.size()};
  std::size_t count = 1;
  for (std::uint32_t part = shape.parts_begin + 1; part < shape.parts_end; ++part) {
    terms = part_terms(part);
    std::array<std::size_t, kMostEnds> next_ends;
    std::size_t next_count = 0;
    std::size_t tried = 0;  // one past the last place tried
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t last = std::min(ends[i] + limits::kPatternGapWords + 1, words.size());
      for (tried = std::max(tried, ends[i]); tried < last; ++tried) {
        if (PartAt(tried, terms)) next_ends[next_count++] = tried + terms.size();
      }
    }
    if (next_count == 0) return 0;
    std::copy_n(next_ends.begin(), next_count, ends.begin());
    count = next_count;
  }
  return ends[0];
}

void TextScanner::Impl::MatchLongPatterns() {
  for (const std::uint32_t token : candidates) {
    for (const TermId term : memo.Terms(words[token])) {
      for (const auto& [pattern, also] : patterns.Starts(term)) {
        if (term_seen[also] != text_number || pattern_seen[pattern] == text_number) continue;
        const std::size_t end = MatchEnd(pattern, token);
        if (end == 0) continue;
        pattern_seen[pattern] = text_number;
        result.hits.push_back({pattern, result.tokens[token].begin, result.tokens[end - 1].end});
      }
    }
  }
}

TextScanner::TextScanner(const PatternSet& patterns) : impl_(std::make_unique<Impl>(patterns)) {}
TextScanner::~TextScanner() = default;

const ScanResult& TextScanner::Scan(std::string_view raw) {
  Impl& impl = *impl_;
  impl.StartText();
  impl.result.truncated = raw.size() > limits::kMessageTextBytes;
  Clean(CutAtCharacter(raw, limits::kMessageTextBytes), impl.cleaned);
  impl.result.repaired = impl.cleaned.repaired;
  Tokenizer tokenizer(impl.cleaned.text.substr(0, TailBegin(impl.cleaned.text)));
  Piece piece;
  while (tokenizer.Next(piece)) {
    Token& token = impl.result.tokens.emplace_back();
    token.begin = impl.cleaned.RawBegin(piece.begin);
    token.end = impl.cleaned.RawEnd(piece.end);
    token.kind = piece.kind;
    token.joined = piece.joined;
    const std::string_view text = impl.cleaned.text.substr(piece.begin, piece.end - piece.begin);
    if (piece.kind == TokenKind::kWord || piece.kind == TokenKind::kNumber) {
      impl.result.words += piece.kind == TokenKind::kWord ? 1 : 0;
      impl.AddWord(text, token);
    } else {
      token.form = text;
      impl.words.push_back(kNoWord);
    }
  }
  impl.MatchLongPatterns();
  std::sort(impl.result.hits.begin(), impl.result.hits.end(),
            [](const PatternHit& a, const PatternHit& b) { return a.pattern < b.pattern; });
  return impl.result;
}

}  // namespace autorules
