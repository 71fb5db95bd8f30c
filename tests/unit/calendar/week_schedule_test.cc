#include "engine/calendar/week_schedule.h"

#include <rapidcheck.h>

#include "tests/support/catch.h"

namespace autorules {
namespace {

using Hours = std::vector<ClockRange>;

constexpr int At(int hour, int minute = 0) { return hour * 60 + minute; }

TEST_CASE("ranges are half-open and may run over midnight") {
  struct Row {
    const char* what;
    ClockRange range;
    int minute;
    bool expected;
  };
  const Row rows[] = {
      {"before", {At(9), At(18)}, At(8, 59), false},
      {"the first minute", {At(9), At(18)}, At(9), true},
      {"the last minute", {At(9), At(18)}, At(17, 59), true},
      {"the end is out", {At(9), At(18)}, At(18), false},
      {"to midnight", {At(9), At(24)}, At(23, 59), true},
      {"to midnight, not over", {At(9), At(24)}, At(0), false},
      {"the whole day", {At(0), At(24)}, At(0), true},
      {"night: the evening before", {At(22), At(7)}, At(21, 59), false},
      {"night: begins", {At(22), At(7)}, At(22), true},
      {"night: midnight", {At(22), At(7)}, At(0), true},
      {"night: last minute", {At(22), At(7)}, At(6, 59), true},
      {"night: ends", {At(22), At(7)}, At(7), false},
      {"nothing", {At(9), At(9)}, At(9), false},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(row.range.Contains(row.minute) == row.expected);
  }
}

TEST_CASE("breaks are cut out") {
  struct Row {
    const char* what;
    Hours hours;
    ClockRange rest;
    Hours expected;
  };
  const Row rows[] = {
      {"lunch", {{At(9), At(18)}}, {At(13), At(13, 48)}, {{At(9), At(13)}, {At(13, 48), At(18)}}},
      {"none", {{At(9), At(18)}}, {At(13), At(13)}, {{At(9), At(18)}}},
      {"outside", {{At(9), At(12)}}, {At(13), At(14)}, {{At(9), At(12)}}},
      {"at the beginning", {{At(9), At(18)}}, {At(8), At(10)}, {{At(10), At(18)}}},
      {"at the end", {{At(9), At(18)}}, {At(17), At(18)}, {{At(9), At(17)}}},
      {"all of it", {{At(9), At(12)}}, {At(8), At(13)}, {}},
      {"over two", {{At(9), At(12)}, {At(13), At(18)}}, {At(11), At(14)}, {{At(9), At(11)}, {At(14), At(18)}}},
      {"a day without hours", {}, {At(13), At(14)}, {}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(CutOut(row.hours, row.rest) == row.expected);
  }
}

TEST_CASE("a shortened day has one working hour less") {
  struct Row {
    const char* what;
    Hours hours;
    Hours expected;
  };
  const Row rows[] = {
      {"an ordinary day", {{At(9), At(13)}, {At(14), At(18)}}, {{At(9), At(13)}, {At(14), At(17)}}},
      {"a last stretch of an hour", {{At(9), At(13)}, {At(14), At(15)}}, {{At(9), At(13)}}},
      {"a shorter one: lunch is no work", {{At(9), At(13)}, {At(14), At(14, 20)}}, {{At(9), At(12, 20)}}},
      {"half an hour in all", {{At(9), At(9, 30)}}, {}},
      {"no hours", {}, {}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(Shorten(row.hours) == row.expected);
  }
}

/// Hours as WeekSchedule keeps them: up to four ranges that ascend and lie apart.
Hours RandomHours() {
  Hours hours;
  const int count = *rc::gen::inRange(0, 5);
  int from = 0;
  for (int i = 0; i < count && from < 1380; ++i) {
    from = *rc::gen::inRange(from, 1439);
    const int to = *rc::gen::inRange(from + 1, std::min(from + 300, 1440) + 1);
    hours.push_back({from, to});
    from = to + 1;
  }
  return hours;
}

bool Covers(const Hours& hours, int minute) {
  return std::any_of(hours.begin(), hours.end(), [&](ClockRange r) { return r.from <= minute && minute < r.to; });
}

bool IsWellFormed(const Hours& hours) {
  int end = -1;
  for (const ClockRange& range : hours) {
    if (range.from <= end || range.from >= range.to || range.to > 1440) return false;
    end = range.to;
  }
  return true;
}

TEST_CASE("cutting agrees with counting minutes") {
  CHECK(rc::check("a break takes its own minutes and no other", [] {
    const Hours hours = RandomHours();
    const int from = *rc::gen::inRange(0, 1440);
    const ClockRange rest{from, *rc::gen::inRange(from, 1441)};
    const Hours left = CutOut(hours, rest);
    RC_ASSERT(IsWellFormed(left));
    for (int minute = 0; minute < 1440; ++minute) {
      const bool resting = rest.from <= minute && minute < rest.to;
      RC_ASSERT(Covers(left, minute) == (Covers(hours, minute) && !resting));
    }
  }));
  CHECK(rc::check("a shortened day loses its last sixty working minutes", [] {
    const Hours hours = RandomHours();
    const Hours left = Shorten(hours);
    RC_ASSERT(IsWellFormed(left));
    int lost = 0;
    for (int minute = 1439; minute >= 0; --minute) {
      const bool goes = Covers(hours, minute) && lost < 60;
      if (goes) ++lost;
      RC_ASSERT(Covers(left, minute) == (Covers(hours, minute) && !goes));
    }
  }));
}

}  // namespace
}  // namespace autorules
