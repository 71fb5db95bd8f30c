#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <unordered_map>

#include "engine/text/hash.h"
#include "engine/text/pattern.h"
#include "engine/text/scanner.h"

namespace autorules {

/// Looks for the engine's word patterns where texts and patterns come one by one from a script. Unlike a PatternSet
/// it reads a text once, whatever it is asked for later. Finds what a TextScanner finds. One per state.
class WordSearch {
 public:
  WordSearch();

  /// True when `text` is the one read last: asking about it again needs no scan.
  bool IsRead(std::string_view text) const { return read_ && text == text_; }
  /// Makes the next question scan, as in a new search.
  void Forget() { read_ = false; }

  /// Tokens of the text: what looking for a word in it costs.
  std::size_t CountTokens(std::string_view text) { return Read(text).tokens.size(); }
  std::size_t CountWords(std::string_view text) { return Read(text).words; }
  tl::expected<bool, PatternError> Contains(std::string_view text, std::string_view literal);

 private:
  const ScanResult& Read(std::string_view text);
  const tl::expected<Pattern, PatternError>& Compiled(std::string_view literal);

  const PatternSet no_patterns_;
  std::unique_ptr<TextScanner> scanner_;
  std::size_t scanned_bytes_ = 0;  ///< since the scanner was made
  bool read_ = false;
  std::string text_;
  const ScanResult* scan_ = nullptr;
  std::unordered_map<std::string, tl::expected<Pattern, PatternError>, StringHash, std::equal_to<>> compiled_;
};

}  // namespace autorules
