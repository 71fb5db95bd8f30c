// The shipped calendars against the law: every day of seven years is derived here from the Labour Code and the decrees
// that move days off, independently of the tables.
#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "dsl/calendar_table.h"
#include "dsl/compile.h"
#include "engine/calendar/work_calendar.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

CalendarLayer Shipped(std::string_view name) {
  for (const StandardCalendar& calendar : StandardCalendars()) {
    if (calendar.name != name) continue;
    const CsvTable table = ParseCsv(calendar.text);
    const CalendarTable read = ReadCalendarTable(table);
    INFO(calendar.file);
    REQUIRE(table.problems.empty());
    REQUIRE(read.problems.empty());
    REQUIRE_FALSE(read.days.empty());
    return read.days;
  }
  FAIL("no calendar " << name);
  return {};
}

struct Transfer {
  CivilDate from, to;
};

/// What the decrees of the Government moved.
constexpr Transfer kTransfers[] = {
    // 10.10.2020 No. 1648
    {{2021, 1, 2}, {2021, 11, 5}},
    {{2021, 1, 3}, {2021, 12, 31}},
    {{2021, 2, 20}, {2021, 2, 22}},
    // 16.09.2021 No. 1564
    {{2022, 1, 1}, {2022, 5, 3}},
    {{2022, 1, 2}, {2022, 5, 10}},
    {{2022, 3, 5}, {2022, 3, 7}},
    // 29.08.2022 No. 1505
    {{2023, 1, 1}, {2023, 2, 24}},
    {{2023, 1, 8}, {2023, 5, 8}},
    // 10.08.2023 No. 1314
    {{2024, 1, 6}, {2024, 5, 10}},
    {{2024, 1, 7}, {2024, 12, 31}},
    {{2024, 4, 27}, {2024, 4, 29}},
    {{2024, 11, 2}, {2024, 4, 30}},
    {{2024, 12, 28}, {2024, 12, 30}},
    // 04.10.2024 No. 1335
    {{2025, 1, 4}, {2025, 5, 2}},
    {{2025, 1, 5}, {2025, 12, 31}},
    {{2025, 2, 23}, {2025, 5, 8}},
    {{2025, 3, 8}, {2025, 6, 13}},
    {{2025, 11, 1}, {2025, 11, 3}},
    // 24.09.2025 No. 1466
    {{2026, 1, 3}, {2026, 1, 9}},
    {{2026, 1, 4}, {2026, 12, 31}},
    // 17.09.2026 No. 1187
    {{2027, 1, 2}, {2027, 11, 5}},
    {{2027, 1, 3}, {2027, 12, 31}},
    {{2027, 2, 20}, {2027, 2, 22}},
};

struct LawDay {
  CivilDate date;
  bool weekend = false;
  bool holiday = false;
  bool off = false;
  bool shortened = false;
};

/// Labour Code art. 112 part 1.
bool IsHoliday(int month, int day) {
  static const std::set<std::pair<int, int>> kHolidays = {
      {1, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}, {2, 23}, {3, 8}, {5, 1}, {5, 9}, {6, 12}, {11, 4},
  };
  return kHolidays.contains({month, day});
}

/// The days from 2021 to 2027, counted on from the Friday that 2021 began with.
std::vector<LawDay> PlainDays() {
  std::vector<LawDay> days;
  int weekday = 4;
  for (int year = 2021; year <= 2027; ++year) {
    const std::array<int, 12> lengths = {31, year == 2024 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= lengths[static_cast<std::size_t>(month - 1)]; ++day) {
        LawDay next;
        next.date = {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
        next.weekend = weekday >= 5;
        next.holiday = IsHoliday(month, day);
        next.off = next.weekend || next.holiday;
        days.push_back(next);
        weekday = (weekday + 1) % 7;
      }
    }
  }
  return days;
}

