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

TEST_CASE("zones") {
  CHECK(IsKnownZone("Asia/Yekaterinburg"));
  CHECK_FALSE(IsKnownZone("Asia/Ekaterinburg"));
  CHECK_FALSE(IsKnownZone(""));
}

}  // namespace
}  // namespace autorules
