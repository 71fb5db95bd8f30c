#include "engine/calendar/work_calendar.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

using Hours = std::vector<ClockRange>;

constexpr int At(int hour, int minute = 0) { return hour * 60 + minute; }

/// Monday to Thursday nine to six, Friday to five, lunch from one to 13:48.
WeekSchedule OfficeHours() {
  WeekSchedule week;
  for (std::size_t day = 0; day < 5; ++day) {
    week.hours[day] = CutOut({{At(9), day == 4 ? At(17) : At(18)}}, {At(13), At(13, 48)});
  }
  return week;
}

CalendarDay Off(CivilDate date) { return {date, DayKind::kDayOff, "", std::nullopt}; }

TEST_CASE("without layers weekends and the holidays of the Labour Code are off") {
  const WorkCalendar calendar;
  struct Row {
    CivilDate date;
    DayKind expected;
  };
  const Row rows[] = {
      {{2030, 1, 8}, DayKind::kDayOff},   {{2030, 1, 9}, DayKind::kWorking},  {{2033, 2, 23}, DayKind::kDayOff},
      {{2033, 2, 22}, DayKind::kWorking}, {{2033, 3, 8}, DayKind::kDayOff},   {{2030, 5, 1}, DayKind::kDayOff},
      {{2030, 5, 2}, DayKind::kWorking},  {{2030, 5, 9}, DayKind::kDayOff},   {{2030, 6, 12}, DayKind::kDayOff},
      {{2030, 11, 4}, DayKind::kDayOff},  {{2030, 11, 7}, DayKind::kWorking}, {{2030, 12, 31}, DayKind::kWorking},
      {{2030, 3, 2}, DayKind::kDayOff},   {{2030, 3, 3}, DayKind::kDayOff},   {{2030, 3, 4}, DayKind::kWorking},
      {{2029, 1, 8}, DayKind::kDayOff},   {{2029, 11, 5}, DayKind::kWorking},  // moved only by a layer
  };
  for (const Row& row : rows) {
    INFO(row.date.ToString());
    CHECK(calendar.KindOf(row.date) == row.expected);
    CHECK(calendar.IsDayOff(row.date) == (row.expected == DayKind::kDayOff));
  }
}

TEST_CASE("of several layers that name a day the last one counts") {
  const CalendarDay off = Off({2026, 3, 3});
  const CalendarDay worked{{2026, 3, 3}, DayKind::kWorking, "municipal", std::nullopt};
  const CalendarDay moved{{2026, 3, 14}, DayKind::kShortened, "regional", CivilDate{2026, 3, 5}};
  CHECK(WorkCalendar({{off}}).KindOf({2026, 3, 3}) == DayKind::kDayOff);
  CHECK(WorkCalendar({{off}, {worked}}).KindOf({2026, 3, 3}) == DayKind::kWorking);
  CHECK(WorkCalendar({{worked}, {off}}).KindOf({2026, 3, 3}) == DayKind::kDayOff);
  CHECK(WorkCalendar({{worked, off}}).KindOf({2026, 3, 3}) == DayKind::kDayOff);
  const WorkCalendar calendar({{moved, off}, {}, {worked}});
  CHECK(calendar.days() == std::vector<CalendarDay>{worked, moved});
  CHECK(calendar.KindOf({2026, 3, 14}) == DayKind::kShortened);
  CHECK(calendar.KindOf({2026, 3, 2}) == DayKind::kWorking);
  CHECK(calendar == WorkCalendar({{worked, moved}}));
}

TEST_CASE("a calendar tells what it knows of a day") {
  const CalendarDay doubtful{{2027, 5, 11}, DayKind::kDayOff, "computed", std::nullopt, false};
  const WorkCalendar calendar({{Off({2027, 1, 1})}, {doubtful}});
  REQUIRE(calendar.Find({2027, 5, 11}) != nullptr);
  CHECK(*calendar.Find({2027, 5, 11}) == doubtful);
  CHECK(calendar.Find({2027, 5, 12}) == nullptr);
  CHECK(calendar.Find({2028, 1, 1}) == nullptr);
  CHECK(calendar.IsDecreed(2027));
  CHECK_FALSE(calendar.IsDecreed(2026));
  CHECK_FALSE(calendar.IsDecreed(2028));
  CHECK_FALSE(WorkCalendar({{doubtful}}).IsDecreed(2027));
}

