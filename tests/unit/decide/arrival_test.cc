#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

/// The rules of the pack as letters: р working time, в day off, н 22:00–07:00, д 09:00–18:00.
std::string TimesOf(SmallPack pack, std::optional<UnixSeconds> received) {
  const auto at = [](Op op, std::vector<Value> values = {}) {
    return Test(Attribute::kReceived, op, std::move(values));
  };
  const auto clock = [&](int from, int to) { return at(Op::kClockBetween, {Value(from * 60.0), Value(to * 60.0)}); };
  pack.Add("1", at(Op::kInWorkingTime), {Tag("р")});
  pack.Add("2", at(Op::kOnDayOff), {Tag("в")});
  pack.Add("3", clock(22, 7), {Tag("н")});
  pack.Add("4", clock(9, 18), {Tag("д")});
  Message message;
  message.received_at = received;
  std::string tags;
  for (const std::string& tag : pack.Decide(message).tags) tags += tag;
  return tags;
}

UnixSeconds Local(const char* moment) { return ParseMoment(moment, "Asia/Yekaterinburg").value(); }

TEST_CASE("the time of arrival, in the municipality's zone") {
  struct Row {
    const char *moment, *expected;
  };
  const Row rows[] = {
      {"2026-01-12 08:59", ""},  // a Monday
      {"2026-01-12 09:00", "др"}, {"2026-01-12 17:59", "др"}, {"2026-01-12 18:00", ""},
      {"2026-01-12 21:59", ""},   {"2026-01-12 22:00", "н"},  {"2026-01-13 06:59", "н"},
      {"2026-01-13 07:00", ""},   {"2026-01-10 12:00", "вд"},  // a Saturday
      {"2026-01-07 23:00", "вн"},                              // Christmas
  };
  for (const Row& row : rows) {
    INFO(row.moment);
    CHECK(TimesOf(SmallPack(), Local(row.moment)) == row.expected);
  }
  CHECK(TimesOf(SmallPack(), std::nullopt).empty());
}

TEST_CASE("the municipality's own hours and days") {
  SmallPack pack;
  pack.parts.municipality.schedule.hours[5] = {{600, 840}};  // Saturdays, 10:00 to 14:00, and nothing else
  CalendarLayer layer{{{2026, 1, 13}, DayKind::kDayOff, "местный", {}},
                      {{2026, 1, 12}, DayKind::kWorking, "перенос", CivilDate{2026, 1, 10}}};
  pack.parts.municipality.calendar = WorkCalendar({layer});
  struct Row {
    const char *moment, *expected;
  };
  const Row rows[] = {
      {"2026-01-14 12:00", "д"},   // no hours on Wednesdays
      {"2026-01-13 12:00", "вд"},  // called off
      {"2026-01-12 13:59", "др"},  // with the hours of a Saturday
      {"2026-01-12 14:00", "д"},
  };
  for (const Row& row : rows) {
    INFO(row.moment);
    CHECK(TimesOf(pack, Local(row.moment)) == row.expected);
  }
}

TEST_CASE("without a time of arrival its tests are unknown, and so is their negation") {
  for (const Op op : {Op::kInWorkingTime, Op::kOnDayOff, Op::kClockBetween}) {
    SmallPack pack;
    const Condition when = Test(Attribute::kReceived, op, {Value(0.0), Value(1440.0)});
    pack.Add("а", when, {Tag("а")});
    pack.Add("б", Compound(Op::kNot, {when}), {Tag("б")});
    CHECK(pack.Decide("яма").tags.empty());
  }
}

TEST_CASE("when the day of arrival alone is known, the clock is not") {
  for (const Op op : {Op::kInWorkingTime, Op::kOnDayOff, Op::kClockBetween}) {
    SmallPack pack;
    const Condition when = Test(Attribute::kReceived, op, {Value(0.0), Value(1440.0)});
    pack.Add("а", when, {Tag("а")});
    pack.Add("б", Compound(Op::kNot, {when}), {Tag("б")});
    Message saturday;
    saturday.received_at = Local("2026-01-17 00:00");
    saturday.only_day = true;
    CHECK(pack.Decide(saturday).tags ==
          (op == Op::kOnDayOff ? std::vector<std::string>{"а"} : std::vector<std::string>{}));
  }
}

}  // namespace
}  // namespace autorules
