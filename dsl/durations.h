#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/calendar/duration.h"

namespace autorules {

/// Length in bytes of the duration at the start of `text`, in any grammatical form, blanks between its words allowed; 0
/// when there is none.
std::size_t DurationLength(std::string_view text);
/// Reads a whole text; nullopt when it is no duration or its number has more than 9 digits.
std::optional<Duration> ParseDuration(std::string_view text);
/// `минута` and `неделя`: words before them agree.
bool IsFeminine(DurationUnit unit);
/// Whether a Russian number takes the singular: 1, 21, 101, but not 11.
bool IsSingular(std::int64_t number);
/// In Russian as it stands after `до`: `1 рабочего дня`, `3 рабочих дней`.
std::string SpellGenitive(const Duration& duration);

}  // namespace autorules
