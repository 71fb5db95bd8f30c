#include "engine/calendar/civil_date.h"

#include <limits>

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("dates") {
  struct Row {
    const char* text;
    std::optional<CivilDate> expected;
  };
  const Row rows[] = {
      {"2026-01-12", CivilDate{2026, 1, 12}},
      {"2024-02-29", CivilDate{2024, 2, 29}},
      {"2025-02-29", std::nullopt},
      {"2026-13-01", std::nullopt},
      {"2026-04-31", std::nullopt},
      {"2026-1-12", std::nullopt},
      {"2026-01-12 ", std::nullopt},
      {"1899-12-31", std::nullopt},
      {"2999-12-31", CivilDate{2999, 12, 31}},
      {"", std::nullopt},
      {"12.01.2026", std::nullopt},
      {"2026-00-10", std::nullopt},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(ParseCivilDate(row.text) == row.expected);
    if (row.expected) CHECK(row.expected->ToString() == row.text);
  }
  CHECK(CivilDate{2025, 12, 31} < CivilDate{2026, 1, 1});
}

TEST_CASE("moments") {
  constexpr UnixSeconds kTenUtc = 1768212000;  // 2026-01-12T10:00:00Z
  struct Row {
    const char *text, *zone;
    std::optional<UnixSeconds> expected;
  };
  const Row rows[] = {
      {"2026-01-12T10:00:00Z", "Asia/Yekaterinburg", kTenUtc},
      {"2026-01-12T15:00:00+05:00", "", kTenUtc},
      {"2026-01-12 15:00+0500", "", kTenUtc},
      {"2026-01-12T15:00+05", "", kTenUtc},
      {"2026-01-12T06:30:00-03:30", "", kTenUtc},
      {"2026-01-12T10:00:00.250Z", "", kTenUtc},
      {"2026-01-12 15:00", "Asia/Yekaterinburg", kTenUtc},
      {"2026-01-12 10:00", "", kTenUtc},
      {"2026-01-12 10:00", "Нигде/Никогда", kTenUtc},
      {"2010-10-31 02:30", "Europe/Moscow", 1288477800},  // came twice: the earlier, 22:30Z of the 30th
      {"2010-03-28 02:30", "Europe/Moscow", 1269730800},  // never came: the moment of the change
      {"2026-01-12", "", std::nullopt},
      {"2026-01-12T24:00:00Z", "", std::nullopt},
      {"2026-01-12T10:60:00Z", "", std::nullopt},
      {"2026-01-12T10:00:00+5", "", std::nullopt},
      {"2026-01-12T10:00:00Zulu", "", std::nullopt},
      {"2026-02-30T10:00:00Z", "", std::nullopt},
      {"", "", std::nullopt},
  };
  for (const Row& row : rows) {
    INFO(row.text << " in " << row.zone);
    CHECK(ParseMoment(row.text, row.zone) == row.expected);
  }
}

TEST_CASE("the local day") {
  constexpr UnixSeconds kBeforeMidnight = 1768244399;  // 2026-01-12T18:59:59Z, 23:59:59 in Yekaterinburg
  CHECK(LocalDate(kBeforeMidnight, "Asia/Yekaterinburg") == CivilDate{2026, 1, 12});
  CHECK(LocalDate(kBeforeMidnight + 1, "Asia/Yekaterinburg") == CivilDate{2026, 1, 13});
  CHECK(LocalDate(kBeforeMidnight + 1, "Europe/Moscow") == CivilDate{2026, 1, 12});
  CHECK(LocalDate(kBeforeMidnight + 1, "") == CivilDate{2026, 1, 12});
  CHECK(LocalDate(kBeforeMidnight + 1, "Нигде/Никогда") == CivilDate{2026, 1, 12});
  CHECK(LocalDate(-1, "") == CivilDate{1969, 12, 31});
  CHECK(LocalDate(std::numeric_limits<UnixSeconds>::max(), "Europe/Moscow").year == 2999);
  CHECK(LocalDate(std::numeric_limits<UnixSeconds>::min(), "Europe/Moscow").year == 1900);
}

