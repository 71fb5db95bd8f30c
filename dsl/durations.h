#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/catalog.h"

namespace autorules {

enum class DurationUnit : std::uint8_t { kMinutes, kHours, kDays, kWeeks, kMonths };

/// `24 часа`, `3 рабочих дня`: a whole number, perhaps `рабочий`, and a unit, in any grammatical form.
struct Duration {
  std::int64_t number = 0;
  DurationUnit unit = DurationUnit::kHours;
  bool working = false;
  bool operator==(const Duration&) const = default;
  /// Seconds of a duration whose length does not depend on the calendar; nullopt for months and working time.
  std::optional<std::int64_t> Seconds() const;
};

/// Length in bytes of the duration at the start of `text`, blanks between its words allowed; 0 when there is none.
std::size_t DurationLength(std::string_view text);
/// Reads a whole text; nullopt when it is no duration or its number has more than 9 digits.
std::optional<Duration> ParseDuration(std::string_view text);
/// `24 часа`, `1 рабочий день`: as it stands after `за` and `через`.
std::string Spell(const Duration& duration, Language language);
/// The duration of that many seconds in the largest unit up to days that is exact; a day is 24 hours.
Duration FromSeconds(std::int64_t seconds);

}  // namespace autorules
