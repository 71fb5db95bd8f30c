#include "engine/calendar/working_time.h"

#include <rapidcheck.h>

#include <chrono>
#include <limits>
#include <random>

#include "dsl/calendar_table.h"
#include "dsl/compile.h"
#include "tests/support/catch.h"
#include "tests/support/naive_time.h"

namespace autorules {
namespace {

constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;

CalendarLayer Federal() {
  for (const StandardCalendar& calendar : StandardCalendars()) {
    if (calendar.name == "россия") return ReadCalendarTable(ParseCsv(calendar.text)).days;
  }
  FAIL("no federal calendar");
  return {};
}

/// Monday to Friday nine to six with an hour for lunch.
WeekSchedule Office() {
  WeekSchedule week;
  for (std::size_t day = 0; day < 5; ++day) week.hours[day] = {{9 * 60, 13 * 60}, {14 * 60, 18 * 60}};
  return week;
}

WeekSchedule RoundTheClock() {
  WeekSchedule week;
  for (auto& day : week.hours) day = {{0, 1440}};
  return week;
}

TimeAmount Days(std::int64_t count) { return {.days = count}; }
TimeAmount WorkingDays(std::int64_t count) { return {.days = count, .working = true}; }
TimeAmount WorkingHours(std::int64_t count) { return {.seconds = count * kHour, .working = true}; }

const char* const kPerm = "Asia/Yekaterinburg";

UnixSeconds At(std::string_view text, std::string_view zone = kPerm) { return ParseMoment(text, zone).value(); }

const WorkingTime& Perm() {
  static const WorkingTime kTime(WorkCalendar({Federal()}), Office(), kPerm);
  return kTime;
}

TEST_CASE("after and before a deadline") {
  const WorkingTime& time = Perm();
  const Deadline in_days = time.Due(At("2026-01-12 10:00"), Days(30));  // 11 February, a Wednesday
  REQUIRE(in_days == Deadline{At("2026-02-12 00:00"), true, false});
  const Deadline in_hours = time.Due(At("2026-04-30 16:30"), WorkingHours(9));  // half an hour is left of the eve
  REQUIRE(in_hours == Deadline{At("2026-05-05 09:30"), false, false});
  struct Row {
    Deadline deadline;
    TimeAmount amount;
    const char *before, *after;
  };
  const Row rows[] = {
      {in_days, Days(1), "2026-02-10 09:00", "2026-02-13 00:00"},
      {in_days, Days(3), "2026-02-08 00:00", "2026-02-15 00:00"},  // a Sunday has no hours
      {in_days, WorkingDays(1), "2026-02-10 09:00", "2026-02-13 00:00"},
      {in_days, WorkingDays(3), "2026-02-06 09:00", "2026-02-17 00:00"},
      {in_days, {.months = 1}, "2026-01-11 00:00", "2026-03-12 00:00"},
      {in_days, {.seconds = kHour}, "2026-02-11 23:00", "2026-02-12 01:00"},
      {in_days, WorkingHours(1), "2026-02-11 17:00", "2026-02-12 10:00"},
      {in_days, {}, "2026-02-12 00:00", "2026-02-12 00:00"},
      {in_hours, WorkingHours(1), "2026-05-04 17:30", "2026-05-05 10:30"},
      {in_hours, WorkingDays(1), "2026-05-04 09:00", "2026-05-07 00:00"},
      {in_hours, Days(2), "2026-05-03 00:00", "2026-05-08 00:00"},
  };
  for (const Row& row : rows) {
    INFO(row.before << " " << row.after);
    CHECK(ToIso(time.Before(row.deadline, row.amount), kPerm) == ToIso(At(row.before), kPerm));
    CHECK(ToIso(time.After(row.deadline, row.amount), kPerm) == ToIso(At(row.after), kPerm));
  }
}

TEST_CASE("amounts of several parts") {
  const WorkingTime& time = Perm();
  CHECK(time.Due(At("2026-01-31 10:00"), {.months = 1, .days = 2}) == Deadline{At("2026-03-03 00:00"), true, false});
  CHECK(time.Due(At("2026-01-12 10:00"), {.days = 1, .seconds = kHour}) ==
        Deadline{At("2026-01-14 01:00"), false, false});
  CHECK(time.Due(At("2026-01-12 10:00"), {.days = 1, .seconds = kHour, .working = true}) ==
        Deadline{At("2026-01-14 10:00"), false, false});
  CHECK(time.Due(At("2026-01-12 10:00"), {}) == Deadline{At("2026-01-12 10:00"), false, false});
}

TEST_CASE("a deadline is preliminary when it asked about a day that may change") {
  CalendarLayer region = {{{2026, 4, 21}, DayKind::kDayOff, "computed", std::nullopt, false}};
  const WorkingTime time(WorkCalendar({Federal(), region}), Office(), kPerm);
  struct Row {
    const char *what, *start;
    TimeAmount amount;
    LastDay rule;
    bool preliminary;
  };
  const Row rows[] = {
      {"before the day", "2026-04-16 10:00", WorkingDays(2), LastDay::kStays, false},
      {"over the day", "2026-04-16 10:00", WorkingDays(3), LastDay::kStays, true},
      {"hours before", "2026-04-20 10:00", WorkingHours(7), LastDay::kStays, false},
      {"hours over the day", "2026-04-20 10:00", WorkingHours(8), LastDay::kStays, true},
      {"calendar days that stay ask about no day", "2026-04-20 10:00", Days(1), LastDay::kStays, false},
      {"the last day itself", "2026-04-20 10:00", Days(1), LastDay::kForward, true},
      {"calendar days over it", "2026-04-20 10:00", Days(2), LastDay::kForward, false},
      {"exact hours", "2026-04-20 10:00", {.seconds = 24 * kHour}, LastDay::kStays, false},
      {"on the way back", "2026-04-20 10:00", Days(5), LastDay::kBack, false},
      {"the last year decreed", "2027-12-28 10:00", WorkingDays(2), LastDay::kStays, false},
      {"the year after", "2027-12-28 10:00", WorkingDays(3), LastDay::kStays, true},
      {"a day of it", "2027-12-28 10:00", Days(14), LastDay::kBack, true},
      {"the year before the first", "2020-12-28 10:00", WorkingDays(1), LastDay::kStays, true},
      {"months", "2027-12-28 10:00", {.months = 1}, LastDay::kStays, false},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(time.Due(At(row.start), row.amount, row.rule).preliminary == row.preliminary);
  }
}

TEST_CASE("nothing goes back out of the term") {
  const WorkingTime& time = Perm();
  const TimeAmount three = Days(3);
  // Thursday 30 April 2026, three days: Sunday; Friday and Saturday are holidays and days off too.
  CHECK(time.Due(At("2026-04-30 10:00"), three, LastDay::kBack).at == At("2026-05-05 00:00"));
  // From Wednesday it goes back to Thursday.
  CHECK(time.Due(At("2026-04-29 10:00"), three, LastDay::kBack).at == At("2026-05-01 00:00"));
}

TEST_CASE("schedules without hours, and moments beyond the years, end") {
  const WorkingTime idle(WorkCalendar({Federal()}), {}, kPerm);
  const UnixSeconds at = At("2026-05-01 10:00");
  CHECK(idle.NextWorkingMoment(at) == at);
  CHECK(idle.AddWorkingSeconds(at, 90) == at + 90);
  CHECK(idle.AddWorkingSeconds(at, -90) == at - 90);
  CHECK(idle.WorkingSecondsBetween(at, at + 90) == 90);
  CHECK(idle.Due(at, WorkingHours(2)).at == at + 2 * kHour);
  CHECK(idle.Due(at, WorkingDays(1)).at == At("2026-05-05 00:00"));  // days are those of the calendar

  constexpr auto kLeast = std::numeric_limits<UnixSeconds>::min();
  constexpr auto kMost = std::numeric_limits<UnixSeconds>::max();
  constexpr std::int64_t kNumber = 999'999'999;
  const auto is_bounded = [](UnixSeconds moment) {
    return LocalDate(moment, "") >= CivilDate{1900, 1, 1} && moment <= At("2999-12-31 23:59:59", "");
  };
  WeekSchedule rare;  // a minute a week
  rare.hours[2] = {{600, 601}};
  const WorkingTime times[] = {Perm(), idle, WorkingTime({}, rare, "America/New_York"),
                               WorkingTime({}, RoundTheClock(), "")};
  for (const WorkingTime& time : times) {
    for (const UnixSeconds start : {kLeast, at, kMost}) {
      for (const bool working : {false, true}) {
        for (const TimeAmount& amount :
             {TimeAmount{.days = 7 * kNumber, .working = working}, TimeAmount{.months = working ? 0 : kNumber},
              TimeAmount{.seconds = kNumber * kHour, .working = working}}) {
          const TimeAmount back{-amount.months, -amount.days, -amount.seconds, working};
          for (const LastDay rule : {LastDay::kStays, LastDay::kBack, LastDay::kForward}) {
            const Deadline due = time.Due(start, amount, rule);
            CHECK(is_bounded(due.at));
            CHECK(is_bounded(time.Due(start, back, rule).at));
            CHECK(is_bounded(time.After(due, amount)));
            CHECK(is_bounded(time.Before(due, amount)));
            CHECK(ParseMoment(ToIso(due, time.zone()), "").has_value());
          }
        }
      }
      CHECK(is_bounded(time.NextWorkingMoment(start)));
      CHECK(time.WorkingDaysBetween(kLeast, start) <= 402'000);
      CHECK(time.WorkingSecondsBetween(start, kMost) <= 402'000 * kDay);
    }
  }
}

TEST_CASE("ISO 8601") {
  struct Row {
    const char *moment, *zone, *expected;
  };
  const Row rows[] = {
      {"2026-05-04T11:30:00Z", "Asia/Yekaterinburg", "2026-05-04T16:30:00+05:00"},
      {"2026-05-04T11:30:59Z", "", "2026-05-04T11:30:59+00:00"},
      {"2026-05-04T11:30:00Z", "America/St_Johns", "2026-05-04T09:00:00-02:30"},
      {"2026-01-01T00:30:00Z", "America/New_York", "2025-12-31T19:30:00-05:00"},
      {"2026-07-01T00:30:00Z", "America/New_York", "2026-06-30T20:30:00-04:00"},
      {"1969-12-31T23:59:59Z", "Asia/Kolkata", "1970-01-01T05:29:59+05:30"},
      {"2010-10-30T22:30:00Z", "Europe/Moscow", "2010-10-31T02:30:00+04:00"},
      {"2010-10-30T23:30:00Z", "Europe/Moscow", "2010-10-31T02:30:00+03:00"},
  };
  for (const Row& row : rows) {
    INFO(row.moment << " in " << row.zone);
    const UnixSeconds moment = At(row.moment, "");
    CHECK(ToIso(moment, row.zone) == row.expected);
    CHECK(ToIso(Deadline{moment, false, false}, row.zone) == row.expected);
    CHECK(ToIso(Deadline{moment + 1, true, false}, row.zone) == row.expected);
    CHECK(ParseMoment(row.expected, "") == moment);
  }
}

/// A random week: an office, a service round the clock, or some stretches of every day.
WeekSchedule RandomWeek(std::mt19937& random) {
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  switch (below(4)) {
    case 0: return Office();
    case 1: return RoundTheClock();
    default: break;
  }
  WeekSchedule week;
  for (auto& hours : week.hours) {
    if (below(4) == 0) continue;
    for (int from = below(700); from < 1380;) {
      const int to = std::min(1440, from + 1 + below(500));
      hours.push_back({from, to});
      from = to + 1 + below(600);
    }
  }
  week.hours[1].assign(1, {9 * 60, 12 * 60});  // never without hours
  return week;
}

/// The federal days and some of a region: off, shortened, worked for another weekday.
WorkCalendar RandomCalendar(std::mt19937& random, int first_day) {
  CalendarLayer region;
  for (int i = 0; i < 6; ++i) {
    CalendarDay day{DayOfNumber(first_day + static_cast<int>(random() % 45U)), DayKind::kDayOff, "", std::nullopt};
    day.kind = static_cast<DayKind>(random() % 3U);
    if (day.kind != DayKind::kDayOff && random() % 2U == 0) {
      day.instead_of = DayOfNumber(DayNumber(day.date) + static_cast<int>(random() % 7U));
    }
    region.push_back(day);
  }
  if (random() % 4U == 0) return WorkCalendar({region});
  return WorkCalendar({Federal(), region});
}

TEST_CASE("working time is what counting minutes gives") {
  // Zones that change clocks by an hour or half of one, at night or at midnight, to winter in spring; and such as do
  // not.
  const char* const zones[] = {"Europe/Berlin",
                               "America/New_York",
                               "Asia/Yekaterinburg",
                               "Australia/Lord_Howe",
                               "America/Havana",
                               "Africa/Casablanca",
                               "Asia/Beirut",
                               "Pacific/Chatham",
                               "Europe/London",
                               "Asia/Kathmandu",
                               ""};
  // Where windows begin: ahead of changes of clocks, a leap day, New Year, working Saturdays.
  const char* const begins[] = {"2024-02-20", "2024-03-05", "2024-03-25", "2024-10-20", "2024-12-20", "2025-03-01",
                                "2025-04-01", "2025-10-15", "2025-12-20", "2026-02-10", "2026-03-20", "2026-04-25",
                                "2026-10-20", "2027-02-15", "2021-10-25", "2022-03-01", "2021-12-20"};
  constexpr int kWorlds = 180, kQuestions = 300, kWindow = 44, kStarts = 14;
  std::mt19937 random(20260121);
  int different = 0;
  for (int world = 0; world < kWorlds; ++world) {
    const std::string zone = zones[random() % std::size(zones)];
    const CivilDate begin = ParseCivilDate(begins[random() % std::size(begins)]).value();
    const WorkCalendar calendar = RandomCalendar(random, DayNumber(begin));
    const WeekSchedule week = RandomWeek(random);
    const testing::NaiveTime naive(calendar, week, zone, DayNumber(begin) * kDay, kWindow);
    const WorkingTime time(calendar, week, zone);
    const auto check = [&](const char* what, UnixSeconds start, std::int64_t amount, std::int64_t actual,
                           std::int64_t expected) {
      if (actual == expected) return;
      ++different;
      UNSCOPED_INFO(what << " in " << zone << " from " << ToIso(start, zone) << " by " << amount << ": "
                         << ToIso(actual, zone) << ", counted " << ToIso(expected, zone) << " (" << actual << ", "
                         << expected << ")");
    };
    for (int question = 0; question < kQuestions; ++question) {
      // Half of the starts lie on a quarter of an hour, where stretches and days begin and end.
      UnixSeconds start = naive.begin() + 9 * kDay + static_cast<UnixSeconds>(random() % (kStarts * kDay));
      if (random() % 2U == 0) start -= start % 900;
      const std::int64_t seconds =
          1 + static_cast<std::int64_t>(random() % (random() % 2U == 0 ? 10 * 60 : 20 * kHour));
      const std::int64_t days = 1 + static_cast<std::int64_t>(random() % 4U);
      switch (question % 6) {
        case 0: {
          const UnixSeconds due = time.Due(start, {.seconds = seconds, .working = true}).at;
          check("later", start, seconds, due, naive.Later(start, seconds));
          check("later", start, seconds, time.AddWorkingSeconds(start, seconds), due);
          break;
        }
        case 1:
          check("next", start, 0, time.NextWorkingMoment(start), naive.Next(start));
          check("days", start, days, time.Due(start, Days(days)).at, naive.EndOfDay(start, days, false));
          break;
        case 2:
          check("working days", start, days, time.Due(start, WorkingDays(days)).at, naive.EndOfDay(start, days, true));
          break;
        case 3: {
          const LastDay rule = random() % 2U == 0 ? LastDay::kBack : LastDay::kForward;
          check("moved", start, days, time.Due(start, Days(days), rule).at, naive.EndOfMovedDay(start, days, rule));
          break;
        }
        case 4: {
          const UnixSeconds to = start + static_cast<UnixSeconds>(random() % (6 * kDay));
          check("between", start, to - start, time.WorkingSecondsBetween(start, to), naive.Between(start, to));
          check("days between", start, to - start, time.WorkingDaysBetween(to, start), naive.DaysBetween(to, start));
          break;
        }
        default: {
          const std::int64_t back = seconds % (2 * kHour) + 1;
          check("earlier", start, back, time.AddWorkingSeconds(start, -back), naive.Earlier(start, back));
          break;
        }
      }
    }
  }
  CHECK(different == 0);
}

/// A moment of 2024–2027 and a world for it.
struct Drawn {
  WorkingTime time;
  UnixSeconds at;
};
Drawn Draw() {
  std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
  static const char* const kZones[] = {"Europe/Berlin", "America/New_York", "Asia/Yekaterinburg"};
  const int day = DayNumber({2024, 1, 1}) + static_cast<int>(random() % 1400U);
  return {WorkingTime(RandomCalendar(random, day), RandomWeek(random), kZones[random() % 3U]),
          day * kDay + static_cast<UnixSeconds>(random() % 86400U)};
}

TEST_CASE("laws of working time") {
  CHECK(rc::check("adding and subtracting return", [] {
    const Drawn drawn = Draw();
    const std::int64_t seconds = *rc::gen::inRange<std::int64_t>(1, 500 * kHour);
    const UnixSeconds later = drawn.time.AddWorkingSeconds(drawn.at, seconds);
    RC_ASSERT(drawn.time.AddWorkingSeconds(later, -seconds) == drawn.time.NextWorkingMoment(drawn.at));
    RC_ASSERT(drawn.time.WorkingSecondsBetween(drawn.at, later) == seconds);
  }));
  CHECK(rc::check("who starts later is due no earlier", [] {
    const Drawn drawn = Draw();
    const UnixSeconds other = drawn.at + *rc::gen::inRange<UnixSeconds>(0, 20 * kDay);
    const std::int64_t count = *rc::gen::inRange<std::int64_t>(1, 40);
    for (const TimeAmount& amount : {Days(count), WorkingDays(count), WorkingHours(count), TimeAmount{.months = count},
                                     TimeAmount{.seconds = count * kHour}}) {
      for (const LastDay rule : {LastDay::kStays, LastDay::kForward}) {
        RC_ASSERT(drawn.time.Due(drawn.at, amount, rule).at <= drawn.time.Due(other, amount, rule).at);
      }
    }
    RC_ASSERT(drawn.time.NextWorkingMoment(drawn.at) <= drawn.time.NextWorkingMoment(other));
  }));
  CHECK(rc::check("working seconds and days add up", [] {
    const Drawn drawn = Draw();
    const UnixSeconds second = drawn.at + *rc::gen::inRange<UnixSeconds>(-30 * kDay, 30 * kDay);
    const UnixSeconds third = drawn.at + *rc::gen::inRange<UnixSeconds>(-30 * kDay, 30 * kDay);
    const WorkingTime& time = drawn.time;
    RC_ASSERT(time.WorkingSecondsBetween(drawn.at, third) ==
              time.WorkingSecondsBetween(drawn.at, second) + time.WorkingSecondsBetween(second, third));
    RC_ASSERT(time.WorkingDaysBetween(drawn.at, third) ==
              time.WorkingDaysBetween(drawn.at, second) + time.WorkingDaysBetween(second, third));
    const std::int64_t seconds = *rc::gen::inRange<std::int64_t>(1, 100 * kHour);
    const std::int64_t more = *rc::gen::inRange<std::int64_t>(1, 100 * kHour);
    RC_ASSERT(time.AddWorkingSeconds(time.AddWorkingSeconds(drawn.at, seconds), more) ==
              time.AddWorkingSeconds(drawn.at, seconds + more));
  }));
  CHECK(rc::check("a deadline lies as many working days on", [] {
    const Drawn drawn = Draw();
    const std::int64_t count = *rc::gen::inRange<std::int64_t>(1, 300);
    const Deadline due = drawn.time.Due(drawn.at, WorkingDays(count));
    RC_ASSERT(drawn.time.WorkingDaysBetween(drawn.at, due.at - 1) == count);
    RC_ASSERT(drawn.time.WorkingDaysBetween(due.at - 1, drawn.at) == -count);
  }));
}

}  // namespace
}  // namespace autorules
