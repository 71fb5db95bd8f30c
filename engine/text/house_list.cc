#include "engine/text/house_list.h"

#include <algorithm>
#include <string>

#include "engine/text/fold.h"
#include "engine/text/letters.h"

namespace autorules {
namespace {

/// Longer numbers are no houses.
constexpr std::size_t kHouseDigits = 5;

void Trim(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
}

/// Takes a number with its letter or fraction off the front.
std::optional<std::uint32_t> TakeNumber(std::string_view& text) {
  std::size_t digits = 0;
  std::uint32_t value = 0;
  while (digits < text.size() && IsAsciiDigit(text[digits])) {
    if (digits == kHouseDigits) return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(text[digits++] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  if (const std::size_t letter = LetterAt(text, 0); letter > 0 && LetterAt(text, letter) == 0)
    text.remove_prefix(letter);
  if (!text.empty() && text.front() == '/') {
    std::size_t fraction = 1;
    while (fraction < text.size() && IsAsciiDigit(text[fraction])) ++fraction;
    fraction += LetterAt(text, fraction);
    text.remove_prefix(fraction);
  }
  Trim(text);
  return value;
}

bool TakeDash(std::string_view& text) {
  for (const std::string_view dash : {"-", "–", "—"}) {
    if (!text.starts_with(dash)) continue;
    text.remove_prefix(dash.size());
    Trim(text);
    return true;
  }
  return false;
}

}  // namespace

std::optional<HouseList::Range> HouseList::ParseRange(std::string_view item) {
  Range range;
  if (const auto first = TakeNumber(item)) {
    range.first = range.last = *first;
    if (TakeDash(item)) range.last = TakeNumber(item).value_or(Range{}.last);
    if (range.last < range.first) return std::nullopt;
  }
  if (item.empty()) return range;
  if (item == "нечет" || item == "нечетные" || item == "нечетная") {
    range.parity = Parity::kOdd;
  } else if (item == "чет" || item == "четные" || item == "четная") {
    range.parity = Parity::kEven;
  } else if (item != "все") {
    return std::nullopt;
  }
  return range;
}

std::optional<HouseList> HouseList::Parse(std::string_view text, std::string_view* bad) {
  HouseList list;
  for (std::size_t pos = 0; pos <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(",;", pos), text.size());
    const std::string item = Fold(text.substr(pos, end - pos));
    if (!item.empty()) {
      const auto range = ParseRange(item);
      if (!range) {
        if (bad != nullptr) *bad = text.substr(pos, end - pos);
        return std::nullopt;
      }
      list.ranges_.push_back(*range);
    }
    pos = end + 1;
  }
  return list;
}

bool HouseList::Has(std::uint32_t house) const {
  if (ranges_.empty()) return true;
  return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range& range) {
    const bool odd = house % 2 == 1;
    return house >= range.first && house <= range.last &&
           (range.parity == Parity::kBoth || odd == (range.parity == Parity::kOdd));
  });
}

}  // namespace autorules
