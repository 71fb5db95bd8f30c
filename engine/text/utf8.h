#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace autorules {

/// Reads the code point at `pos` (inside the text) and moves `pos` past it. Negative, and past the longest broken
/// sequence (Unicode's "maximal subpart"), when the bytes there are not UTF-8.
inline UChar32 DecodeUtf8(std::string_view text, std::size_t& pos) {
  // Bytes and pointers as ICU's macro wants them; four bytes at most, so that a text of any size is safe.
  const auto* at = reinterpret_cast<const std::uint8_t*>(text.data()) + pos;
  const std::size_t left = text.size() - pos;
  const std::int32_t size = left < 4 ? static_cast<std::int32_t>(left) : 4;
  std::int32_t used = 0;
  UChar32 code = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
  U8_NEXT(at, used, size, code);
#pragma GCC diagnostic pop
  pos += static_cast<std::size_t>(used);
  return code;
}

}  // namespace autorules
