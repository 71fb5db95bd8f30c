#pragma once

#include <cstddef>
#include <string_view>

namespace autorules {

/// Classes of characters in cleaned text (valid UTF-8). `pos` is the start of a character.

inline bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

/// Classes of one character outside ASCII and U+0400..U+047F, which are all letters.
struct RareCharacter {
  std::size_t length = 1;
  bool letter = false;
  bool digit = false;
  bool emoji = false;
};
RareCharacter ReadRare(std::string_view text, std::size_t pos);

/// Bytes of the letter at `pos`, 0 when there is none.
inline std::size_t LetterAt(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return 0;
  const auto lead = static_cast<unsigned char>(text[pos]);
  if (lead < 0x80) return IsAsciiLetter(text[pos]) ? 1 : 0;
  if (lead == 0xD0 || lead == 0xD1) return 2;
  const RareCharacter rare = ReadRare(text, pos);
  return rare.letter ? rare.length : 0;
}

/// Bytes of the decimal digit at `pos`, 0 when there is none.
inline std::size_t DigitAt(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return 0;
  if (static_cast<unsigned char>(text[pos]) < 0x80) return IsAsciiDigit(text[pos]) ? 1 : 0;
  if (static_cast<unsigned char>(text[pos]) < 0xD9) return 0;  // the first digits beyond ASCII are U+0660
  const RareCharacter rare = ReadRare(text, pos);
  return rare.digit ? rare.length : 0;
}

}  // namespace autorules
