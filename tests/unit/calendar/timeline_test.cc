#include "engine/calendar/timeline.h"

#include "dsl/calendar_table.h"
#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using What = TimelineEntry::What;

constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute;
const char* const kZone = "Asia/Yekaterinburg";

CalendarLayer Shipped(std::string_view name) {
  for (const StandardCalendar& calendar : StandardCalendars()) {
    if (calendar.name == name) return ReadCalendarTable(ParseCsv(calendar.text)).days;
  }
  FAIL("no calendar " << name);
  return {};
}

WorkingTime Office() {
  WeekSchedule week;
  for (std::size_t day = 0; day < 5; ++day) week.hours[day] = {{9 * 60, 13 * 60}, {14 * 60, 18 * 60}};
  return {WorkCalendar({Shipped("россия")}), week, kZone};
}

UnixSeconds At(std::string_view text) { return ParseMoment(text, kZone).value(); }

/// What the tests look at of an entry.
struct Line {
  What what;
  const char *first, *last;
  std::int64_t counted, left, days_off;
};

void Check(const Timeline& timeline, const std::vector<Line>& expected) {
  REQUIRE(timeline.entries.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO("entry " << i);
    const TimelineEntry& entry = timeline.entries[i];
    CHECK(static_cast<int>(entry.what) == static_cast<int>(expected[i].what));
    CHECK(entry.first.ToString() == expected[i].first);
    CHECK(entry.last.ToString() == expected[i].last);
    CHECK(entry.counted == expected[i].counted);
    CHECK(entry.left == expected[i].left);
    CHECK(entry.days_off == expected[i].days_off);
  }
}

TEST_CASE("working hours over a holiday") {
  const Timeline timeline = ExplainDeadline(Office(), At("2026-04-30 16:30"), {.seconds = 9 * kHour, .working = true});
  CHECK(timeline.deadline.at == At("2026-05-05 09:30"));
  Check(timeline, {
                      {What::kCounted, "2026-04-30", "2026-04-30", 30 * kMinute, 8 * kHour + 30 * kMinute, 0},
                      {What::kOff, "2026-05-01", "2026-05-03", 0, 8 * kHour + 30 * kMinute, 3},
                      {What::kCounted, "2026-05-04", "2026-05-04", 8 * kHour, 30 * kMinute, 0},
                      {What::kCounted, "2026-05-05", "2026-05-05", 30 * kMinute, 0, 0},
                  });
  CHECK(timeline.entries[0].kind == DayKind::kShortened);
  CHECK(timeline.entries[0].hours == std::vector<ClockRange>{{16 * 60 + 30, 17 * 60}});
  CHECK(timeline.entries[0].sources == std::vector<std::string>{"ТК РФ, ст. 95"});
  CHECK(timeline.entries[1].sources == std::vector<std::string>{"ТК РФ, ст. 112 (Праздник Весны и Труда)"});
  CHECK(timeline.entries[2].hours.empty());
  CHECK(timeline.entries[3].hours == std::vector<ClockRange>{{9 * 60, 9 * 60 + 30}});
}

TEST_CASE("ordinary weeks are one line") {
  const Timeline timeline = ExplainDeadline(Office(), At("2026-01-12 14:00"), {.days = 15, .working = true});
  Check(timeline, {
                      {What::kStartDay, "2026-01-12", "2026-01-12", 0, 15, 0},
                      {What::kCounted, "2026-01-13", "2026-02-01", 14, 1, 6},
                      {What::kLastDay, "2026-02-02", "2026-02-02", 1, 0, 0},
                  });
}

TEST_CASE("a weekend is told with the holidays that follow it") {
  const Timeline timeline = ExplainDeadline(Office(), At("2026-03-05 10:00"), {.days = 3, .working = true});
  Check(timeline, {
                      {What::kStartDay, "2026-03-05", "2026-03-05", 0, 3, 0},
                      {What::kCounted, "2026-03-06", "2026-03-06", 1, 2, 0},
                      {What::kOff, "2026-03-07", "2026-03-09", 0, 2, 3},
                      {What::kCounted, "2026-03-10", "2026-03-10", 1, 1, 0},
                      {What::kLastDay, "2026-03-11", "2026-03-11", 1, 0, 0},
                  });
  CHECK(timeline.entries[2].sources ==
        std::vector<std::string>{"ТК РФ, ст. 112 (Международный женский день)", "ТК РФ, ст. 112 ч. 2"});
}

