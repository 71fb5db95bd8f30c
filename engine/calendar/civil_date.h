#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace autorules {

/// A day of the proleptic Gregorian calendar, without a zone. Ordered; years 1900–2999.
struct CivilDate {
  std::int16_t year = 1970;
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  auto operator<=>(const CivilDate&) const = default;
  /// ISO 8601, `2026-01-12`.
  std::string ToString() const;
};

/// Reads `2026-01-12`; nullopt unless it is a day that exists.
std::optional<CivilDate> ParseCivilDate(std::string_view text);

/// Days since 1970-01-01; the day after has the next number.
int DayNumber(CivilDate day);
/// The day of that number; days beyond the years of CivilDate are the first or the last of them.
CivilDate DayOfNumber(int number);
/// 0 is Monday, 6 is Sunday.
int Weekday(CivilDate day);

/// Seconds since 1970-01-01T00:00:00Z.
using UnixSeconds = std::int64_t;

/// Reads ISO 8601 with an offset or `Z` (`2026-01-12T10:00:00+05:00`, seconds optional, a space instead of `T`
/// allowed). Without an offset the moment is local in `zone` (a tz name; "" means UTC). Nullopt when unreadable.
std::optional<UnixSeconds> ParseMoment(std::string_view text, std::string_view zone);

/// True when the system's tz database knows the name.
bool IsKnownZone(std::string_view zone);

/// What a clock on the wall shows.
struct LocalTime {
  CivilDate date;
  int minute = 0;  ///< of the day, 0–1439; seconds are cut off
  bool operator==(const LocalTime&) const = default;
};
/// What clocks in `zone` ("" or unknown: UTC) show at the moment. An hour that a change of clocks repeats is shown
/// twice, and one that it skips never.
LocalTime ToLocalTime(UnixSeconds moment, std::string_view zone);
/// The day that the moment falls on in `zone` ("" or unknown: UTC).
CivilDate LocalDate(UnixSeconds moment, std::string_view zone);
/// The moment at which clocks in `zone` ("" or unknown: UTC) show that minute; 1440 is the midnight that ends the day.
/// What a change of clocks repeats is taken the first time, what it skips is the moment of the change.
UnixSeconds FromLocalTime(LocalTime local, std::string_view zone);

/// How far clocks are ahead of UTC from a moment on.
struct ZoneOffset {
  UnixSeconds from = 0;
  int seconds = 0;
  bool operator==(const ZoneOffset&) const = default;
};
/// All offsets of `zone` ("" or unknown: UTC) that the tz database knows of, ascending; the first holds from ever. The
/// system's database tells the changes up to 2037; the last offset is taken to stay.
std::vector<ZoneOffset> OffsetsOf(std::string_view zone);
/// The offset of clocks in `zone` ("" or unknown: UTC) at the moment, in seconds.
int OffsetAt(UnixSeconds moment, std::string_view zone);

/// The current moment of the system clock. Only the programs at the edge call this; the engine is handed its moment.
UnixSeconds SystemNow();

}  // namespace autorules
