#include "engine/intake/json_repair.h"

#include <charconv>

namespace autorules {
namespace {

constexpr std::size_t kEscapeBytes = 6;  // \uXXXX

/// The code unit of the escape at `at`; nullopt when none stands there.
std::optional<unsigned> EscapedUnit(std::string_view json, std::size_t at) {
  if (json.substr(at, 2) != "\\u" || at + kEscapeBytes > json.size()) return std::nullopt;
  unsigned unit = 0;
  const char* begin = json.data() + at + 2;
  const auto [end, error] = std::from_chars(begin, begin + 4, unit, 16);
  if (error != std::errc() || end != begin + 4) return std::nullopt;
  return unit;
}

bool IsHigh(unsigned unit) { return unit >= 0xD800U && unit < 0xDC00U; }
bool IsLow(unsigned unit) { return unit >= 0xDC00U && unit < 0xE000U; }

}  // namespace

std::optional<std::string> RepairSurrogates(std::string_view json) {
  std::optional<std::string> mended;
  std::size_t copied = 0;
  for (std::size_t at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at)) {
    const std::optional<unsigned> unit = EscapedUnit(json, at);
    if (!unit) {
      at += 2;  // an escaped character, the backslash itself among them
      continue;
    }
    const std::optional<unsigned> next = EscapedUnit(json, at + kEscapeBytes);
    if (IsHigh(*unit) && next && IsLow(*next)) {
      at += 2 * kEscapeBytes;
      continue;
    }
    if (IsHigh(*unit) || IsLow(*unit)) {
      if (!mended) mended.emplace();
      mended->append(json.substr(copied, at - copied)).append("\\uFFFD");
      copied = at + kEscapeBytes;
    }
    at += kEscapeBytes;
  }
  if (mended) mended->append(json.substr(copied));
  return mended;
}

}  // namespace autorules
