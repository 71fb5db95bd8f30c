#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/scanner.h"

namespace autorules {

/// Kinds of streets and places, a bit each: `пр` may be a проспект or a проезд.
using KindMask = std::uint16_t;
inline constexpr KindMask kStreetKinds = 0x1FF;
inline constexpr KindMask kPlaceKinds = 0xFE00;
inline constexpr KindMask kNamedPlace = 0x1000;  ///< `место`: any place with a name
inline constexpr KindMask kPlainStreet = 0x001;  ///< `улица`

/// A kind word in a text: «улице», «пр-кт», «мкр.».
struct KindWord {
  KindMask kinds = 0;  ///< 0: there is none
  std::size_t first = 0;
  std::size_t end = 0;  ///< one past its last token
  bool abbreviated = false;
  explicit operator bool() const { return kinds != 0; }
};

/// The address-wise meaning of single tokens of one scanned text.
class AddressWords {
 public:
  AddressWords(std::string_view raw, const std::vector<Token>& tokens) : raw_(raw), tokens_(tokens) {}

  KindWord KindAt(std::size_t token) const;
  KindWord KindEndingAt(std::size_t end) const;
  /// «дом», «д.», «№» read as a word.
  bool IsHouseWord(std::size_t token) const;
  /// A number that may be a house, 0 when it is a time, a date, an amount («5 лет»), a flat («3 подъезд») or too long.
  std::uint32_t HouseNumber(std::size_t token) const;
  /// «я» of «1-я», «й» of «2-й»: written or left out at will.
  bool IsOrdinalEnding(std::size_t token) const;

  enum Marks : std::uint8_t { kNone = 0, kPeriod = 1, kComma = 2, kNumberSign = 4 };
  /// True when only blanks, quotes, brackets and hyphens stand between a token and the next, and of the marks named
  /// at most those allowed. A sentence does not end there.
  bool Adjoin(std::size_t left, std::size_t right, std::uint8_t allowed) const;
  std::string_view Between(std::size_t left, std::size_t right) const {
    return raw_.substr(tokens_[left].end, tokens_[right].begin - tokens_[left].end);
  }
  bool IsCapitalised(std::size_t token) const;

 private:
  std::string_view raw_;
  const std::vector<Token>& tokens_;
};

/// Stems of all words that begin or end a kind word: only at these KindAt and KindEndingAt are worth asking.
std::vector<std::string> KindStems();
/// Kind of a folded cell of an address table; the usual abbreviations serve too. 0 when unknown.
KindMask KindOfCell(std::string_view folded);

}  // namespace autorules
