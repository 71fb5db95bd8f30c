#include "engine/calendar/duration.h"

namespace autorules {
namespace {

constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour, kWeek = 7 * kDay;

constexpr auto kUnits = std::to_array<DurationForms>({
    {DurationUnit::kMinutes, {"минуту", "минуты", "минут"}, {"минута", ""}, {"minute", "minutes"}},
    {DurationUnit::kHours, {"час", "часа", "часов"}, {"", ""}, {"hour", "hours"}},
    {DurationUnit::kDays, {"день", "дня", "дней"}, {"сутки", "суток"}, {"day", "days"}},
    {DurationUnit::kWeeks, {"неделю", "недели", "недель"}, {"неделя", ""}, {"week", "weeks"}},
    {DurationUnit::kMonths, {"месяц", "месяца", "месяцев"}, {"", ""}, {"month", "months"}},
});

/// Which of the forms for 1, 2 and 5 a Russian number takes.
std::size_t FormFor(std::int64_t number) {
  const std::int64_t tens = number % 100;
  const std::int64_t ones = number % 10;
  if (tens >= 11 && tens <= 14) return 2;
  if (ones == 1) return 0;
  return ones >= 2 && ones <= 4 ? 1 : 2;
}

}  // namespace

std::span<const DurationForms> DurationWords() { return kUnits; }

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

std::optional<TimeAmount> AmountOf(const Duration& duration) {
  if (duration.working && duration.unit >= DurationUnit::kWeeks) return std::nullopt;
  TimeAmount amount{.working = duration.working};
  switch (duration.unit) {
    case DurationUnit::kMinutes: amount.seconds = duration.number * kMinute; break;
    case DurationUnit::kHours: amount.seconds = duration.number * kHour; break;
    case DurationUnit::kDays: amount.days = duration.number; break;
    case DurationUnit::kWeeks: amount.days = duration.number * 7; break;
    case DurationUnit::kMonths: amount.months = duration.number; break;
  }
  return amount;
}

std::string Spell(const Duration& duration, Language language) {
  const DurationForms& unit = kUnits[static_cast<std::size_t>(duration.unit)];
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