TEST_CASE("what the clocks show") {
  struct Row {
    UnixSeconds moment;
    const char* zone;
    LocalTime expected;
  };
  const Row rows[] = {
      {1768244399, "Asia/Yekaterinburg", {{2026, 1, 12}, 1439}},  // 23:59:59
      {1768244400, "Asia/Yekaterinburg", {{2026, 1, 13}, 0}},
      {1768244400, "Asia/Kolkata", {{2026, 1, 13}, 30}},
      {1768244400, "America/St_Johns", {{2026, 1, 12}, 15 * 60 + 30}},
      {1768244400, "", {{2026, 1, 12}, 19 * 60}},
      {1768244400, "Нигде/Никогда", {{2026, 1, 12}, 19 * 60}},
      {1269730799, "Europe/Moscow", {{2010, 3, 28}, 119}},  // one second later it is three o'clock
      {1269730800, "Europe/Moscow", {{2010, 3, 28}, 180}},
      {1288477800, "Europe/Moscow", {{2010, 10, 31}, 150}},  // 02:30, and an hour later again
      {1288481400, "Europe/Moscow", {{2010, 10, 31}, 150}},
      {1764547199, "Europe/Moscow", {{2025, 12, 1}, 179}},  // Moscow has changed no clocks since 2014
      {1764547199, "Europe/Berlin", {{2025, 12, 1}, 59}},
      {1751327999, "Europe/Berlin", {{2025, 7, 1}, 119}},
      {-1, "", {{1969, 12, 31}, 1439}},
  };
  for (const Row& row : rows) {
    INFO(row.moment << " in " << row.zone);
    CHECK(ToLocalTime(row.moment, row.zone) == row.expected);
    CHECK(LocalDate(row.moment, row.zone) == row.expected.date);
  }
}

TEST_CASE("days are numbered and named") {
  CHECK(DayNumber({1970, 1, 1}) == 0);
  CHECK(DayNumber({1969, 12, 31}) == -1);
  CHECK(DayNumber({2024, 3, 1}) - DayNumber({2024, 2, 28}) == 2);
  CHECK(DayNumber({1900, 3, 1}) - DayNumber({1900, 2, 28}) == 1);
  CHECK(Weekday({2026, 1, 12}) == 0);
  CHECK(Weekday({2027, 2, 20}) == 5);
  CHECK(Weekday({1969, 12, 28}) == 6);
  constexpr UnixSeconds kDay = 24 * 60 * 60;
  int weekday = Weekday({1900, 1, 2});
  bool good = weekday == 1;
  for (int number = DayNumber({1900, 1, 2}); number <= DayNumber({2999, 12, 30}); ++number) {
    const CivilDate day = LocalDate(number * kDay, "");
    good = good && DayNumber(day) == number && DayOfNumber(number) == day && Weekday(day) == weekday;
    weekday = (weekday + 1) % 7;
  }
  CHECK(good);
}

TEST_CASE("moments of local times") {
  struct Row {
    LocalTime local;
    const char* zone;
    UnixSeconds expected;
  };
  const Row rows[] = {
      {{{2026, 1, 12}, 1439}, "Asia/Yekaterinburg", 1768244340},
      {{{2026, 1, 12}, 1440}, "Asia/Yekaterinburg", 1768244400},
      {{{2026, 1, 13}, 0}, "Asia/Yekaterinburg", 1768244400},
      {{{2026, 1, 12}, 19 * 60}, "", 1768244400},
      {{{2026, 1, 12}, 19 * 60}, "Нигде/Никогда", 1768244400},
      {{{2010, 3, 28}, 150}, "Europe/Moscow", 1269730800},   // never came: the moment of the change
      {{{2010, 10, 31}, 150}, "Europe/Moscow", 1288477800},  // came twice: the first
  };
  for (const Row& row : rows) {
    INFO(row.expected << " in " << row.zone);
    CHECK(FromLocalTime(row.local, row.zone) == row.expected);
  }
}

TEST_CASE("offsets of zones") {
  CHECK(OffsetsOf("") == std::vector<ZoneOffset>{{}});
  CHECK(OffsetsOf("Нигде/Никогда") == std::vector<ZoneOffset>{{}});
  for (const char* zone : {"Europe/Moscow", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"}) {
    const std::vector<ZoneOffset> offsets = OffsetsOf(zone);
    REQUIRE(offsets.size() > 2);
    for (std::size_t i = 1; i < offsets.size(); ++i) {
      CHECK(offsets[i - 1].from < offsets[i].from);
      CHECK(offsets[i - 1].seconds != offsets[i].seconds);
      CHECK(OffsetAt(offsets[i].from - 1, zone) == offsets[i - 1].seconds);
      CHECK(OffsetAt(offsets[i].from, zone) == offsets[i].seconds);
    }
  }
  CHECK(OffsetAt(1768244400, "Asia/Kolkata") == 19'800);
  CHECK(OffsetAt(1768244400, "America/St_Johns") == -12'600);
  CHECK(OffsetAt(1768244400, "") == 0);
}

TEST_CASE("zones") {
  CHECK(IsKnownZone("Asia/Yekaterinburg"));
  CHECK_FALSE(IsKnownZone("Asia/Ekaterinburg"));
  CHECK_FALSE(IsKnownZone(""));
}

}  // namespace
}  // namespace autorules
