#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/text/pattern.h"
#include "engine/text/pattern_set.h"

namespace autorules {

enum class TokenKind : std::uint8_t { kWord, kNumber, kUrl, kEmail, kPhone, kHashtag, kMention, kEmoji };

/// One token of a scanned text. `form` (normalised) and `stem` point into the scanner and live until its next Scan;
/// begin/end are bytes of the raw text. Numbers keep a trailing letter apart: `12а` is the number 12 and the word `а`
/// with `joined` set. Tokens that are neither words nor numbers have their cleaned text as form and no stem.
struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  bool joined = false;  ///< nothing stands between this token and the one before it
  std::string_view form;
  std::string_view stem;
};

/// The first place where a pattern was found: bytes of the raw text.
struct PatternHit {
  PatternId pattern = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const PatternHit&) const = default;
};

struct ScanResult {
  std::vector<Token> tokens;
  std::vector<PatternHit> hits;  ///< ascending by pattern, each pattern once
  std::uint32_t words = 0;       ///< tokens of kind kWord
  bool repaired = false;         ///< the text was not valid UTF-8; the bad bytes were read as separators
  bool truncated = false;        ///< longer than limits::kMessageTextBytes; the rest was not read
};

/// Turns raw message text into tokens and pattern hits. One per thread: it remembers word forms it has met.
/// Normalisation: Unicode NFKC, case, ё = е, Latin look-alikes inside Cyrillic words, letters stretched to three and
/// more, soft hyphens and zero-width characters, HTML tags and entities. Advertising at the end (tails.h) is not read.
/// Never fails on any bytes.
class TextScanner {
 public:
  /// `patterns` must outlive the scanner.
  explicit TextScanner(const PatternSet& patterns);
  ~TextScanner();
  TextScanner(const TextScanner&) = delete;
  TextScanner& operator=(const TextScanner&) = delete;

  /// The result and all views in it live until the next call; `raw` must live as long.
  const ScanResult& Scan(std::string_view raw);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