std::vector<LawDay> DaysByLaw() {
  std::vector<LawDay> days = PlainDays();
  const auto at = [&](CivilDate date) -> std::size_t {
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (days[i].date == date) return i;
    }
    FAIL("no day " << date.ToString());
    return 0;
  };
  std::set<CivilDate> moved;
  for (const Transfer& transfer : kTransfers) {
    moved.insert(transfer.from);
    LawDay& from = days[at(transfer.from)];
    if (!from.holiday) from.off = false;
    days[at(transfer.to)].off = true;
  }
  // Art. 112 part 2: a day off that meets a holiday moves to the next working day, those of January by decree only.
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (!days[i].holiday || !days[i].weekend || days[i].date.month == 1 || moved.contains(days[i].date)) continue;
    std::size_t next = i;
    while (days[next].off) ++next;
    days[next].off = true;
  }
  // Art. 95: the eve of a holiday; a Saturday worked for an eve is as short.
  const auto eve = [&](std::size_t i) { return i + 1 < days.size() && days[i + 1].holiday; };
  for (std::size_t i = 0; i < days.size(); ++i) days[i].shortened = !days[i].off && eve(i);
  for (const Transfer& transfer : kTransfers) {
    LawDay& from = days[at(transfer.from)];
    if (!from.holiday && eve(at(transfer.to))) from.shortened = true;
  }
  return days;
}

/// By the Labour Code alone the days of the decrees of 2021 are worked.
WorkCalendar ByLaw() { return WorkCalendar({Shipped("россия"), Shipped("рабочие_дни_указов_2021")}); }

/// Working days of 2021, 2022, …, 2027.
std::vector<int> WorkingDays(const WorkCalendar& calendar) {
  std::vector<int> counts(7);
  for (const LawDay& day : PlainDays()) {
    if (!calendar.IsDayOff(day.date)) ++counts[static_cast<std::size_t>(day.date.year - 2021)];
  }
  return counts;
}

TEST_CASE("the federal calendar is what the law says of every day") {
  const WorkCalendar calendar = ByLaw();
  const std::vector<LawDay> days = DaysByLaw();
  REQUIRE(days.size() == 7 * 365 + 1);
  for (const LawDay& day : days) {
    INFO(day.date.ToString());
    const DayKind expected = day.off ? DayKind::kDayOff : day.shortened ? DayKind::kShortened : DayKind::kWorking;
    CHECK(calendar.KindOf(day.date) == expected);
  }
}

TEST_CASE("years have the published numbers of working days") {
  CHECK(WorkingDays(ByLaw()) == std::vector<int>{247, 247, 247, 248, 247, 247, 247});
  CHECK(WorkingDays(WorkCalendar({Shipped("россия")})) == std::vector<int>{240, 247, 247, 248, 247, 247, 247});
}

TEST_CASE("years have the published numbers of working hours") {
  WeekSchedule forty;
  for (std::size_t day = 0; day < 5; ++day) forty.hours[day] = {{9 * 60, 17 * 60}};
  const WorkCalendar calendar = ByLaw();
  std::vector<int> hours(7);
  for (const LawDay& day : PlainDays()) {
    for (const ClockRange& range : calendar.HoursOf(day.date, forty))
      hours[static_cast<std::size_t>(day.date.year - 2021)] += (range.to - range.from) / 60;
  }
  CHECK(hours == std::vector<int>{1972, 1973, 1973, 1979, 1972, 1972, 1972});
}

TEST_CASE("days that changed places name each other") {
  const WorkCalendar calendar({Shipped("россия")});
  std::set<CivilDate> expected;
  for (const Transfer& transfer : kTransfers) {
    const auto named = [&](CivilDate date) {
      const auto& days = calendar.days();
      const auto found =
          std::find_if(days.begin(), days.end(), [&](const CalendarDay& day) { return day.date == date; });
      INFO(date.ToString());
      REQUIRE(found != days.end());
      return *found;
    };
    CHECK(named(transfer.to).instead_of == transfer.from);
    const bool worked = named(transfer.from).kind != DayKind::kDayOff;
    CHECK(worked == !IsHoliday(transfer.from.month, transfer.from.day));
    if (worked) CHECK(named(transfer.from).instead_of == transfer.to);
    if (worked) expected.insert(transfer.from);
  }
  std::set<CivilDate> worked;
  for (const CalendarDay& day : calendar.days()) {
    if (day.kind != DayKind::kDayOff && Weekday(day.date) >= 5) worked.insert(day.date);
  }
  CHECK(worked == expected);
}

