#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

/// Values of cells as exports write them.
namespace autorules {

/// `-` and its like alone, which systems write for "no value", and nothing.
bool IsEmptyCell(std::string_view cell);

/// What a spreadsheet shows instead of a value it cannot compute: #N/A, #ССЫЛКА!
bool IsErrorCell(std::string_view cell);

enum class DateTrouble : std::uint8_t { kNoDate, kNoSuchDay };

/// The day or moment of 12.01.2026, 12.01.2026 9:30, 12.01.2026 09:30:15, ISO 8601, as ISO 8601: `2026-01-12` or
/// `2026-01-12T09:30:00`, with an offset if one was written.
tl::expected<std::string, DateTrouble> ReadDate(std::string_view cell);

/// Да, Нет and what programs write for them.
std::optional<bool> ReadFlag(std::string_view cell);

/// True for what names 59-ФЗ, false for an ordinary message.
std::optional<bool> ReadRegime(std::string_view cell);

/// 1500, 1 500,5 or 1500.5.
std::optional<double> ReadNumber(std::string_view cell);

}  // namespace autorules
