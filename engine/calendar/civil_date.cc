#include "engine/calendar/civil_date.h"

#include <date/date.h>
#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <stdexcept>

namespace autorules {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2999;

/// Beyond the years of CivilDate a moment is a mistake of its source; it must not overflow. In every zone these have a
/// day of those years.
date::sys_seconds Bounded(UnixSeconds moment) {
  using namespace date;  // NOLINT: the calendar literals
  constexpr auto kFirst = sys_days{year{kFirstYear} / January / 2}.time_since_epoch();
  constexpr auto kLast = sys_days{year{kLastYear} / December / 30}.time_since_epoch();
  return sys_seconds{std::chrono::seconds{
      std::clamp<UnixSeconds>(moment, std::chrono::seconds{kFirst}.count(), std::chrono::seconds{kLast}.count())}};
}

/// Nullptr when the tz database does not know the name. A pack has one zone, so that remembering the last one spares
/// every message the search; zones live as long as the program.
const date::time_zone* FindZone(std::string_view name) {
  thread_local std::string last_name;
  thread_local const date::time_zone* last = nullptr;
  if (name.empty()) return nullptr;
  if (last_name == name) return last;
  const date::time_zone* found = nullptr;
  try {
    found = date::locate_zone(std::string(name));
  } catch (const std::runtime_error&) {
    // Unknown name or no database at all: the callers' contract says what then.
  }
  last_name = name;
  last = found;
  return found;
}

/// Reads exactly `count` digits from the front of `text`.
std::optional<int> TakeDigits(std::string_view* text, std::size_t count) {
  if (text->size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const char c = (*text)[i];
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text->remove_prefix(count);
  return value;
}

bool Take(std::string_view* text, char c) {
  if (text->empty() || text->front() != c) return false;
  text->remove_prefix(1);
  return true;
}

date::year_month_day ToDate(CivilDate day) {
  return date::year{day.year} / date::month{day.month} / date::day{day.day};
}

CivilDate FromDays(date::local_days days) {
  const date::year_month_day ymd{days};
  return {static_cast<std::int16_t>(static_cast<int>(ymd.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

std::optional<std::chrono::seconds> TakeTime(std::string_view* text) {
  const auto hour = TakeDigits(text, 2);
  if (!hour || *hour > 23 || !Take(text, ':')) return std::nullopt;
  const auto minute = TakeDigits(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (Take(text, ':')) {
    const auto read = TakeDigits(text, 2);
    if (!read || *read > 59) return std::nullopt;
    second = *read;
    if (Take(text, '.') || Take(text, ',')) {  // fractions are cut off
      if (!TakeDigits(text, 1)) return std::nullopt;
      while (TakeDigits(text, 1)) {
      }
    }
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{second};
}

/// `+05:00`, `+0500` or `+05`, up to the end of the text.
std::optional<std::chrono::seconds> ReadOffset(std::string_view text) {
  const bool west = !text.empty() && text.front() == '-';
  if (!Take(&text, '+') && !Take(&text, '-')) return std::nullopt;
  const auto hours = TakeDigits(&text, 2);
  if (!hours || *hours > 23) return std::nullopt;
  int minutes = 0;
  if (!text.empty()) {
    Take(&text, ':');
    const auto read = TakeDigits(&text, 2);
    if (!read || *read > 59 || !text.empty()) return std::nullopt;
    minutes = *read;
  }
  const std::chrono::seconds offset = std::chrono::hours{*hours} + std::chrono::minutes{minutes};
  return west ? -offset : offset;
}

}  // namespace

std::string CivilDate::ToString() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

std::optional<CivilDate> ParseCivilDate(std::string_view text) {
  const auto year = TakeDigits(&text, 4);
  if (!year || *year < kFirstYear || *year > kLastYear || !Take(&text, '-')) return std::nullopt;
  const auto month = TakeDigits(&text, 2);
  if (!month || !Take(&text, '-')) return std::nullopt;
  const auto day = TakeDigits(&text, 2);
  if (!day || !text.empty()) return std::nullopt;
  const CivilDate read{static_cast<std::int16_t>(*year), static_cast<std::uint8_t>(*month),
                       static_cast<std::uint8_t>(*day)};
  if (!ToDate(read).ok()) return std::nullopt;
  return read;
}

std::optional<UnixSeconds> ParseMoment(std::string_view text, std::string_view zone) {
  constexpr std::size_t kDateLength = 10;
  if (text.size() <= kDateLength) return std::nullopt;
  const auto day = ParseCivilDate(text.substr(0, kDateLength));
  text.remove_prefix(kDateLength);
  if (!day || (!Take(&text, 'T') && !Take(&text, 't') && !Take(&text, ' '))) return std::nullopt;
  const auto time = TakeTime(&text);
  if (!time) return std::nullopt;

  const date::local_seconds local = date::local_days{ToDate(*day)} + *time;
  if (text.empty()) {
    if (const date::time_zone* known = FindZone(zone)) {
      // An hour that a change of clocks repeats or skips: the earlier reading.
      return known->to_sys(local, date::choose::earliest).time_since_epoch().count();
    }
    return local.time_since_epoch().count();
  }
  if (text == "Z" || text == "z") return local.time_since_epoch().count();
  const auto offset = ReadOffset(text);
  if (!offset) return std::nullopt;
  return (local.time_since_epoch() - *offset).count();
}

bool IsKnownZone(std::string_view zone) { return FindZone(zone) != nullptr; }

int DayNumber(CivilDate day) { return date::sys_days{ToDate(day)}.time_since_epoch().count(); }

CivilDate DayOfNumber(int number) {
  const int first = DayNumber({kFirstYear, 1, 1});
  const int last = DayNumber({kLastYear, 12, 31});
  const date::year_month_day day{date::sys_days{date::days{std::clamp(number, first, last)}}};
  return {static_cast<std::int16_t>(static_cast<int>(day.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(day.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(day.day()))};
}

int Weekday(CivilDate day) { return static_cast<int>(date::weekday{ToDate(day)}.iso_encoding()) - 1; }

LocalTime ToLocalTime(UnixSeconds moment, std::string_view zone) {
  const date::sys_seconds at = Bounded(moment);
  const date::time_zone* known = FindZone(zone);
  const date::local_seconds local = known != nullptr ? known->to_local(at) : date::local_seconds{at.time_since_epoch()};
  const date::local_days day = date::floor<date::days>(local);
  return {FromDays(day), static_cast<int>(date::floor<std::chrono::minutes>(local - day).count())};
}

CivilDate LocalDate(UnixSeconds moment, std::string_view zone) { return ToLocalTime(moment, zone).date; }

UnixSeconds FromLocalTime(LocalTime local, std::string_view zone) {
  const date::local_seconds at = date::local_days{ToDate(local.date)} + std::chrono::minutes{local.minute};
  const date::time_zone* known = FindZone(zone);
  if (known == nullptr) return at.time_since_epoch().count();
  return known->to_sys(at, date::choose::earliest).time_since_epoch().count();
}

std::vector<ZoneOffset> OffsetsOf(std::string_view zone) {
  const date::time_zone* known = FindZone(zone);
  if (known == nullptr) return {ZoneOffset{}};
  std::vector<ZoneOffset> offsets;
  const date::sys_seconds end = Bounded(std::numeric_limits<UnixSeconds>::max());
  for (date::sys_seconds at = Bounded(std::numeric_limits<UnixSeconds>::min()); at < end;) {
    const date::sys_info info = known->get_info(at);
    const int seconds = static_cast<int>(info.offset.count());
    // The names of an offset change oftener than the offset.
    if (offsets.empty() || offsets.back().seconds != seconds)
      offsets.push_back({at.time_since_epoch().count(), seconds});
    at = info.end;
  }
  return offsets;
}

int OffsetAt(UnixSeconds moment, std::string_view zone) {
  const date::time_zone* known = FindZone(zone);
  return known != nullptr ? static_cast<int>(known->get_info(Bounded(moment)).offset.count()) : 0;
}

UnixSeconds SystemNow() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace autorules