TEST_CASE("the Saturday of 20 February 2027 is worked by a shortened Monday's hours") {
  WeekSchedule week;
  week.hours[0] = {{8 * 60, 12 * 60}, {13 * 60, 17 * 60}};
  week.hours[4] = {{8 * 60, 12 * 60}};
  const WorkCalendar calendar({Shipped("россия")});
  CHECK(calendar.HoursOf({2027, 2, 20}, week) == std::vector<ClockRange>{{8 * 60, 12 * 60}, {13 * 60, 16 * 60}});
  CHECK(calendar.HoursOf({2027, 2, 22}, week).empty());
}

TEST_CASE("the days of the decrees of 2021 are off, unless a municipality worked then") {
  const WorkCalendar by_default({Shipped("россия")}), by_law = ByLaw();
  std::set<CivilDate> differ;
  for (const LawDay& day : PlainDays()) {
    if (by_default.KindOf(day.date) == by_law.KindOf(day.date)) continue;
    CHECK(by_default.KindOf(day.date) == DayKind::kDayOff);
    differ.insert(day.date);
  }
  CHECK(differ ==
        std::set<CivilDate>{
            {2021, 5, 4}, {2021, 5, 5}, {2021, 5, 6}, {2021, 5, 7}, {2021, 11, 1}, {2021, 11, 2}, {2021, 11, 3}});
  CHECK(by_law.KindOf({2021, 11, 3}) == DayKind::kShortened);
}

TEST_CASE("regional days") {
  // The ninth day after Easter, which is a Tuesday.
  std::vector<int> remembrance;
  for (const CivilDate easter :
       {CivilDate{2024, 5, 5}, CivilDate{2025, 4, 20}, CivilDate{2026, 4, 12}, CivilDate{2027, 5, 2}}) {
    remembrance.push_back(DayNumber(easter) + 9);
  }
  std::vector<int> irkutsk;
  for (const CalendarDay& day : Shipped("иркутская_область")) {
    CHECK(day.kind == DayKind::kDayOff);
    CHECK(Weekday(day.date) == 1);
    irkutsk.push_back(DayNumber(day.date));
  }
  CHECK(irkutsk == remembrance);
  std::vector<CivilDate> ust_orda;
  for (const CalendarDay& day : Shipped("усть_орда")) {
    CHECK(day.kind == DayKind::kDayOff);
    ust_orda.push_back(day.date);
  }
  CHECK(ust_orda ==
        std::vector<CivilDate>{{2021, 2, 12}, {2022, 2, 2}, {2023, 2, 21}, {2024, 2, 10}, {2025, 3, 1}, {2026, 2, 18}});
}

TEST_CASE("days whose act nobody has seen are not confirmed") {
  std::set<CivilDate> unconfirmed;
  for (const StandardCalendar& calendar : StandardCalendars()) {
    for (const CalendarDay& day : Shipped(calendar.name)) {
      if (!day.confirmed) unconfirmed.insert(day.date);
    }
  }
  CHECK(unconfirmed == std::set<CivilDate>{{2021, 2, 12}, {2022, 2, 2}, {2024, 2, 10}, {2025, 3, 1}, {2027, 5, 11}});
}

TEST_CASE("every calendar of the folder is built in, and says where each day comes from") {
  std::set<std::string> built_in;
  for (const StandardCalendar& calendar : StandardCalendars()) {
    INFO(calendar.file);
    CHECK(calendar.text == testing::ReadFile(testing::SourceRoot() / calendar.file));
    built_in.insert(std::string(calendar.file));
    for (const CalendarDay& day : Shipped(calendar.name)) {
      INFO(day.date.ToString());
      CHECK_FALSE(day.source.empty());
    }
  }
  std::set<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(testing::SourceRoot() / "stdlib/calendars")) {
    files.insert("stdlib/calendars/" + entry.path().filename().string());
  }
  CHECK(built_in == files);
}

}  // namespace
}  // namespace autorules
