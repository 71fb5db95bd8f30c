// Clocks: pauses, extensions, ends and new beginnings.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

TEST_CASE("a clock that stood still is later by as much, counted as it counts") {
  struct Row {
    const char* what;
    Duration duration;
    LastDay last_day;
    const char *due, *from, *to, *later;
  };
  // Monday the 2nd, ten o'clock; the 7th and 8th are a weekend, the 23rd is a holiday.
  const Row rows[] = {
      {"calendar days", Days(10), LastDay::kStays, "2026-02-13 00:00", "2026-02-06 17:00", "2026-02-09 10:00",
       "2026-02-16 00:00"},
      {"the same day", Days(10), LastDay::kStays, "2026-02-13 00:00", "2026-02-06 11:00", "2026-02-06 17:00",
       "2026-02-13 00:00"},
      {"working days over a weekend", WorkingDays(5), LastDay::kStays, "2026-02-10 00:00", "2026-02-06 17:00",
       "2026-02-09 10:00", "2026-02-11 00:00"},
      {"working days, back on a Sunday", WorkingDays(5), LastDay::kStays, "2026-02-10 00:00", "2026-02-06 17:00",
       "2026-02-08 10:00", "2026-02-10 00:00"},
      {"working days, the last one was a Friday", WorkingDays(4), LastDay::kStays, "2026-02-07 00:00",
       "2026-02-06 17:00", "2026-02-08 10:00", "2026-02-10 00:00"},
      {"calendar days that go back over a weekend", Days(4), LastDay::kBack, "2026-02-07 00:00", "2026-02-06 17:00",
       "2026-02-07 12:00", "2026-02-10 00:00"},
      {"hours", Hours(72), LastDay::kStays, "2026-02-05 10:00", "2026-02-03 10:00", "2026-02-03 12:30",
       "2026-02-05 12:30"},
      {"working hours over a night", WorkingHours(9), LastDay::kStays, "2026-02-03 10:00", "2026-02-02 17:00",
       "2026-02-03 09:30", "2026-02-03 11:30"},
  };
  for (const Row& row : rows) {
    Office office;
    office.Answer().duration = row.duration;
    office.Answer().last_day = row.last_day;
    office.Answer().extension.reset();
    office.Transition("продлить").extends = "";
    Play play(office);
    INFO(row.what);
    CHECK(play.due() == row.due);
    REQUIRE(play.Ask("2026-02-02 10:30", "взять").empty());
    REQUIRE(play.Ask(row.from, "спросить").empty());
    CHECK(play.now().timers.empty());
    REQUIRE(play.Ask(row.to, "получить").empty());
    CHECK(play.due() == row.later);
    CHECK(play.now().timers.size() == 1);
    CHECK(play.now().clocks.size() == 1);
  }
}

TEST_CASE("pauses add up") {
  const Office office;
  Play play(office);
  REQUIRE(play.Ask("2026-02-02 10:30", "взять").empty());
  for (const auto& [from, to] :
       {std::pair{"2026-02-03 10:00", "2026-02-05 10:00"}, {"2026-02-06 10:00", "2026-02-07 10:00"}}) {
    REQUIRE(play.Ask(from, "спросить").empty());
    REQUIRE(play.Ask(to, "получить").empty());
  }
  CHECK(play.due() == "2026-02-16 00:00");
  CHECK(play.now().clocks[0].stood == TimeAmount{.days = 3});
  CHECK(play.Lines(Kind::kClockPaused) == "2026-02-03 10:00 [ответ]\n2026-02-06 10:00 [ответ]\n");
  CHECK(play.Lines(Kind::kClockResumed) == "2026-02-05 10:00 [ответ]\n2026-02-07 10:00 [ответ]\n");
}