TEST_CASE("a version changes with anything about a day") {
  const CalendarDay day{{2027, 2, 20}, DayKind::kShortened, "a decree", CivilDate{2027, 2, 22}};
  std::vector<CalendarLayer> layers = {{}, {day}, {day, Off({2027, 5, 11})}};
  for (int change = 0; change < 5; ++change) {
    CalendarDay other = day;
    if (change == 0) other.date.day = 21;
    if (change == 1) other.kind = DayKind::kWorking;
    if (change == 2) other.source = "another decree";
    if (change == 3) other.instead_of = std::nullopt;
    if (change == 4) other.confirmed = false;
    layers.push_back({other});
  }
  std::vector<std::string> versions;
  for (const CalendarLayer& layer : layers) {
    versions.push_back(WorkCalendar({layer}).Version());
    CHECK(versions.back().size() == 16);
    CHECK(versions.back() == WorkCalendar({{}, layer, layer}).Version());
  }
  std::sort(versions.begin(), versions.end());
  CHECK(std::unique(versions.begin(), versions.end()) == versions.end());
  CHECK(WorkCalendar().Version() == "cbf29ce484222325");
  CHECK(WorkCalendar({{day}}).Version() == "9c4b36e5d2d57c49");  // the same in every release
}

TEST_CASE("hours of a day") {
  const WorkCalendar calendar({{
      {{2026, 4, 30}, DayKind::kShortened, "", std::nullopt},
      {{2026, 11, 6}, DayKind::kShortened, "", std::nullopt},
      Off({2026, 5, 11}),
      Off({2027, 2, 22}),
      {{2027, 2, 20}, DayKind::kShortened, "", CivilDate{2027, 2, 22}},
      Off({2027, 4, 30}),
      {{2027, 4, 24}, DayKind::kWorking, "", CivilDate{2027, 4, 30}},
      {{2027, 2, 23}, DayKind::kWorking, "a municipality that works on a holiday", std::nullopt},
  }});
  const Hours full = {{At(9), At(13)}, {At(13, 48), At(18)}};
  const Hours friday = {{At(9), At(13)}, {At(13, 48), At(17)}};
  struct Row {
    const char* what;
    CivilDate date;
    Hours expected;
  };
  const Row rows[] = {
      {"a Monday", {2026, 1, 12}, full},
      {"a Friday", {2026, 1, 16}, friday},
      {"a Saturday", {2026, 1, 17}, {}},
      {"a holiday", {2026, 6, 12}, {}},
      {"a day off moved here", {2026, 5, 11}, {}},
      {"a shortened Thursday", {2026, 4, 30}, {{At(9), At(13)}, {At(13, 48), At(17)}}},
      {"a shortened Friday", {2026, 11, 6}, {{At(9), At(13)}, {At(13, 48), At(16)}}},
      {"a shortened Saturday worked for a Monday", {2027, 2, 20}, {{At(9), At(13)}, {At(13, 48), At(17)}}},
      {"a Saturday worked for a Friday", {2027, 4, 24}, friday},
      {"a holiday that a layer makes working", {2027, 2, 23}, full},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(calendar.HoursOf(row.date, OfficeHours()) == row.expected);
  }
}

