#include "dsl/durations.h"

#include <array>
#include <charconv>

#include "dsl/lexis.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr auto kWorking = std::to_array<std::string_view>(
    {"рабочий", "рабочих", "рабочего", "рабочие", "рабочая", "рабочую", "рабочей", "рабочее", "working"});

bool IsWorking(std::string_view word) {
  for (const std::string_view form : kWorking) {
    if (form == word) return true;
  }
  return false;
}

const DurationForms* FindUnit(std::string_view word) {
  const auto has = [&](const auto& forms) {
    for (const std::string_view form : forms) {
      if (!form.empty() && form == word) return true;
    }
    return false;
  };
  for (const DurationForms& unit : DurationWords()) {
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
  const DurationForms* forms = FindUnit(unit);
  if (forms == nullptr) return {};
  reading.duration.unit = forms->unit;
  reading.length = at;
  return reading;
}

}  // namespace

bool IsFeminine(DurationUnit unit) { return unit == DurationUnit::kMinutes || unit == DurationUnit::kWeeks; }

std::size_t DurationLength(std::string_view text) { return Read(text).length; }

std::optional<Duration> ParseDuration(std::string_view text) {
  const Reading reading = Read(text);
  if (reading.length == 0 || reading.length != text.size()) return std::nullopt;
  return reading.duration;
}

bool IsSingular(std::int64_t number) { return number % 10 == 1 && number % 100 != 11; }

std::string SpellGenitive(const Duration& duration) {
  const bool singular = IsSingular(duration.number);
  std::string text = std::to_string(duration.number) + " ";
  if (duration.working) text += !singular ? "рабочих " : IsFeminine(duration.unit) ? "рабочей " : "рабочего ";
  for (const DurationForms& unit : DurationWords()) {
    if (unit.unit == duration.unit) text += unit.ru[singular ? 1 : 2];
  }
  return text;
}

}  // namespace autorules