TEST_CASE("resumed at the midnight that a last day moved back to, a clock that was in time has a day left") {
  Office office;
  office.Answer().duration = Days(4);
  office.Answer().last_day = LastDay::kBack;
  Play play(office);
  REQUIRE(play.Ask("2026-02-02 10:30", "взять").empty());
  CHECK(play.due() == "2026-02-07 00:00");
  REQUIRE(play.Ask("2026-02-06 12:00", "спросить").empty());
  // The day that it stood is a Saturday: back to Friday, whose end is now.
  REQUIRE(play.Ask("2026-02-07 00:00", "получить").empty());
  CHECK(play.due() == "2026-02-10 00:00");
  CHECK_FALSE(play.now().clocks[0].overdue);
}

TEST_CASE("time that has run out stays so over a pause") {
  const Office office;
  Play play(office);
  REQUIRE(play.Ask("2026-02-02 10:30", "взять").empty());
  REQUIRE(play.Ask("2026-02-20 10:00", "спросить").empty());
  REQUIRE(play.Ask("2026-02-25 10:00", "получить").empty());
  CHECK(play.now().clocks[0].overdue);
  CHECK(play.due() == "2026-02-18 00:00");
  CHECK(play.now().timers.empty());
  play.Until("2026-04-01 00:00");
  CHECK(play.Lines(Kind::kClockOverdue) == "2026-02-13 00:00 [ответ]\n");
}

TEST_CASE("a deadline is extended on its last day, once, and by no more than allowed") {
  const Office office;
  Play play(office);
  const auto extend = [&](const char* when, std::optional<Duration> by) {
    return play.Ask(when, "продлить", "начальник", {{"причина", "экспертиза"}}, by);
  };
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(extend("2026-02-12 23:59", Days(6)) == "срок «ответ» продлевают не больше чем на 5 дней");
  CHECK(extend("2026-02-12 23:59", Duration{1, DurationUnit::kMonths, false}) ==
        "срок «ответ» продлевают не больше чем на 5 дней");
  const std::string family = "срок «ответ» продлевают, например, на 5 дней: в тех же единицах";
  for (const Duration& odd : {WorkingDays(2), Hours(5), Days(0), Days(-3), Days(1'000'000'000'000)})
    CHECK(extend("2026-02-12 23:59", odd) == family);
  CHECK(extend("2026-02-12 23:59", Days(5)).empty());
  CHECK(play.due() == "2026-02-18 00:00");
  CHECK(play.now().timers.size() == 1);
  CHECK(play.now().timers[0].at == At("2026-02-18 00:00"));
  CHECK(play.Lines(Kind::kClockExtended) == "2026-02-12 23:59 начальник [ответ] 5 дней\n");
  CHECK(extend("2026-02-13 10:00", Days(1)) == "срок «ответ» уже продлён, раз: 1; больше нельзя");
}

TEST_CASE("a last day that moves lends an extension nothing") {
  Office office;
  office.Answer().last_day = LastDay::kBack;
  office.Answer().extension = Extension{Days(9), 1};
  Play play(office);
  const auto extend = [&](std::int64_t days) {
    return play.Ask("2026-02-12 10:00", "продлить", "начальник", {{"причина", "экспертиза"}}, Days(days));
  };
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  // Nine days more end on Saturday, ten on Sunday: both would be answered by Friday.
  CHECK(extend(10) == "срок «ответ» продлевают не больше чем на 9 дней");
  CHECK(extend(9).empty());
  CHECK(play.due() == "2026-02-21 00:00");
}

TEST_CASE("without a number it is extended by the most, and never after its end") {
  const Office office;
  Play in_time(office), late(office);
  for (Play* play : {&in_time, &late}) REQUIRE(play->Ask("2026-02-03 10:00", "взять").empty());
  CHECK(in_time.Ask("2026-02-04 10:00", "продлить", "начальник", {{"причина", "да"}}).empty());
  CHECK(in_time.due() == "2026-02-18 00:00");
  CHECK(late.Ask("2026-02-13 00:00", "продлить", "начальник", {{"причина", "да"}}) ==
        "срок «ответ» уже истёк: продлевают до его конца");
}

