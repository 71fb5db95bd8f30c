#pragma once

#include <cstddef>
#include <string_view>

#include "engine/text/scanner.h"

namespace autorules {

/// A stretch of cleaned text that is no word: an address on the net, a telephone number, a tag, a mention.
struct Special {
  TokenKind kind = TokenKind::kWord;
  std::size_t begin = 0;
  std::size_t end = 0;   ///< begin == end: there is none
  std::size_t next = 0;  ///< where reading goes on: after the closing bracket of a markup
  explicit operator bool() const { return end > begin; }
};

/// Each reads at `pos` only, in time bounded by a constant or by the length of what it takes.

/// `http://…`, `www.…`, and bare hosts with a known top domain (`vk.com/…`, `59.ru`); e-mail addresses.
Special ReadUrlOrEmail(std::string_view text, std::size_t pos);
/// `.рф` after the Cyrillic word text[begin, end).
Special ReadCyrillicHost(std::string_view text, std::size_t begin, std::size_t end);
/// A telephone number with area code, at least ten digits: `+7 342 212-34-56`, `8(902)4567890`, `(342) 212 34 56`.
Special ReadPhone(std::string_view text, std::size_t pos);
/// `#слово`, with VK's `@club` after it.
Special ReadHashtag(std::string_view text, std::size_t pos);
/// `@name`, and as VK writes it, `@club123 (name)`.
Special ReadMention(std::string_view text, std::size_t pos);
/// `*club123 (name)`, the same in VK; other stars are ordinary text.
Special ReadStarMention(std::string_view text, std::size_t pos);
/// VK markup `[club123|name]`, in answers `[id1:bp-2_3|name]`: the name is the mention.
Special ReadMarkup(std::string_view text, std::size_t pos);

}  // namespace autorules