TEST_CASE("a weekend alone is days off") {
  const Timeline timeline =
      ExplainDeadline(Office(), At("2026-01-16 17:59"), {.seconds = 2 * kMinute, .working = true});
  Check(timeline, {
                      {What::kCounted, "2026-01-16", "2026-01-16", kMinute, kMinute, 0},
                      {What::kOff, "2026-01-17", "2026-01-18", 0, kMinute, 2},
                      {What::kCounted, "2026-01-19", "2026-01-19", kMinute, 0, 0},
                  });
}

TEST_CASE("calendar days and where their last one goes") {
  const WorkingTime time = Office();
  const UnixSeconds start = At("2026-04-24 10:00");
  Check(ExplainDeadline(time, start, {.days = 7}), {
                                                       {What::kStartDay, "2026-04-24", "2026-04-24", 0, 7, 0},
                                                       {What::kCounted, "2026-04-25", "2026-04-30", 6, 1, 0},
                                                       {What::kLastDay, "2026-05-01", "2026-05-01", 1, 0, 0},
                                                   });
  Check(ExplainDeadline(time, start, {.days = 7}, LastDay::kBack),
        {
            {What::kStartDay, "2026-04-24", "2026-04-24", 0, 7, 0},
            {What::kCounted, "2026-04-25", "2026-04-30", 6, 1, 0},
            {What::kPassed, "2026-05-01", "2026-05-01", 1, 0, 1},
            {What::kLastDay, "2026-04-30", "2026-04-30", 0, 0, 0},
        });
  Check(ExplainDeadline(time, start, {.days = 7}, LastDay::kForward),
        {
            {What::kStartDay, "2026-04-24", "2026-04-24", 0, 7, 0},
            {What::kCounted, "2026-04-25", "2026-04-30", 6, 1, 0},
            {What::kPassed, "2026-05-01", "2026-05-03", 1, 0, 3},
            {What::kLastDay, "2026-05-04", "2026-05-04", 0, 0, 0},
        });
  // No day of the term is worked.
  Check(ExplainDeadline(time, At("2026-04-30 10:00"), {.days = 2}, LastDay::kBack),
        {
            {What::kStartDay, "2026-04-30", "2026-04-30", 0, 2, 0},
            {What::kCounted, "2026-05-01", "2026-05-01", 1, 1, 0},
            {What::kPassed, "2026-05-02", "2026-05-03", 1, 0, 2},
            {What::kLastDay, "2026-05-04", "2026-05-04", 0, 0, 0},
        });
}

TEST_CASE("hours that are not working ones are one stretch") {
  Check(ExplainDeadline(Office(), At("2026-05-01 02:00"), {.seconds = 24 * kHour}),
        {{What::kCounted, "2026-05-01", "2026-05-02", 24 * kHour, 0, 0}});
}

TEST_CASE("what rests on a doubtful day is marked") {
  const WorkingTime time(WorkCalendar({Shipped("россия"), Shipped("иркутская_область")}), Office().schedule(), kZone);
  const Timeline timeline = ExplainDeadline(time, At("2027-05-07 10:00"), {.days = 1, .working = true});
  REQUIRE(timeline.entries.size() == 3);
  CHECK_FALSE(timeline.entries[0].preliminary);
  CHECK(timeline.entries[1].preliminary);
  CHECK_FALSE(timeline.entries[2].preliminary);
  CHECK(timeline.deadline.preliminary);
}

TEST_CASE("long explanations end, and every day stands in one entry") {
  const WorkingTime time = Office();
  for (const TimeAmount& amount :
       {TimeAmount{.days = 5000, .working = true}, TimeAmount{.seconds = 30'000 * kHour, .working = true}}) {
    const UnixSeconds start = At("2021-01-11 10:00");
    const Timeline timeline = ExplainDeadline(time, start, amount);
    CHECK(timeline.deadline == time.Due(start, amount));
    REQUIRE(timeline.entries.size() <= limits::kTimelineEntries + 2);
    std::int64_t counted = 0;
    int next = DayNumber({2021, 1, 11});
    for (const TimelineEntry& entry : timeline.entries) {
      CHECK(DayNumber(entry.first) == next);
      next = DayNumber(entry.last) + 1;
      counted += entry.counted;
      CHECK(entry.left == amount.days + amount.seconds - counted);
    }
    CHECK(counted == amount.days + amount.seconds);
    CHECK(DayOfNumber(next - 1) == LocalDate(timeline.deadline.at - 1, kZone));
    CHECK(timeline.entries[timeline.entries.size() - 2].what == What::kRest);
  }
}

}  // namespace
}  // namespace autorules