TEST_CASE("a clock that stands still is extended, one that has not begun or is over is not") {
  Office office;
  for (const char* state : {"ждёт", "ответ_дан", "поступило"}) office.Transition("продлить").from.push_back(state);
  office.Transition("продлить").to = "ждёт";
  office.Answer().from = "в_работе";
  Play play(office);
  const auto extend = [&](const char* when) { return play.Ask(when, "продлить", "начальник", {{"причина", "да"}}); };
  const std::string idle = "срок «ответ» сейчас не идёт: продлевают только тот, что начат и не остановлен";
  CHECK(extend("2026-02-02 11:00") == idle);
  REQUIRE(play.Ask("2026-02-02 12:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-03 10:00", "спросить").empty());
  CHECK(extend("2026-02-03 11:00").empty());
  CHECK(play.now().timers.empty());
  CHECK(play.due() == "2026-02-18 00:00");
  REQUIRE(play.Ask("2026-02-03 12:00", "получить").empty());
  CHECK(play.due() == "2026-02-18 00:00");
  REQUIRE(play.Ask("2026-02-03 13:00", "ответить").empty());
  CHECK(extend("2026-02-03 14:00") == idle);
}

TEST_CASE("a clock runs on when the case comes back, and starts anew when it had stopped") {
  Office office;
  office.Life().transitions.push_back(Office::Go("я_снова", {"в_работе", "ждёт"}, "поступило"));
  office.Answer().until = {"ждёт"};
  office.Answer().pauses.clear();
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-04 10:00", "я_снова").empty());
  CHECK(play.now().clocks.size() == 1);
  CHECK(play.due() == "2026-02-13 00:00");
  REQUIRE(play.Ask("2026-02-05 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-05 11:00", "спросить").empty());
  CHECK(play.now().clocks[0].stopped == At("2026-02-05 11:00"));
  REQUIRE(play.Ask("2026-02-06 10:00", "я_снова").empty());
  REQUIRE(play.now().clocks.size() == 2);
  CHECK(play.due() == "2026-02-17 00:00");
}

TEST_CASE("a clock may stand still where it starts") {
  Office office;
  office.Answer().pauses = {"поступило"};
  Play play(office);
  CHECK(play.now().timers.empty());
  CHECK(play.now().clocks[0].paused == At("2026-02-02 10:00"));
  REQUIRE(play.Ask("2026-02-05 10:00", "взять").empty());
  CHECK(play.due() == "2026-02-16 00:00");
}

TEST_CASE("the citizen opens the case again: its clocks run anew") {
  const Office office;
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-04 10:00", "продлить", "начальник", {{"причина", "да"}}).empty());
  REQUIRE(play.Ask("2026-02-05 10:00", "ответить").empty());
  CHECK_FALSE(play.Ask("2026-02-06 10:00", "вернуть", "водоканал").empty());
  REQUIRE(play.Ask("2026-02-09 10:00", "вернуть", "").empty());
  const Case& value = play.now();
  CHECK_FALSE(value.closed);
  CHECK(value.reopenings == 1);
  REQUIRE(value.clocks.size() == 2);
  CHECK(value.clocks[0].stopped == At("2026-02-05 10:00"));
  CHECK(play.due() == "2026-02-20 00:00");
  CHECK(value.clocks[1].extensions == 0);
  CHECK(value.holdings ==
        std::vector<Holding>{{office.UnitId("водоканал"), At("2026-02-02 10:00"), At("2026-02-05 10:00")},
                             {office.UnitId("водоканал"), At("2026-02-09 10:00"), std::nullopt}});
  CHECK(play.Lines(Kind::kReopened) == "2026-02-09 10:00\n");
  CHECK(play.Ask("2026-02-10 10:00", "ответить").empty());
  CHECK(play.Ask("2026-02-11 10:00", "вернуть", "").empty());
  CHECK(play.now().reopenings == 2);
  CHECK(play.now().clocks.size() == 3);
}

