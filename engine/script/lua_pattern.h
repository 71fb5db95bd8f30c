#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace autorules {

/// What a pattern matched: [begin, end) of the subject. A position capture has begin only.
struct LuaMatch {
  struct Capture {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool position = false;
    bool operator==(const Capture&) const = default;
  };
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Capture> captures;
};

/// A pattern of Lua's `string.find` (Lua 5.4 reference manual, 6.4.1), matched with counted steps and without
/// recursion. Works on bytes; letters of the classes are ASCII. Differs from Lua's own matcher only in that a malformed
/// pattern is refused before anything is matched, and that long patterns are refused instead of deeply nested ones.
class LuaPattern {
 public:
  enum class Anchor : std::uint8_t { kAllowed, kLiteral };  ///< what `^` means at the beginning
  enum class Outcome : std::uint8_t { kMatch, kNoMatch, kOutOfSteps };

  /// The error is a message in the words of Lua's own.
  static tl::expected<LuaPattern, std::string> Compile(std::string_view pattern, Anchor anchor = Anchor::kAllowed);

  bool anchored() const { return anchored_; }

  /// Matches at exactly `at` (at most the size of the subject). Takes from `steps`, about one for each byte looked at.
  Outcome MatchAt(std::string_view subject, std::size_t at, std::size_t& steps, LuaMatch& match) const;
  /// Finds the first match that begins at `from` or later, or at `from` only when anchored.
  Outcome Find(std::string_view subject, std::size_t from, std::size_t& steps, LuaMatch& match) const;

 private:
  using ByteSet = std::bitset<256>;
  enum class Kind : std::uint8_t { kByte, kAny, kSet, kOpen, kClose, kPosition, kSame, kBalance, kFrontier, kEnd };
  enum class Repeat : std::uint8_t { kOnce, kOptional, kMost, kMostButOne, kLeast };
  /// One step of the pattern. `index` is of a set or a capture; `byte`, `other` are the bytes of kByte and kBalance.
  struct Item {
    Kind kind = Kind::kByte;
    Repeat repeat = Repeat::kOnce;
    unsigned char byte = 0;
    unsigned char other = 0;
    std::uint16_t index = 0;
  };
  class Reader;
  class Run;

  bool Accepts(const Item& item, unsigned char byte) const {
    return item.kind == Kind::kAny || (item.kind == Kind::kByte ? item.byte == byte : sets_[item.index].test(byte));
  }

  bool anchored_ = false;
  std::size_t captures_ = 0;
  std::vector<Item> items_;
  std::vector<ByteSet> sets_;
};

}  // namespace autorules
