#include "engine/intake/export_cells.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include "engine/calendar/civil_date.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("dates are read as people and systems write them") {
  const std::vector<std::pair<std::string, std::string>> dates = {
      {"12.01.2026", "2026-01-12"},
      {"1.2.2026", "2026-02-01"},
      {"2026-01-12", "2026-01-12"},
      {"12.01.2026 9:30", "2026-01-12T09:30"},
      {"12.01.2026 09:30:15", "2026-01-12T09:30:15"},
      {"12.01.2026, 09:30", "2026-01-12T09:30"},
      {"12.01.2026  09:30", "2026-01-12T09:30"},
      {"12.01.2026\n09:30", "2026-01-12T09:30"},
      {"2026-01-12 09:30", "2026-01-12T09:30"},
      {"2026-01-12T09:30:00+05:00", "2026-01-12T09:30:00+05:00"},
      {"29.02.2028", "2028-02-29"},
  };
  for (const auto& [cell, iso] : dates) {
    INFO(cell);
    CHECK(ReadDate(cell).value() == iso);
  }
  for (const std::string cell : {"31.02.2026", "29.02.2026", "00.01.2026", "12.13.2026", "2026-02-31", "01.01.1899"}) {
    INFO(cell);
    CHECK(ReadDate(cell).error() == DateTrouble::kNoSuchDay);
  }
  for (const std::string cell :
       {"", "вчера", "12.01.26", "12.01", "12/01/2026", "012.01.2026", "12.01.20261", "12.01.2026г", "12.01.2026 25:00",
        "12.01.2026 9", "12.01.2026 09:30 утра", "46034", "2026-xx-12", "12.01.2026-09:30"}) {
    INFO(cell);
    CHECK(ReadDate(cell).error() == DateTrouble::kNoDate);
  }
}

TEST_CASE("every day that is written as 12.01.2026 is read as that day") {
  CHECK(rc::check([] {
    const CivilDate day = DayOfNumber(*rc::gen::inRange(DayNumber({1900, 1, 1}), DayNumber({2999, 12, 31})));
    RC_ASSERT(ReadDate(fmt::format("{:02}.{:02}.{}", day.day, day.month, day.year)).value() == day.ToString());
    RC_ASSERT(ReadDate(fmt::format("{}.{}.{}", day.day, day.month, day.year)).value() == day.ToString());
  }));
}

TEST_CASE("flags, regimes and numbers are read in their spellings, others are not") {
  for (const std::string cell : {"Да", "да", "ДА", "ИСТИНА", "true", "1", "+", "yes"}) CHECK(ReadFlag(cell) == true);
  for (const std::string cell : {"Нет", "НЕТ", "ложь", "FALSE", "0", "no"}) CHECK(ReadFlag(cell) == false);
  for (const std::string cell : {"Возможно", "", "-", "2", "Да, но"}) CHECK_FALSE(ReadFlag(cell).has_value());

  for (const std::string cell : {"Обычное сообщение", "обычное  сообщение", "Сообщение"})
    CHECK(ReadRegime(cell) == false);
  for (const std::string cell : {"59-ФЗ", "59 ФЗ", "59ФЗ", "Обращение по 59-ФЗ", "ФЗ № 59", "ФЗ-59"}) {
    INFO(cell);
    CHECK(ReadRegime(cell) == true);
  }
  for (const std::string cell : {"", "Иное", "259-ФЗ", "Не 59-ФЗ", "Вне 59-ФЗ", "Сообщение без 59-ФЗ"}) {
    INFO(cell);
    CHECK_FALSE(ReadRegime(cell).has_value());
  }

  const std::vector<std::pair<std::string, double>> numbers = {
      {"5", 5}, {"1 500", 1500}, {"1\u00A0500,5", 1500.5}, {"-2.5", -2.5}, {"58,01", 58.01}};
  for (const auto& [cell, number] : numbers) CHECK(ReadNumber(cell) == number);
  for (const std::string cell : {"", "пять", "5 шт", "1.500,5", "1e999", "nan"}) {
    INFO(cell);
    CHECK_FALSE(ReadNumber(cell).has_value());
  }
}

TEST_CASE("cells without a value and errors of spreadsheets are known") {
  for (const std::string cell : {"", "-", "–", "—"}) CHECK(IsEmptyCell(cell));
  for (const std::string cell : {"--", "- ", "0", "нет"}) CHECK_FALSE(IsEmptyCell(cell));
  for (const std::string cell : {"#N/A", "#Н/Д", "#ССЫЛКА!", "#REF!", "#div/0!"}) CHECK(IsErrorCell(cell));
  for (const std::string cell : {"", "#", "#хештег", "N/A", "#N/A и ещё"}) CHECK_FALSE(IsErrorCell(cell));
}

}  // namespace
}  // namespace autorules