TEST_CASE("a reopening starts what the end stopped, and nothing that was over before it") {
  Office office;
  Clock early = office.Answer();
  early.name = "взятие";
  early.until = {"ждёт"};
  office.Life().clocks.push_back(early);
  Play play(office);
  // At one moment, so that only the reason of the stop tells them apart.
  for (const char* step : {"взять", "спросить", "получить", "ответить"})
    REQUIRE(play.Ask("2026-02-03 10:00", step).empty());
  REQUIRE(play.Ask("2026-02-09 10:00", "вернуть", "").empty());
  REQUIRE(play.now().clocks.size() == 3);
  CHECK(play.Lines(Kind::kClockStarted) ==
        "2026-02-02 10:00 [взятие]\n2026-02-02 10:00 [ответ]\n2026-02-09 10:00 [ответ]\n");
}

TEST_CASE("reopened where a clock may still begin, the case has it begin there and not before") {
  Office office;
  Clock later = office.Answer();
  later.name = "проверка";
  later.from = "ждёт";
  later.pauses = {};
  office.Life().clocks.push_back(later);
  Play play(office);
  for (const char* step : {"взять", "спросить", "получить", "ответить"})
    REQUIRE(play.Ask("2026-02-03 10:00", step).empty());
  REQUIRE(play.Ask("2026-02-09 10:00", "вернуть", "").empty());
  // Nothing leads back to where the answer is counted from: it runs at once. Waiting is still to come.
  CHECK(play.Lines(Kind::kClockStarted) ==
        "2026-02-02 10:00 [ответ]\n2026-02-03 10:00 [проверка]\n2026-02-09 10:00 [ответ]\n");
  REQUIRE(play.Ask("2026-02-10 10:00", "спросить").empty());
  CHECK(play.Lines(Kind::kClockStarted) ==
        "2026-02-02 10:00 [ответ]\n2026-02-03 10:00 [проверка]\n2026-02-09 10:00 [ответ]\n"
        "2026-02-10 10:00 [проверка]\n");
}

TEST_CASE("from one final state to another nothing is opened") {
  Office office;
  office.Life().states.push_back("отозвано");
  office.Life().finals = {"отозвано", "ответ_дан"};
  office.Life().transitions.push_back(Office::Go("отозвать", {"ответ_дан"}, "отозвано"));
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-04 10:00", "ответить").empty());
  REQUIRE(play.Ask("2026-02-05 10:00", "отозвать").empty());
  CHECK(play.now().closed == At("2026-02-04 10:00"));
  CHECK(play.now().reopenings == 0);
  CHECK(play.now().clocks.size() == 1);
}

TEST_CASE("what steps of examples see of a case") {
  const Office office;
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  const auto view = [&](const char* now) { return ViewOf(play.now(), play.workflow().rules(), At(now)); };
  const CaseView running = view("2026-02-03 10:00");
  CHECK(running.state == "в_работе");
  REQUIRE(running.clocks.size() == 1);
  CHECK(running.clocks[0].name == "ответ");
  CHECK(running.clocks[0].due == LocalTime{{2026, 2, 12}, 23 * 60 + 59});
  CHECK_FALSE(running.clocks[0].overdue);
  CHECK(view("2026-02-13 00:00").clocks[0].overdue);  // though the timer has not fired
  REQUIRE(play.Ask("2026-02-03 11:00", "спросить").empty());
  CHECK(view("2026-02-14 00:00").clocks[0].paused);
  CHECK_FALSE(view("2026-02-14 00:00").clocks[0].overdue);
  REQUIRE(play.Ask("2026-02-03 12:00", "получить").empty());
  REQUIRE(play.Ask("2026-02-04 10:00", "ответить").empty());
  REQUIRE(play.Ask("2026-02-05 10:00", "вернуть", "").empty());
  const CaseView again = view("2026-02-05 10:00");
  REQUIRE(again.clocks.size() == 1);
  CHECK_FALSE(again.clocks[0].stopped);
  CHECK(again.clocks[0].due.date == CivilDate{2026, 2, 15});
}

}  // namespace
}  // namespace autorules
