#include "engine/intake/export_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/calendar/civil_date.h"
#include "engine/intake/export_columns.h"
#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Takes one to `most` digits from the front; nullopt when there is none or there are more.
std::optional<int> TakeNumber(std::string_view* text, std::size_t most) {
  std::size_t count = 0;
  int value = 0;
  for (; count < text->size() && IsDigit((*text)[count]); ++count) {
    if (count == most) return std::nullopt;
    value = value * 10 + ((*text)[count] - '0');
  }
  if (count == 0) return std::nullopt;
  text->remove_prefix(count);
  return value;
}

bool Take(std::string_view* text, char c) {
  if (!text->starts_with(c)) return false;
  text->remove_prefix(1);
  return true;
}

/// The day that the text begins with, as 12.01.2026 or 2026-01-12, in the shape of ISO 8601, existing or not.
std::optional<std::string> TakeDay(std::string_view* text) {
  constexpr std::size_t kIsoLength = std::string_view("2026-01-12").size();
  const std::string_view iso = text->substr(0, kIsoLength);
  if (iso.size() == kIsoLength && iso[4] == '-' && iso[7] == '-') {
    text->remove_prefix(kIsoLength);
    return std::string(iso);
  }
  const auto day = TakeNumber(text, 2);
  if (!day || !Take(text, '.')) return std::nullopt;
  const auto month = TakeNumber(text, 2);
  if (!month || !Take(text, '.')) return std::nullopt;
  const auto year = TakeNumber(text, 4);
  if (!year || *year < 1000) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", *year, *month, *day);
}

}  // namespace

bool IsEmptyCell(std::string_view cell) {
  constexpr auto kNothing = std::to_array<std::string_view>({"", "-", "–", "—"});
  return std::find(kNothing.begin(), kNothing.end(), cell) != kNothing.end();
}

bool IsErrorCell(std::string_view cell) {
  constexpr auto kErrors = std::to_array<std::string_view>(
      {"#n/a", "#null!", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#getting_data", "#spill!", "#calc!", "#н/д",
       "#пусто!", "#дел/0!", "#знач!", "#ссылка!", "#имя?", "#число!", "#перенос!", "#выч!"});
  return cell.starts_with('#') && std::find(kErrors.begin(), kErrors.end(), Fold(cell)) != kErrors.end();
}

tl::expected<std::string, DateTrouble> ReadDate(std::string_view cell) {
  const std::optional<std::string> day = TakeDay(&cell);
  if (!day) return tl::unexpected(DateTrouble::kNoDate);
  const bool exists = ParseCivilDate(*day).has_value();
  const bool is_date = day->find_first_not_of("0123456789-") == std::string::npos;
  if (!exists) return tl::unexpected(is_date ? DateTrouble::kNoSuchDay : DateTrouble::kNoDate);
  if (cell.empty()) return *day;
  if (!Take(&cell, 'T') && !Take(&cell, ' ') && !Take(&cell, ',') && !Take(&cell, '\n')) {
    return tl::unexpected(DateTrouble::kNoDate);
  }
  while (Take(&cell, ' ')) {
  }
  // 9:30 is 09:30 to ISO 8601.
  std::string moment = *day + "T" + (cell.size() > 1 && cell[1] == ':' ? "0" : "") + std::string(cell);
  if (!ParseMoment(moment, "")) return tl::unexpected(DateTrouble::kNoDate);
  return moment;
}

std::optional<bool> ReadFlag(std::string_view cell) {
  const std::string folded = Fold(cell);
  for (const std::string_view yes : {"true", "истина", "1", "+"}) {
    if (folded == yes) return true;
  }
  for (const std::string_view no : {"false", "ложь", "0"}) {
    if (folded == no) return false;
  }
  const ValueWord* word = FindWord(Words::kFlags, folded);
  return word == nullptr ? std::nullopt : std::optional(word->value != 0);
}

std::optional<bool> ReadRegime(std::string_view cell) {
  const std::string key = ' ' + HeadingKey(cell) + ' ';
  const auto has = [&](std::string_view words) { return key.find(words) != std::string::npos; };
  if (key == " обычное сообщение " || key == " сообщение ") return false;
  const bool named = has(" 59 фз ") || has(" 59фз ") || has(" фз 59 ") || has(" фз номер 59 ");
  const bool denied = has(" не ") || has(" без ") || has(" вне ");
  return named && !denied ? std::optional(true) : std::nullopt;
}

std::optional<double> ReadNumber(std::string_view cell) {
  std::string plain = Fold(cell);  // makes plain blanks of all kinds of them
  plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
  std::replace(plain.begin(), plain.end(), ',', '.');
  double number = 0;
  const auto [stop, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (error != std::errc() || stop != plain.data() + plain.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

}  // namespace autorules
