#pragma once

#include <cstddef>
#include <string_view>

#include "engine/text/scanner.h"

namespace autorules {

/// A token as a stretch of cleaned text.
struct Piece {
  TokenKind kind = TokenKind::kWord;
  bool joined = false;  ///< begins where the piece before it ends
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Splits cleaned text (valid UTF-8, see clean.h) into pieces, one per call, in linear time. Words are runs of
/// letters, numbers runs of digits; what is neither separates. Runs of emoji are one piece.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}
  /// False at the end of the text.
  bool Next(Piece& piece);

 private:
  bool Take(TokenKind kind, std::size_t begin, std::size_t end, Piece& piece);
  bool TakeSpecial(const struct Special& special, Piece& piece);
  std::size_t LettersEnd(std::size_t pos) const;
  std::size_t DigitsEnd(std::size_t pos) const;

  std::string_view text_;
  std::size_t pos_ = 0;
  std::size_t last_end_ = std::string_view::npos;
};

}  // namespace autorules
