#include "engine/intake/xml_nodes.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/text/fold.h"

namespace autorules {
namespace {

std::optional<char32_t> HexValue(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (error != std::errc() || stop != digits.data() + digits.size()) return std::nullopt;
  return static_cast<char32_t>(value);
}

/// A character of the basic plane; half a pair becomes what is no UTF-8 and is repaired with the rest.
void AppendUtf8(char32_t code, std::string* out) {
  if (code < 0x80) {
    *out += static_cast<char>(code);
  } else if (code < 0x800) {
    *out += static_cast<char>(0xC0 | (code >> 6U));
    *out += static_cast<char>(0x80 | (code & 0x3FU));
  } else {
    *out += static_cast<char>(0xE0 | (code >> 12U));
    *out += static_cast<char>(0x80 | ((code >> 6U) & 0x3FU));
    *out += static_cast<char>(0x80 | (code & 0x3FU));
  }
}

}  // namespace

std::string DecodeEscapes(std::string_view text) {
  constexpr std::size_t kLength = std::string_view("_x000D_").size();
  std::string out;
  while (!text.empty()) {
    const std::size_t next = std::min(text.find("_x"), text.size());
    out += text.substr(0, next);
    text.remove_prefix(next);
    if (text.empty()) break;
    const auto code = text.size() >= kLength && text[kLength - 1] == '_' ? HexValue(text.substr(2, 4)) : std::nullopt;
    if (code && *code != 0) AppendUtf8(*code, &out);
    if (!code) out += text.front();
    text.remove_prefix(code ? kLength : 1);
  }
  return IsValidUtf8(out) ? out : RepairUtf8(out);
}

std::string StringOf(pugi::xml_node string) {
  std::string text;
  for (pugi::xml_node child = string.first_child(); child; child = child.next_sibling()) {
    const std::string_view name = LocalName(child.name());
    if (name == "t") text += TextOf(child);
    if (name == "r") text += TextOf(Child(child, "t"));
  }
  return DecodeEscapes(text);
}

}  // namespace autorules