TEST_CASE("working time is exact to the minute") {
  const WorkCalendar calendar({{
      {{2026, 4, 30}, DayKind::kShortened, "", std::nullopt},
      {{2027, 2, 20}, DayKind::kShortened, "", CivilDate{2027, 2, 22}},
  }});
  struct Row {
    const char* what;
    CivilDate date;
    int minute;
    bool expected;
  };
  const Row rows[] = {
      {"midnight", {2026, 1, 12}, 0, false},
      {"a minute early", {2026, 1, 12}, At(8, 59), false},
      {"the first minute", {2026, 1, 12}, At(9), true},
      {"the last one before lunch", {2026, 1, 12}, At(12, 59), true},
      {"lunch", {2026, 1, 12}, At(13), false},
      {"the last minute of lunch", {2026, 1, 12}, At(13, 47), false},
      {"after lunch", {2026, 1, 12}, At(13, 48), true},
      {"the last minute", {2026, 1, 12}, At(17, 59), true},
      {"the end", {2026, 1, 12}, At(18), false},
      {"the last minute of the day", {2026, 1, 12}, At(23, 59), false},
      {"the last minute of a Friday", {2026, 1, 16}, At(16, 59), true},
      {"the end of a Friday", {2026, 1, 16}, At(17), false},
      {"the last minute of a shortened day", {2026, 4, 30}, At(16, 59), true},
      {"the end of a shortened day", {2026, 4, 30}, At(17), false},
      {"the last minute of the working Saturday", {2027, 2, 20}, At(16, 59), true},
      {"the end of the working Saturday", {2027, 2, 20}, At(17), false},
      {"the next Saturday", {2027, 2, 27}, At(12), false},
      {"a holiday", {2026, 6, 12}, At(12), false},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(calendar.IsWorkingTime(row.date, row.minute, OfficeHours()) == row.expected);
  }
}

TEST_CASE("a service that works on Saturdays") {
  WeekSchedule week = OfficeHours();
  week.hours[5] = {{At(10), At(14)}};
  const WorkCalendar calendar({{
      Off({2026, 1, 24}),
      {{2027, 2, 20}, DayKind::kShortened, "", CivilDate{2027, 2, 22}},
  }});
  CHECK(calendar.IsWorkingTime({2026, 1, 17}, At(13, 59), week));
  CHECK_FALSE(calendar.IsWorkingTime({2026, 1, 17}, At(9), week));
  CHECK(calendar.IsDayOff({2026, 1, 17}));
  CHECK_FALSE(calendar.IsWorkingTime({2026, 1, 24}, At(13), week));  // a layer calls it off
  CHECK_FALSE(calendar.IsWorkingTime({2026, 5, 9}, At(13), week));   // a holiday
  CHECK(calendar.IsWorkingTime({2027, 2, 20}, At(16, 59), week));    // worked for a Monday
}

TEST_CASE("messages are placed by the clocks of the municipality") {
  struct Row {
    const char *moment, *zone;
    bool expected;
  };
  const Row rows[] = {
      {"2026-01-12T09:00:00+05:00", "Asia/Yekaterinburg", true},
      {"2026-01-12T09:00:00+05:00", "Europe/Moscow", false},  // seven o'clock there
      {"2026-01-11T22:30:00Z", "Asia/Vladivostok", false},    // Monday 08:30
      {"2026-01-11T23:30:00Z", "Asia/Vladivostok", true},     // Monday 09:30, in London still Sunday
      {"2026-01-16T23:30:00Z", "Asia/Vladivostok", false},    // Saturday 09:30
      {"2025-03-28T08:30:00Z", "Europe/Berlin", true},        // winter time: 09:30
      {"2025-03-31T07:30:00Z", "Europe/Berlin", true},        // summer time: 09:30
      {"2025-03-28T07:30:00Z", "Europe/Berlin", false},       // winter time: 08:30
      {"2026-01-12T23:59:59+03:00", "Europe/Moscow", false},
  };
  const WorkCalendar calendar;
  for (const Row& row : rows) {
    INFO(row.moment << " in " << row.zone);
    const LocalTime at = ToLocalTime(ParseMoment(row.moment, "").value(), row.zone);
    CHECK(calendar.IsWorkingTime(at.date, at.minute, OfficeHours()) == row.expected);
  }
}

}  // namespace
}  // namespace autorules
