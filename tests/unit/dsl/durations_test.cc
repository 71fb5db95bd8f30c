#include "dsl/durations.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("durations are read in any grammatical form and written in the right one") {
  struct Row {
    std::string_view text;
    Duration duration;
    std::string_view ru, en;
  };
  using U = DurationUnit;
  for (const Row& row : std::vector<Row>{
           {"1 минуту", {1, U::kMinutes, false}, "1 минуту", "1 minute"},
           {"1 минута", {1, U::kMinutes, false}, "1 минуту", "1 minute"},
           {"30 минут", {30, U::kMinutes, false}, "30 минут", "30 minutes"},
           {"24 часа", {24, U::kHours, false}, "24 часа", "24 hours"},
           {"21 часов", {21, U::kHours, false}, "21 час", "21 hours"},
           {"11 час", {11, U::kHours, false}, "11 часов", "11 hours"},
           {"111 часа", {111, U::kHours, false}, "111 часов", "111 hours"},
           {"1 сутки", {1, U::kDays, false}, "1 день", "1 day"},
           {"3 суток", {3, U::kDays, false}, "3 дня", "3 days"},
           {"0 дней", {0, U::kDays, false}, "0 дней", "0 days"},
           {"2 НЕДЕЛЯ", {2, U::kWeeks, false}, "2 недели", "2 weeks"},
           {"5 месяца", {5, U::kMonths, false}, "5 месяцев", "5 months"},
           {"1 рабочий день", {1, U::kDays, true}, "1 рабочий день", "1 working day"},
           {"3 рабочих дня", {3, U::kDays, true}, "3 рабочих дня", "3 working days"},
           {"21 рабочего дня", {21, U::kDays, true}, "21 рабочий день", "21 working days"},
           {"1 рабочую неделю", {1, U::kWeeks, true}, "1 рабочую неделю", "1 working week"},
           {"9 рабочих часов", {9, U::kHours, true}, "9 рабочих часов", "9 working hours"},
           {"1 working days", {1, U::kDays, true}, "1 рабочий день", "1 working day"},
           {"2\tweeks", {2, U::kWeeks, false}, "2 недели", "2 weeks"},
           {"7дней", {7, U::kDays, false}, "7 дней", "7 days"},
           {"999999999 дней", {999'999'999, U::kDays, false}, "999999999 дней", "999999999 days"},
       }) {
    INFO(row.text);
    const auto duration = ParseDuration(row.text);
    REQUIRE(duration);
    CHECK((*duration == row.duration));
    CHECK(DurationLength(std::string(row.text) + " больше 5") == row.text.size());
    CHECK(Spell(*duration, Language::kRussian) == row.ru);
    CHECK(Spell(*duration, Language::kEnglish) == row.en);
    CHECK((ParseDuration(row.ru) == duration));
    CHECK((ParseDuration(row.en) == duration));
  }
}

TEST_CASE("durations after «до» are written in the genitive, and read back") {
  using U = DurationUnit;
  struct Row {
    Duration duration;
    std::string_view text;
  };
  for (const Row& row : std::vector<Row>{
           {{1, U::kDays, true}, "1 рабочего дня"},
           {{3, U::kDays, true}, "3 рабочих дней"},
           {{1, U::kMinutes, true}, "1 рабочей минуты"},
           {{21, U::kHours, false}, "21 часа"},
           {{11, U::kDays, false}, "11 дней"},
           {{111, U::kDays, false}, "111 дней"},
           {{1, U::kWeeks, false}, "1 недели"},
           {{2, U::kMonths, false}, "2 месяцев"},
           {{30, U::kDays, false}, "30 дней"},
       }) {
    CHECK(SpellGenitive(row.duration) == row.text);
    CHECK((ParseDuration(row.text) == row.duration));
  }
}

TEST_CASE("what is no duration") {
  for (const std::string_view text : {"", "24", "часа", "24 года", "2.5 дня", "-1 день", "24 часа назад", "3 рабочих",
                                      "3 рабочих рабочих дня", "1000000000 дней", "24\nчаса", "день 1", "1 деньги"}) {
    INFO(text);
    CHECK_FALSE(ParseDuration(text));
  }
  CHECK(DurationLength("24 часа, 3 дня") == std::string_view("24 часа").size());
  CHECK(DurationLength("24 больше 5") == 0);
}

TEST_CASE("seconds, when the calendar has no say") {
  CHECK(Duration{30, DurationUnit::kMinutes, false}.Seconds() == 1800);
  CHECK(Duration{24, DurationUnit::kHours, false}.Seconds() == 86'400);
  CHECK(Duration{1, DurationUnit::kDays, false}.Seconds() == 86'400);
  CHECK(Duration{2, DurationUnit::kWeeks, false}.Seconds() == 1'209'600);
  CHECK_FALSE(Duration{1, DurationUnit::kMonths, false}.Seconds());
  CHECK_FALSE(Duration{1, DurationUnit::kDays, true}.Seconds());
  CHECK((FromSeconds(1800) == Duration{30, DurationUnit::kMinutes, false}));
  CHECK((FromSeconds(7200) == Duration{2, DurationUnit::kHours, false}));
  CHECK((FromSeconds(172'800) == Duration{2, DurationUnit::kDays, false}));
  CHECK((FromSeconds(90'000) == Duration{25, DurationUnit::kHours, false}));
}

}  // namespace
}  // namespace autorules
