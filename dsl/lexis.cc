#include "dsl/lexis.h"

#include <array>
#include <cstdint>
#include <utility>

namespace autorules::lexis {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;
};

// The input is valid UTF-8 (checked when the file is read), so only the lead byte is looked at.
CodePoint Decode(std::string_view text) {
  if (text.empty()) return {};
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {static_cast<char32_t>((lead & 0x1FU) << 6U | (byte(1) & 0x3FU)), 2};
  if (lead < 0xF0)
    return {static_cast<char32_t>((lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU)), 3};
  return {static_cast<char32_t>((lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U |
                                (byte(3) & 0x3FU)),
          4};
}

bool IsLatin(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsCyrillic(char32_t c) { return c >= 0x400 && c <= 0x52F; }
bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
// Letters of Latin-1 and beyond other than signs: enough for names; keywords are Cyrillic or ASCII.
bool IsLetter(char32_t c) { return IsLatin(c) || IsCyrillic(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7); }
bool IsWordPart(char32_t c) { return IsLetter(c) || IsDigit(c) || c == '_'; }

char32_t FoldLetter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c == 0x401 || c == 0x451) return 0x435;  // Ё, ё
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

constexpr std::array<std::pair<char, std::string_view>, 20> kLookAlikes{
    {{'a', "а"}, {'A', "А"}, {'B', "В"}, {'c', "с"}, {'C', "С"}, {'e', "е"}, {'E', "Е"},
     {'H', "Н"}, {'k', "к"}, {'K', "К"}, {'m', "м"}, {'M', "М"}, {'o', "о"}, {'O', "О"},
     {'p', "р"}, {'P', "Р"}, {'T', "Т"}, {'x', "х"}, {'X', "Х"}, {'y', "у"}}};

}  // namespace

std::size_t SpaceLength(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++at;
    } else if (text.substr(at, 2) == "\xC2\xA0" || text.substr(at, 3) == "\xEF\xBB\xBF") {  // no-break space, BOM
      at += c == '\xC2' ? 2 : 3;
    } else if (text.substr(at, 2) == "//") {
      const std::size_t end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end;
    } else {
      break;
    }
  }
  return at;
}

std::size_t BlankLength(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') {
      ++at;
    } else if (text.substr(at, 2) == "\xC2\xA0") {
      at += 2;
    } else {
      break;
    }
  }
  return at;
}

std::size_t WordLength(std::string_view text) {
  const CodePoint first = Decode(text);
  if (!IsLetter(first.value) && first.value != '_') return 0;
  std::size_t at = first.length;
  while (at < text.size()) {
    const CodePoint next = Decode(text.substr(at));
    if (!IsWordPart(next.value)) break;
    at += next.length;
  }
  return at;
}

std::size_t StringLength(std::string_view text) {
  const bool plain = text.substr(0, 1) == "\"";
  if (!plain && text.substr(0, 2) != "«") return 0;
  const std::string_view close = plain ? "\"" : "»";
  std::size_t at = plain ? 1 : 2;
  while (at < text.size() && text[at] != '\n') {
    if (text.substr(at, close.size()) != close) {
      ++at;
      continue;
    }
    at += close.size();
    if (text.substr(at, close.size()) != close) return at;
    at += close.size();
  }
  return std::string_view::npos;
}

std::string StringValue(std::string_view literal) {
  const std::string_view close = literal.front() == '"' ? "\"" : "»";
  const std::string_view inner = literal.substr(close.size(), literal.size() - 2 * close.size());
  std::string value;
  value.reserve(inner.size());
  for (std::size_t at = 0; at < inner.size();) {
    if (inner.substr(at, close.size()) == close) {
      value += close;
      at += 2 * close.size();
    } else {
      value += inner[at++];
    }
  }
  return value;
}

bool StartsWithFolded(std::string_view text, std::string_view folded, std::size_t* length) {
  std::size_t at = 0;
  while (!folded.empty()) {
    const CodePoint want = Decode(folded);
    const CodePoint have = Decode(text.substr(at));
    if (have.length == 0 || FoldLetter(have.value) != FoldLetter(want.value)) return false;
    at += have.length;
    folded.remove_prefix(want.length);
  }
  *length = at;
  return true;
}

bool IsMixedScript(std::string_view word) {
  bool latin = false;
  bool cyrillic = false;
  while (!word.empty()) {
    const CodePoint c = Decode(word);
    latin = latin || IsLatin(c.value);
    cyrillic = cyrillic || IsCyrillic(c.value);
    word.remove_prefix(c.length);
  }
  return latin && cyrillic;
}

std::string WithoutLatin(std::string_view word) {
  std::string out;
  for (const char c : word) {
    bool replaced = false;
    for (const auto& [latin, cyrillic] : kLookAlikes) {
      if (c == latin) {
        out += cyrillic;
        replaced = true;
      }
    }
    if (!replaced) out += c;
  }
  return out;
}

std::string_view TokenAt(std::string_view text) {
  if (const std::size_t word = WordLength(text); word > 0) return text.substr(0, word);
  if (const std::size_t literal = StringLength(text); literal > 0) {
    return text.substr(0, literal == std::string_view::npos ? text.find_first_of("\r\n") : literal);
  }
  std::size_t digits = 0;
  while (digits < text.size() && IsDigit(static_cast<unsigned char>(text[digits]))) ++digits;
  if (digits > 0) return text.substr(0, digits);
  return text.substr(0, Decode(text).length);
}

}  // namespace autorules::lexis
