#include "engine/text/letters.h"

#include <unicode/uchar.h>

#include "engine/text/utf8.h"

namespace autorules {

RareCharacter ReadRare(std::string_view text, std::size_t pos) {
  std::size_t end = pos;
  const UChar32 code = DecodeUtf8(text, end);
  RareCharacter rare;
  rare.length = end - pos;
  if (code < 0) return rare;
  rare.letter = u_isalpha(code) != 0;
  rare.digit = u_charType(code) == U_DECIMAL_DIGIT_NUMBER;
  // Pictographs below U+2600 are arrows, © and the like, which are punctuation here.
  rare.emoji = u_hasBinaryProperty(code, UCHAR_EMOJI_PRESENTATION) != 0 ||
               (code >= 0x2600 && u_hasBinaryProperty(code, UCHAR_EXTENDED_PICTOGRAPHIC) != 0);
  return rare;
}

}  // namespace autorules
