#include "engine/script/word_search.h"

#include <algorithm>
#include <vector>

#include "engine/base/limits.h"

namespace autorules {
namespace {

/// Scripts can make up words without end; a scanner remembers all it met. Some 100,000 forms of 80 bytes.
constexpr std::size_t kScannedBytes = 1U << 20U;
/// Literals of one script; more than these are most likely computed ones.
constexpr std::size_t kLiterals = 256;

bool IsInstance(const Token& token, const PatternWord& word) {
  if (token.kind != TokenKind::kWord && token.kind != TokenKind::kNumber) return false;
  switch (word.kind) {
    case PatternWord::Kind::kStem: return token.stem == word.form;
    case PatternWord::Kind::kExact: return token.form == word.form;
    case PatternWord::Kind::kPrefix: return token.form.starts_with(word.form);
  }
  return false;
}

bool PartAt(const std::vector<Token>& tokens, std::size_t at, const std::vector<PatternWord>& part) {
  if (part.size() > tokens.size() - at) return false;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (!IsInstance(tokens[at + i], part[i])) return false;
  }
  return true;
}

bool Occurs(const std::vector<Token>& tokens, const Pattern& pattern) {
  // Where the part at hand may begin; the first one anywhere.
  std::vector<bool> may_begin(tokens.size(), true);
  for (const std::vector<PatternWord>& part : pattern.parts) {
    std::vector<bool> next(tokens.size(), false);
    bool found = false;
    std::size_t marked = 0;  // all places before it are marked already
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      if (!may_begin[at] || !PartAt(tokens, at, part)) continue;
      found = true;
      const std::size_t end = at + part.size();
      const std::size_t last = std::min(end + limits::kPatternGapWords + 1, tokens.size());
      for (marked = std::max(marked, end); marked < last; ++marked) next[marked] = true;
    }
    if (!found) return false;
    may_begin = std::move(next);
  }
  return true;
}

}  // namespace

WordSearch::WordSearch()
    : no_patterns_(std::vector<Pattern>{}), scanner_(std::make_unique<TextScanner>(no_patterns_)) {}

const ScanResult& WordSearch::Read(std::string_view text) {
  if (IsRead(text)) return *scan_;
  scanned_bytes_ += text.size();
  if (scanned_bytes_ > kScannedBytes) {
    scanner_ = std::make_unique<TextScanner>(no_patterns_);
    scanned_bytes_ = text.size();
  }
  text_ = text;
  scan_ = &scanner_->Scan(text_);
  read_ = true;
  return *scan_;
}

const tl::expected<Pattern, PatternError>& WordSearch::Compiled(std::string_view literal) {
  const auto at = compiled_.find(literal);
  if (at != compiled_.end()) return at->second;
  if (compiled_.size() == kLiterals) compiled_.clear();
  return compiled_.emplace(std::string(literal), ParsePattern(literal)).first->second;
}

tl::expected<bool, PatternError> WordSearch::Contains(std::string_view text, std::string_view literal) {
  const tl::expected<Pattern, PatternError>& pattern = Compiled(literal);
  if (!pattern) return tl::unexpected(pattern.error());
  return Occurs(Read(text).tokens, *pattern);
}

}  // namespace autorules
