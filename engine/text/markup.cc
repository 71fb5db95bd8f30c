#include "engine/text/markup.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace autorules {
namespace {

struct Named {
  std::string_view name;
  char32_t code;
};

constexpr std::array<Named, 24> kNamed = {{
    {"nbsp", U' '},    {"quot", U'"'},    {"amp", U'&'},     {"lt", U'<'},      {"gt", U'>'},      {"apos", U'\''},
    {"laquo", 0xAB},   {"raquo", 0xBB},   {"mdash", 0x2014}, {"ndash", 0x2013}, {"shy", 0xAD},     {"hellip", 0x2026},
    {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"bull", 0x2022},
    {"middot", 0xB7},  {"deg", 0xB0},     {"copy", 0xA9},    {"sect", 0xA7},    {"thinsp", U' '},  {"ensp", U' '},
}};

/// Of those that people paste into forms.
constexpr std::array<std::string_view, 14> kBlocks = {"br", "p",  "div", "li", "ul", "ol", "tr",
                                                      "h1", "h2", "h3",  "h4", "h5", "h6", "blockquote"};

/// Longest entity taken: `&#1114111;` and `&#x10FFFF;` with some leading zeros.
constexpr std::size_t kLongestEntity = 14;

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

char32_t Numeric(std::string_view digits) {
  int base = 10;
  if (!digits.empty() && (digits.front() == 'x' || digits.front() == 'X')) {
    base = 16;
    digits.remove_prefix(1);
  }
  if (digits.empty()) return 0;
  std::uint64_t value = 0;
  for (const char c : digits) {
    const int digit = DigitValue(c);
    if (digit >= base) return 0;
    value = value * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(digit);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value == 0 || surrogate || value > 0x10FFFF ? U' ' : static_cast<char32_t>(value);
}

}  // namespace

std::size_t TagLength(std::string_view text, std::size_t pos) {
  if (pos + 2 >= text.size()) return 0;
  const char next = text[pos + 1];
  const bool opens = IsAsciiLetter(next) || next == '!' || (next == '/' && IsAsciiLetter(text[pos + 2]));
  if (!opens) return 0;
  const std::size_t end = text.find_first_of("<>", pos + 1);
  return end == std::string_view::npos || text[end] == '<' ? 0 : end + 1 - pos;
}

bool BreaksLine(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  const std::size_t end = tag.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");
  const std::string_view name = tag.substr(0, end);
  return std::any_of(kBlocks.begin(), kBlocks.end(), [&](std::string_view block) {
    return std::equal(name.begin(), name.end(), block.begin(), block.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  });
}

Entity ReadEntity(std::string_view text, std::size_t pos) {
  const std::string_view window = text.substr(pos, kLongestEntity);
  const std::size_t end = window.find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view name = window.substr(1, end - 1);
  if (name.front() == '#') {
    const char32_t code = Numeric(name.substr(1));
    return code == 0 ? Entity{} : Entity{end + 1, code};
  }
  for (const Named& named : kNamed) {
    if (named.name == name) return {end + 1, named.code};
  }
  return {};
}

}  // namespace autorules
