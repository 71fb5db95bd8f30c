#include "cli/layout.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

std::size_t SizeOfCodePoint(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = lead < 0x80U ? 1 : lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
  return std::min(size, text.size() - at);
}

/// Bytes of the longest beginning that takes at most `width` columns.
std::size_t Fitting(std::string_view text, std::size_t width) {
  std::size_t at = 0;
  for (std::size_t used = 0; at < text.size();) {
    const std::size_t size = SizeOfCodePoint(text, at);
    used += DisplayWidth(text.substr(at, size));
    if (used > width) break;
    at += size;
  }
  return at;
}

bool IsSpaceOrControl(std::string_view character) {
  if (character.size() == 1) return static_cast<unsigned char>(character[0]) <= 0x20U || character[0] == 0x7F;
  // C1 controls and the no-break space (U+0080–U+00A0), line and paragraph separators, direction overrides.
  if (character.size() == 2) return character[0] == '\xC2' && static_cast<unsigned char>(character[1]) <= 0xA0U;
  return character >= "\xE2\x80\xA8" && character <= "\xE2\x80\xAE";
}

}  // namespace

std::string OneLine(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, SizeOfCodePoint(text, at));
    at += character.size();
    if (IsSpaceOrControl(character)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += character;
  }
  return out;
}

std::string Shorten(std::string_view text, std::size_t width) {
  const std::size_t fitting = Fitting(text, width);
  if (fitting == text.size()) return std::string(text);
  std::string_view kept = text.substr(0, Fitting(text, width - 1));
  while (kept.ends_with(' ')) kept.remove_suffix(1);
  return std::string(kept) + "…";
}

std::string Pad(std::string text, std::size_t width) {
  const std::size_t used = DisplayWidth(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

std::vector<std::string> Wrap(std::string_view text, std::size_t width, std::size_t max_lines) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    if (lines.size() + 1 == max_lines) {
      lines.push_back(Shorten(text, width));
      break;
    }
    std::size_t size = std::max(Fitting(text, width), SizeOfCodePoint(text, 0));
    if (size < text.size() && text[size] != ' ') {
      const std::size_t space = text.rfind(' ', size);
      if (space != std::string_view::npos && space > 0) size = space;
    }
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return lines;
}

std::string_view Plural(std::uint64_t count, std::string_view one, std::string_view few, std::string_view many) {
  const std::uint64_t tens = count % 100;
  const std::uint64_t ones = count % 10;
  if (tens >= 11 && tens <= 14) return many;
  if (ones == 1) return one;
  return ones >= 2 && ones <= 4 ? few : many;
}

}  // namespace autorules::cli
