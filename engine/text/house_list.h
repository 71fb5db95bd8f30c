#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace autorules {

/// The houses of one address row: `1-45 нечет, 2-60 чет, 70, 100-`. A letter or fraction after a number («12а»,
/// «12/2») is read as the number: registers and messages differ in it too freely. Empty means every house.
class HouseList {
 public:
  /// Nullopt when the text is no such list; `bad`, if given, gets the item that is not.
  static std::optional<HouseList> Parse(std::string_view text, std::string_view* bad = nullptr);
  bool Has(std::uint32_t house) const;

 private:
  enum class Parity : std::uint8_t { kBoth, kOdd, kEven };
  struct Range {
    std::uint32_t first = 1;
    std::uint32_t last = 0xFFFFFFFFU;
    Parity parity = Parity::kBoth;
  };
  static std::optional<Range> ParseRange(std::string_view item);

  std::vector<Range> ranges_;
};

}  // namespace autorules
