#include "engine/text/special.h"

#include <algorithm>
#include <array>

#include "engine/text/letters.h"

namespace autorules {
namespace {

bool IsAlnum(char c) { return IsAsciiLetter(c) || IsAsciiDigit(c); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool StartsWith(std::string_view text, std::size_t pos, std::string_view prefix) {
  if (text.size() - pos < prefix.size()) return false;
  return std::equal(prefix.begin(), prefix.end(), text.begin() + static_cast<std::ptrdiff_t>(pos),
                    [](char a, char b) { return a == Lower(b); });
}

// ---- addresses on the net --------------------------------------------------------------------------------------

constexpr std::size_t kHostBytes = 253;      // RFC 1035
constexpr std::size_t kLocalPartBytes = 64;  // RFC 5321
constexpr std::size_t kTopDomainBytes = 6;   // of kTopDomains

/// Enough to know a host when people write it without a scheme; other words with dots are sentences without spaces.
constexpr std::array<std::string_view, 28> kTopDomains = {
    "ru", "com", "org", "net", "su",     "me",   "info", "biz", "io", "gov",  "edu", "tv",  "cc",  "ly",
    "by", "kz",  "ua",  "be",  "online", "site", "app",  "pro", "gl", "link", "xyz", "dev", "goo", "club"};

bool IsTopDomain(std::string_view label) {
  if (label.size() > kTopDomainBytes) return false;
  return std::any_of(kTopDomains.begin(), kTopDomains.end(),
                     [&](std::string_view top) { return top.size() == label.size() && StartsWith(label, 0, top); });
}

bool IsUrlCharacter(char c) {
  return c > ' ' && c < 0x7F && std::string_view("\"<>[]{}|\\^`").find(c) == std::string_view::npos;
}

/// One past the address that goes on at `pos`, without the punctuation of the sentence around it.
std::size_t UrlEnd(std::string_view text, std::size_t pos) {
  const std::size_t start = pos;
  while (pos < text.size()) {
    const auto lead = static_cast<unsigned char>(text[pos]);
    if (IsUrlCharacter(text[pos])) {
      ++pos;
    } else if (lead == 0xD0 || lead == 0xD1) {
      pos += 2;
    } else {
      break;
    }
  }
  while (pos > start && std::string_view(".,;:!?)('*").find(text[pos - 1]) != std::string_view::npos) --pos;
  return pos;
}

/// One past the host name at `pos` whose last label is a top domain, or `pos`.
std::size_t HostEnd(std::string_view text, std::size_t pos) {
  const std::size_t stop = std::min(text.size(), pos + kHostBytes);
  std::size_t best = pos;
  std::size_t label = pos;
  for (std::size_t i = pos; i <= stop; ++i) {
    const char c = i < stop ? text[i] : ' ';
    if (IsAlnum(c) || (c == '-' && i > label)) continue;
    if (i == label) break;
    const bool ends_here = c != '_' && LetterAt(text, i) == 0;
    if (label > pos && ends_here && IsTopDomain(text.substr(label, i - label))) best = i;
    if (c != '.') break;
    label = i + 1;
  }
  return best;
}

std::size_t EmailEnd(std::string_view text, std::size_t pos) {
  const std::size_t stop = std::min(text.size(), pos + kLocalPartBytes + 1);
  std::size_t at = pos;
  while (at < stop && (IsAlnum(text[at]) || text[at] == '.' || text[at] == '_' || text[at] == '-' || text[at] == '+'))
    ++at;
  if (at == pos || at >= stop || text[at] != '@') return pos;
  // Any domain with a dot will do here: the @ is evidence enough.
  std::size_t end = pos;
  std::size_t label = at + 1;
  const std::size_t last = std::min(text.size(), label + kHostBytes);
  for (std::size_t i = label; i <= last; ++i) {
    const char c = i < last ? text[i] : ' ';
    if (IsAlnum(c) || c == '-') continue;
    if (i == label) break;
    if (label > at + 1) end = i;
    if (c != '.') break;
    label = i + 1;
  }
  return end;
}

// ---- telephone numbers -----------------------------------------------------------------------------------------

constexpr std::size_t kPhoneDigits = 15;  // ITU-T E.164
constexpr std::size_t kPhoneGroups = 8;

struct PhoneShape {
  bool plus = false;
  bool area_in_brackets = false;
  std::array<std::size_t, kPhoneGroups> groups{};  // digits of each
  std::size_t count = 0;
  std::size_t digits = 0;
};

/// Whether the groups read so far are a whole number. Rows of small numbers («дома 10, 12, 14») must not pass: the
/// area code, three to five digits, has to stand as a group or the digits be written without breaks.
bool IsWholePhone(const PhoneShape& shape, char first, bool iso_year) {
  const bool country = first == '7' || first == '8';
  if (shape.plus && first != '7') return shape.digits >= 10;
  if (shape.plus) return shape.digits == 11;
  if (country && shape.digits == 11) {
    if (shape.count == 1) return true;
    return shape.groups[0] != 1 || (shape.groups[1] >= 3 && shape.groups[1] <= 5) || shape.groups[1] == 10;
  }
  if (shape.digits != 10 || iso_year) return false;
  return shape.count == 1 || (shape.groups[0] >= 3 && shape.groups[0] <= 5);
}

/// Length of what may stand between two groups of digits, at most three characters; 0 when something else stands there.
std::size_t PhoneGap(std::string_view text, std::size_t pos, bool& brackets) {
  std::size_t length = 0;
  for (std::size_t seen = 0; seen < 3; ++seen) {
    if (pos + length >= text.size()) return 0;
    const char c = text[pos + length];
    if (IsAsciiDigit(c)) break;
    if (c == ' ' || c == '-' || c == '(' || c == ')' || c == '.') {
      brackets = brackets || c == '(';
      ++length;
    } else if (text.substr(pos + length, 3) == "–") {
      length += 3;
    } else {
      return 0;
    }
  }
  return pos + length < text.size() && IsAsciiDigit(text[pos + length]) ? length : 0;
}

// ---- mentions --------------------------------------------------------------------------------------------------

constexpr std::size_t kLongestName = 200;

/// VK names whom it links to: one past the bracket of `club123 (Имя)`, 0 when no name follows the id text[begin, end).
std::size_t NameEnd(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view id = text.substr(begin, end - begin);
  const std::size_t digits = id.find_first_of("0123456789");
  if (digits == std::string_view::npos || id.find_first_not_of("0123456789", digits) != std::string_view::npos)
    return 0;
  const std::string_view kind = id.substr(0, digits);
  if (kind != "id" && kind != "club" && kind != "public" && kind != "event") return 0;
  if (!text.substr(end).starts_with(" (")) return 0;
  const std::string_view window = text.substr(0, std::min(text.size(), end + kLongestName));
  const std::size_t close = window.find_first_of("()\n", end + 2);
  return close == std::string_view::npos || window[close] != ')' ? 0 : close + 1;
}

}  // namespace

Special ReadUrlOrEmail(std::string_view text, std::size_t pos) {
  for (const std::string_view scheme : {"http://", "https://", "www."}) {
    if (!StartsWith(text, pos, scheme)) continue;
    const std::size_t end = UrlEnd(text, pos + scheme.size());
    if (end > pos + scheme.size()) return {TokenKind::kUrl, pos, end, end};
  }
  if (const std::size_t end = EmailEnd(text, pos); end > pos) return {TokenKind::kEmail, pos, end, end};
  std::size_t end = HostEnd(text, pos);
  if (end == pos) return {};
  const char after = end < text.size() ? text[end] : ' ';
  if (after == '/' || after == '?' || after == '#') end = UrlEnd(text, end);
  return {TokenKind::kUrl, pos, end, end};
}

Special ReadCyrillicHost(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view tail = text.substr(end, 5);
  if (tail != ".рф" && tail != ".РФ") return {};
  end += tail.size();
  if (LetterAt(text, end) > 0) return {};
  if (end < text.size() && text[end] == '/') end = UrlEnd(text, end);
  return {TokenKind::kUrl, begin, end, end};
}

Special ReadPhone(std::string_view text, std::size_t pos) {
  PhoneShape shape;
  std::size_t at = pos;
  if (text[at] == '+') {
    shape.plus = true;
    ++at;
  }
  if (at < text.size() && text[at] == '(') {
    shape.area_in_brackets = true;
    ++at;
  }
  if (at >= text.size() || !IsAsciiDigit(text[at])) return {};
  const char first = text[at];
  const std::string_view century = text.substr(at, 2);
  std::size_t end = pos;
  while (shape.count < kPhoneGroups) {
    std::size_t digits = 0;
    while (at + digits < text.size() && IsAsciiDigit(text[at + digits])) {
      if (++digits > kPhoneDigits) return {};
    }
    if (shape.digits + digits > kPhoneDigits) break;
    shape.groups[shape.count++] = digits;
    shape.digits += digits;
    at += digits;
    const bool iso_year = !shape.area_in_brackets && shape.groups[0] == 4 && (century == "19" || century == "20");
    if (IsWholePhone(shape, first, iso_year)) end = at;
    // A foreign number has no fixed length: take all groups. Ours has, and what follows may be a house.
    if (end > pos && !(shape.plus && first != '7')) break;
    const std::size_t gap = PhoneGap(text, at, shape.area_in_brackets);
    if (gap == 0) break;
    at += gap;
  }
  if (text[pos] == '(' && !shape.plus && shape.groups[0] > 5) return {};
  return end > pos ? Special{TokenKind::kPhone, pos, end, end} : Special{};
}

Special ReadHashtag(std::string_view text, std::size_t pos) {
  std::size_t end = pos + 1;
  bool word = false;
  for (;;) {
    if (const std::size_t letter = LetterAt(text, end); letter > 0) {
      word = true;
      end += letter;
    } else if (const std::size_t digit = DigitAt(text, end); digit > 0) {
      end += digit;
    } else if (end < text.size() && text[end] == '_') {
      ++end;
    } else {
      break;
    }
  }
  if (!word) return {};
  if (end < text.size() && text[end] == '@') {
    if (const Special club = ReadMention(text, end)) end = club.end;
  }
  return {TokenKind::kHashtag, pos, end, end};
}

Special ReadMention(std::string_view text, std::size_t pos) {
  std::size_t end = pos + 1;
  while (end < text.size() && (IsAlnum(text[end]) || text[end] == '_' || text[end] == '.')) ++end;
  while (end > pos + 1 && text[end - 1] == '.') --end;
  if (end == pos + 1) return {};
  if (const std::size_t name = NameEnd(text, pos + 1, end); name > 0) end = name;
  return {TokenKind::kMention, pos, end, end};
}

Special ReadStarMention(std::string_view text, std::size_t pos) {
  const Special mention = ReadMention(text, pos);
  return mention && text[mention.end - 1] == ')' ? mention : Special{};
}

Special ReadMarkup(std::string_view text, std::size_t pos) {
  constexpr std::size_t kLongestId = 64;
  const std::size_t stop = std::min(text.size(), pos + kLongestId);
  std::size_t bar = pos + 1;
  while (bar < stop && (IsAlnum(text[bar]) || std::string_view("_-:").find(text[bar]) != std::string_view::npos)) ++bar;
  if (bar == pos + 1 || bar >= stop || text[bar] != '|' || !IsAsciiLetter(text[pos + 1])) return {};
  const std::size_t close = text.substr(0, std::min(text.size(), bar + kLongestName)).find_first_of("[]\n", bar + 1);
  if (close == std::string_view::npos || text[close] != ']' || close == bar + 1) return {};
  return {TokenKind::kMention, bar + 1, close, close + 1};
}

}  // namespace autorules
