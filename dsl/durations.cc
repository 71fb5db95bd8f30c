#include "dsl/durations.h"

#include <array>
#include <charconv>

#include "dsl/lexis.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour, kWeek = 7 * kDay;

/// The accusative forms for 1, 2 and 5, then other forms that are read.
struct UnitForms {
  DurationUnit unit;
  std::array<std::string_view, 3> ru;
  std::array<std::string_view, 2> ru_other;
  std::array<std::string_view, 2> en;
};
constexpr auto kUnits = std::to_array<UnitForms>({
    {DurationUnit::kMinutes, {"минуту", "минуты", "минут"}, {"минута", ""}, {"minute", "minutes"}},
    {DurationUnit::kHours, {"час", "часа", "часов"}, {"", ""}, {"hour", "hours"}},
    {DurationUnit::kDays, {"день", "дня", "дней"}, {"сутки", "суток"}, {"day", "days"}},
    {DurationUnit::kWeeks, {"неделю", "недели", "недель"}, {"неделя", ""}, {"week", "weeks"}},
    {DurationUnit::kMonths, {"месяц", "месяца", "месяцев"}, {"", ""}, {"month", "months"}},
});
constexpr auto kWorking = std::to_array<std::string_view>(
    {"рабочий", "рабочих", "рабочего", "рабочие", "рабочая", "рабочую", "рабочее", "working"});

bool IsWorking(std::string_view word) {
  for (const std::string_view form : kWorking) {
    if (form == word) return true;
  }
  return false;
}

const UnitForms* FindUnit(std::string_view word) {
  const auto has = [&](const auto& forms) {
    for (const std::string_view form : forms) {
      if (!form.empty() && form == word) return true;
    }
    return false;
  };
  for (const UnitForms& unit : kUnits) {
    if (has(unit.ru) || has(unit.ru_other) || has(unit.en)) return &unit;
  }
  return nullptr;
}

struct Reading {
  std::size_t length = 0;
  Duration duration;
};

Reading Read(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 9) return {};
  Reading reading;
  std::from_chars(text.data(), text.data() + digits, reading.duration.number);
  std::size_t at = digits;
  const auto word = [&] {
    at += lexis::BlankLength(text.substr(at));
    const std::size_t length = lexis::WordLength(text.substr(at));
    const std::string folded = Fold(text.substr(at, length));
    at += length;
    return folded;
  };
  std::string unit = word();
  if (IsWorking(unit)) {
    reading.duration.working = true;
    unit = word();
  }
  const UnitForms* forms = FindUnit(unit);
  if (forms == nullptr) return {};
  reading.duration.unit = forms->unit;
  reading.length = at;
  return reading;
}

/// Which of the forms for 1, 2 and 5 a Russian number takes.
std::size_t FormFor(std::int64_t number) {
  const std::int64_t tens = number % 100;
  const std::int64_t ones = number % 10;
  if (tens >= 11 && tens <= 14) return 2;
  if (ones == 1) return 0;
  return ones >= 2 && ones <= 4 ? 1 : 2;
}

}  // namespace

std::optional<std::int64_t> Duration::Seconds() const {
  if (working) return std::nullopt;
  switch (unit) {
    case DurationUnit::kMinutes: return number * kMinute;
    case DurationUnit::kHours: return number * kHour;
    case DurationUnit::kDays: return number * kDay;
    case DurationUnit::kWeeks: return number * kWeek;
    case DurationUnit::kMonths: break;
  }
  return std::nullopt;
}

std::size_t DurationLength(std::string_view text) { return Read(text).length; }

std::optional<Duration> ParseDuration(std::string_view text) {
  const Reading reading = Read(text);
  if (reading.length == 0 || reading.length != text.size()) return std::nullopt;
  return reading.duration;
}

std::string Spell(const Duration& duration, Language language) {
  const UnitForms& unit = kUnits[static_cast<std::size_t>(duration.unit)];
  std::string text = std::to_string(duration.number) + " ";
  if (language == Language::kEnglish) {
    if (duration.working) text += "working ";
    return text.append(unit.en[duration.number == 1 ? 0 : 1]);
  }
  const std::size_t form = FormFor(duration.number);
  if (duration.working) {
    const bool week = duration.unit == DurationUnit::kWeeks || duration.unit == DurationUnit::kMinutes;
    text += form != 0 ? "рабочих " : week ? "рабочую " : "рабочий ";
  }
  return text.append(unit.ru[form]);
}

Duration FromSeconds(std::int64_t seconds) {
  if (seconds % kDay == 0 && seconds > kDay) return {seconds / kDay, DurationUnit::kDays, false};
  if (seconds % kHour == 0) return {seconds / kHour, DurationUnit::kHours, false};
  return {seconds / kMinute, DurationUnit::kMinutes, false};
}

}  // namespace autorules
