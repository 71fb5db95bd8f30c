#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Cells of a workbook as a person sees them: ECMA-376 part 1, §18.8.30 (number formats) and §18.17.4 (dates).
namespace autorules {

/// How a number is shown. Only what changes its meaning is told apart: roundings, currencies and colours are not.
struct CellFormat {
  enum class Kind : std::uint8_t { kNumber, kDate, kTimeOfDay, kDuration };
  Kind kind = Kind::kNumber;
  std::uint32_t digits = 0;  ///< of a number shown as 00000: padded with zeros to so many
  bool operator==(const CellFormat&) const = default;
};

/// The format of a number that Excel has built in.
CellFormat BuiltInFormat(std::uint32_t id);
/// The format of a code such as `dd.mm.yyyy;@`.
CellFormat FormatOf(std::string_view code);

/// The number written in a cell, as `1.2E+3`, without exponent and superfluous zeros and with a decimal comma: whole
/// numbers keep every digit, others fifteen. Nullopt when it is no number.
std::optional<std::string> NumberText(std::string_view written, CellFormat format);

/// The moment that many days after the epoch of the workbook as 12.01.2026, 12.01.2026 09:30:00 or, for a time of day
/// or a duration, 09:30:00. Nullopt when it is not one of the years 1900 to 2999.
std::optional<std::string> DateText(std::string_view written, CellFormat format, bool since_1904);

/// The same for an ISO 8601 date or moment, which cells may hold too.
std::optional<std::string> IsoDateText(std::string_view written);

}  // namespace autorules
