// Messages that do not say when they came, and steps of examples counted from an arrival.
#include "engine/simulate/arrivals.h"

#include <tuple>

#include "dsl/durations.h"
#include "engine/simulate/step_moment.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

constexpr UnixSeconds kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;

std::vector<UnixSeconds> Spread(std::size_t count, UnixSeconds length) {
  std::vector<Message> messages(count);
  SpreadArrivals(messages, 1000, 1000 + length);
  std::vector<UnixSeconds> times;
  for (const Message& message : messages) times.push_back(*message.received_at - 1000);
  return times;
}

TEST_CASE("messages without a time come evenly, within the first tenth of the time") {
  using Times = std::vector<UnixSeconds>;
  CHECK(Spread(3, 60 * kDay) == Times{0, kHour, 2 * kHour});
  CHECK(Spread(3, 70 * kMinute) == Times{0, 2 * kMinute, 4 * kMinute});
  CHECK(Spread(3, 100) == Times{0, 3, 6});
  CHECK(Spread(3, 0) == Times{0, 0, 0});
  CHECK(Spread(600, 60 * kDay).back() <= 6 * kDay);
}

TEST_CASE("messages with a time keep it") {
  std::vector<Message> messages(3);
  messages[1].received_at = 7;
  SpreadArrivals(messages, 1000, 1000 + 60 * kDay);
  CHECK(*messages[1].received_at == 7);
  CHECK(*messages[2].received_at == 1000 + kHour);
}

TEST_CASE("a step comes at the same time of the clock so many days later, working hours later in working time") {
  WeekSchedule hours;
  for (std::size_t day = 0; day < 5; ++day) hours.hours[day] = {{9 * 60, 18 * 60}};
  const WorkingTime time(WorkCalendar(), hours, "Europe/Berlin");
  const std::vector<std::tuple<std::string, std::string, std::string>> table = {
      {"2026-02-06T17:30:20", "40 минут", "2026-02-06T18:10:20"},
      {"2026-02-06T17:30:20", "40 рабочих минут", "2026-02-09T09:10:20"},
      {"2026-02-06T17:30:20", "1 день", "2026-02-07T17:30:20"},
      {"2026-02-06T17:30:20", "1 рабочий день", "2026-02-09T17:30:20"},
      {"2026-02-07T03:00", "2 рабочих дня", "2026-02-10T03:00"},
      {"2026-01-31T12:00", "1 месяц", "2026-02-28T12:00"},
      {"2026-02-06T17:30", "2 недели", "2026-02-20T17:30"},
      // Clocks go forward on 29 March 2026: a day later by the clock, not by 24 hours.
      {"2026-03-28T12:00", "1 день", "2026-03-29T12:00"},
      {"2026-03-28T12:00", "24 часа", "2026-03-29T13:00"},
      {"2026-03-28T02:30", "1 день", "2026-03-29T03:00"},
  };
  for (const auto& [start, after, expected] : table) {
    INFO(start << " " << after);
    const auto moment = [](const std::string& text) { return *ParseMoment(text, "Europe/Berlin"); };
    const auto duration = ParseDuration(after);
    REQUIRE(duration);
    const UnixSeconds actual = Later(moment(start), *duration, time);
    CHECK(ToIso(actual, "Europe/Berlin") == ToIso(moment(expected), "Europe/Berlin"));
  }
}

}  // namespace
}  // namespace autorules
