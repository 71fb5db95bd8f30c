#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/catalog.h"

namespace autorules {

enum class DurationUnit : std::uint8_t { kMinutes, kHours, kDays, kWeeks, kMonths };

/// `24 часа`, `3 рабочих дня`: a whole number, perhaps `рабочий`, and a unit.
struct Duration {
  std::int64_t number = 0;
  DurationUnit unit = DurationUnit::kHours;
  bool working = false;
  bool operator==(const Duration&) const = default;
  /// Seconds of a duration whose length does not depend on the calendar; nullopt for months and working time.
  std::optional<std::int64_t> Seconds() const;
};

/// How long, in what a calendar counts by: months first, then days, then seconds. `working`: days are working days and
/// seconds are of working hours; then there are no months.
struct TimeAmount {
  std::int64_t months = 0, days = 0, seconds = 0;
  bool working = false;
  bool operator==(const TimeAmount&) const = default;
  /// Counted in whole days: it ends with a day.
  bool InDays() const { return months != 0 || days != 0; }
};

/// A week is seven days; of working weeks and months nobody knows the length: nullopt.
std::optional<TimeAmount> AmountOf(const Duration& duration);

/// The words of a unit.
struct DurationForms {
  DurationUnit unit;
  std::array<std::string_view, 3> ru;        ///< the accusative after 1, 2 and 5
  std::array<std::string_view, 2> ru_other;  ///< other forms that people write, "" for none
  std::array<std::string_view, 2> en;        ///< for one and for several
};
std::span<const DurationForms> DurationWords();

/// `24 часа`, `1 рабочий день`: as it stands after `за` and `через`.
std::string Spell(const Duration& duration, Language language);
/// The duration of that many seconds in the largest unit up to days that is exact; a day is 24 hours.
Duration FromSeconds(std::int64_t seconds);

}  // namespace autorules
