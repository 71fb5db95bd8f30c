#include "engine/intake/cell_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/calendar/civil_date.h"

namespace autorules {
namespace {

constexpr int kSecondsOfDay = 24 * 60 * 60;
/// Digits of a whole number that are written out; Excel itself holds fifteen.
constexpr std::size_t kMostDigits = 30;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<double> ReadDouble(std::string_view text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || stop != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

/// The code of the first section in lower case, without what is shown as it stands ("лет", \-, _x, *x) and without
/// [conditions]; of the units of a duration, [h] or [mm], the bracket stays.
std::string BareCode(std::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) bare += c;
      i = end;
    } else {
      bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
  }
  return bare;
}

/// A whole number of seconds of a day as 09:30:00; hours of a duration may be more than 24.
std::string ClockText(std::int64_t seconds) {
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string DayText(CivilDate day) { return fmt::format("{:02}.{:02}.{:04}", day.day, day.month, day.year); }

/// The digits of `1.25E+3` without point and exponent, and how many of them stand before the point.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t point = 0;
};

std::optional<Decimal> ReadDecimal(std::string_view text) {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative) text.remove_prefix(1);
  const std::size_t exponent = text.find_first_of("eE");
  std::string_view mantissa = text.substr(0, exponent);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  decimal.point = static_cast<std::int64_t>(point);
  for (std::size_t i = 0; i < mantissa.size(); ++i) {
    if (i == point) continue;
    if (!IsDigit(mantissa[i])) return std::nullopt;
    decimal.digits += mantissa[i];
  }
  if (decimal.digits.empty()) return std::nullopt;
  if (exponent != std::string_view::npos) {
    std::string_view power = text.substr(exponent + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    int shift = 0;
    const auto [stop, error] = std::from_chars(power.data(), power.data() + power.size(), shift);
    if (error != std::errc() || stop != power.data() + power.size()) return std::nullopt;
    decimal.point += shift;
  }
  return decimal;
}

}  // namespace

CellFormat BuiltInFormat(std::uint32_t id) {
  if ((id >= 14 && id <= 17) || id == 22) return {CellFormat::Kind::kDate};
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return {CellFormat::Kind::kTimeOfDay};
  if (id == 46) return {CellFormat::Kind::kDuration};
  return {};
}

CellFormat FormatOf(std::string_view code) {
  const std::string bare = BareCode(code);
  const auto has = [&](const char* letters) { return bare.find_first_of(letters) != std::string::npos; };
  if (bare == "general" || bare.empty()) return {};
  if (bare.find_first_not_of('0') == std::string::npos) {
    return {CellFormat::Kind::kNumber, static_cast<std::uint32_t>(std::min(bare.size(), kMostDigits))};
  }
  if (has("[")) return {CellFormat::Kind::kDuration};
  if (has("dy")) return {CellFormat::Kind::kDate};
  // Next to hours or seconds `mm` is the minutes, alone the month.
  if (has("hs")) return {CellFormat::Kind::kTimeOfDay};
  return {has("m") ? CellFormat::Kind::kDate : CellFormat::Kind::kNumber};
}

std::optional<std::string> NumberText(std::string_view written, CellFormat format) {
  std::optional<Decimal> decimal = ReadDecimal(written);
  if (!decimal) return std::nullopt;
  std::string& digits = decimal->digits;
  const auto significant = static_cast<std::int64_t>(digits.find_last_not_of('0') + 1);  // 0 for zero
  const bool whole = significant <= decimal->point;
  const auto most = static_cast<std::int64_t>(kMostDigits);
  if (significant > 0 && (!whole || decimal->point > most)) {
    const std::optional<double> number = ReadDouble(written);
    if (!number) return std::nullopt;
    std::string text = fmt::format("{:.15g}", *number);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
  }
  digits.resize(significant == 0 ? 1 : static_cast<std::size_t>(decimal->point), '0');
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (digits.size() < format.digits) digits.insert(0, format.digits - digits.size(), '0');
  return (decimal->negative && significant > 0 ? "-" : "") + digits;
}

std::optional<std::string> DateText(std::string_view written, CellFormat format, bool since_1904) {
  constexpr double kTooMany = 1'000'000;  // days, far beyond the year 2999
  const std::optional<double> number = ReadDouble(written);
  if (!number || *number < 0 || *number > kTooMany) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(*number * kSecondsOfDay));
  const std::int64_t clock = seconds % kSecondsOfDay;
  if (format.kind == CellFormat::Kind::kDuration) return ClockText(seconds);
  if (format.kind == CellFormat::Kind::kTimeOfDay) return ClockText(clock);

  // Spreadsheets count days from 31.12.1899 and believe in a 29.02.1900, or from 01.01.1904.
  constexpr int kLeapDay = 60;
  static const int kEpoch1900 = DayNumber({1899, 12, 31});
  static const int kEpoch1904 = DayNumber({1904, 1, 1});
  static const int kLast = DayNumber({2999, 12, 31});
  const auto days = static_cast<int>(seconds / kSecondsOfDay);
  if (!since_1904 && (days == 0 || days == kLeapDay)) return std::nullopt;
  const int day = since_1904 ? kEpoch1904 + days : kEpoch1900 + days - (days > kLeapDay ? 1 : 0);
  if (day > kLast) return std::nullopt;
  return clock == 0 ? DayText(DayOfNumber(day)) : DayText(DayOfNumber(day)) + ' ' + ClockText(clock);
}

std::optional<std::string> IsoDateText(std::string_view written) {
  const std::optional<CivilDate> day = ParseCivilDate(written.substr(0, 10));
  if (!day) return std::nullopt;
  if (written.size() == 10) return DayText(*day);
  // In UTC, whatever the offset: cells are local times.
  const std::optional<UnixSeconds> moment =
      ParseMoment(written.substr(0, std::min<std::size_t>(written.size(), 19)), "");
  if (!moment) return std::nullopt;
  const UnixSeconds clock = *moment - UnixSeconds{DayNumber(*day)} * kSecondsOfDay;
  return clock == 0 ? DayText(*day) : DayText(*day) + ' ' + ClockText(clock);
}

}  // namespace autorules
