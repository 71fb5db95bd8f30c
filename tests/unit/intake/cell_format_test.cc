#include "engine/intake/cell_format.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include "engine/calendar/civil_date.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using Kind = CellFormat::Kind;

TEST_CASE("formats are told apart by what they show") {
  struct Case {
    std::string code;
    Kind kind;
    std::uint32_t digits = 0;
  };
  for (const Case& c : std::vector<Case>{
           {"General", Kind::kNumber},
           {"", Kind::kNumber},
           {"0.00", Kind::kNumber},
           {"#,##0.00\\ \"дня\"", Kind::kNumber},
           {"0\\d", Kind::kNumber, 1},
           {"0_d", Kind::kNumber, 1},
           {"[Red]0", Kind::kNumber, 1},
           {"[$-419]0.00E+00", Kind::kNumber},
           {"@", Kind::kNumber},
           {"0;[Red]dd", Kind::kNumber, 1},
           {"00000000", Kind::kNumber, 8},
           {"0", Kind::kNumber, 1},
           {"dd.mm.yyyy", Kind::kDate},
           {"DD.MM.YYYY;@", Kind::kDate},
           {"[$-419]d mmm yyyy;@", Kind::kDate},
           {"yyyy\\-mm\\-dd hh:mm:ss", Kind::kDate},
           {"mmm", Kind::kDate},
           {"h:mm", Kind::kTimeOfDay},
           {"mm:ss.0", Kind::kTimeOfDay},
           {"[h]:mm", Kind::kDuration},
           {"[mm]:ss", Kind::kDuration},
           {"\"", Kind::kNumber},
           {"[", Kind::kNumber},
           {"\\", Kind::kNumber},
       }) {
    INFO(c.code);
    CHECK(FormatOf(c.code) == CellFormat{c.kind, c.digits});
  }
  for (const std::uint32_t id : {14U, 15U, 16U, 17U, 22U}) CHECK(BuiltInFormat(id).kind == Kind::kDate);
  for (const std::uint32_t id : {18U, 19U, 20U, 21U, 45U, 47U}) CHECK(BuiltInFormat(id).kind == Kind::kTimeOfDay);
  CHECK(BuiltInFormat(46).kind == Kind::kDuration);
  for (const std::uint32_t id : {0U, 1U, 13U, 23U, 44U, 48U, 49U, 999U}) CHECK(BuiltInFormat(id).kind == Kind::kNumber);
}

TEST_CASE("numbers are written out") {
  const std::vector<std::pair<std::string, std::string>> numbers = {
      {"20260112000017", "20260112000017"},
      {"2.0260112000017E13", "20260112000017"},
      {"20260112000017.0", "20260112000017"},
      {"123456789012345678", "123456789012345678"},
      {"1.2345678901234568E+17", "123456789012345680"},
      {"0", "0"},
      {"0.0", "0"},
      {"-0", "0"},
      {"-17", "-17"},
      {"007", "7"},
      {"1.5", "1,5"},
      {"0.30000000000000004", "0,3"},
      {"-2.50", "-2,5"},
      {"1E-7", "1e-07"},
      {"5e0", "5"},
      {"100E-2", "1"},
  };
  for (const auto& [written, shown] : numbers) {
    INFO(written);
    CHECK(NumberText(written, {}) == shown);
  }
  CHECK(NumberText("5534000", {Kind::kNumber, 8}) == "05534000");
  for (const std::string written : {"", "-", "+1", "1,5", "a", "1e", "1e+", "e5", "0x10", "1.2.3", "1e99999999999",
                                    "1e999999999", "nan", "inf", " 1"}) {
    INFO(written);
    CHECK_FALSE(NumberText(written, {}).has_value());
  }
}

TEST_CASE("days are counted as spreadsheets do") {
  struct Case {
    std::string written;
    bool since_1904;
    std::optional<std::string> shown;
  };
  for (const Case& c : std::vector<Case>{
           {"1", false, "01.01.1900"},
           {"59", false, "28.02.1900"},
           {"60", false, std::nullopt},
           {"61", false, "01.03.1900"},
           {"46034", false, "12.01.2026"},
           {"44572", true, "12.01.2026"},
           {"46034.395833333336", false, "12.01.2026 09:30:00"},
           {"46034.999999", false, "13.01.2026"},
           {"0", true, "01.01.1904"},
           {"0", false, std::nullopt},
           {"-1", false, std::nullopt},
           {"401768", false, "31.12.2999"},
           {"401769", false, std::nullopt},
           {"1e300", false, std::nullopt},
           {"вчера", false, std::nullopt},
       }) {
    INFO(c.written);
    CHECK(DateText(c.written, {Kind::kDate}, c.since_1904) == c.shown);
  }
  CHECK(DateText("46034.5", {Kind::kTimeOfDay}, false) == "12:00:00");
  CHECK(DateText("0.75", {Kind::kTimeOfDay}, false) == "18:00:00");
  CHECK(DateText("1.25", {Kind::kDuration}, false) == "30:00:00");
  CHECK(IsoDateText("2026-01-12") == "12.01.2026");
  CHECK(IsoDateText("2026-01-12T09:30:15") == "12.01.2026 09:30:15");
  CHECK(IsoDateText("2026-01-12T00:00:00.000Z") == "12.01.2026");
  CHECK_FALSE(IsoDateText("2026-02-31").has_value());
  CHECK_FALSE(IsoDateText("завтра, 12").has_value());
}

TEST_CASE("every day and second since 1900-03-01 is shown as it is, in both date systems") {
  CHECK(rc::check([] {
    const CivilDate day = DayOfNumber(*rc::gen::inRange(DayNumber({1904, 1, 1}), DayNumber({2100, 1, 1})));
    const int second = *rc::gen::inRange(0, 86'400);
    std::string shown = fmt::format("{:02}.{:02}.{:04}", day.day, day.month, day.year);
    if (second > 0) shown += fmt::format(" {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    for (const bool since_1904 : {false, true}) {
      // 1970-01-01 is day 25569, in the system of 1904 day 24107.
      const double serial = DayNumber(day) + (since_1904 ? 24'107 : 25'569) + second / 86'400.0;
      RC_ASSERT(DateText(fmt::format("{}", serial), {Kind::kDate}, since_1904) == shown);
    }
  }));
}

TEST_CASE("whole numbers keep every digit, however they are written") {
  CHECK(rc::check([] {
    const auto number = *rc::gen::arbitrary<std::int64_t>();
    const std::string plain = std::to_string(number);
    RC_ASSERT(NumberText(plain, {}) == plain);
    RC_ASSERT(NumberText(plain + ".000", {}) == plain);
    RC_ASSERT(NumberText(plain + "E0", {}) == plain);
    if (number != 0) RC_ASSERT(NumberText(plain + "E+2", {}) == plain + "00");
  }));
}

}  // namespace
}  // namespace autorules
