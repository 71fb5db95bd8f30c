// How a case begins: its state, holder, clocks and letters.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

TEST_CASE("a case begins in the first state, with its owner, its clocks and a timer") {
  const Office office;
  const Play play(office);
  const Case& value = play.now();
  CHECK(value.state == "поступило");
  CHECK(value.opened == At("2026-02-02 10:00"));
  CHECK(value.revision == office.Freeze()->revision());
  CHECK_FALSE(value.closed);
  CHECK(value.holdings == std::vector<Holding>{{office.UnitId("водоканал"), value.opened, std::nullopt}});
  REQUIRE(value.clocks.size() == 1);
  CHECK(value.clocks[0].started == value.opened);
  CHECK(play.due() == "2026-02-13 00:00");  // the end of the 12th
  CHECK(value.timers == std::vector<Timer>{{1, At("2026-02-13 00:00"), 0, kExpiry, 0}});
  CHECK(play.Lines(Kind::kOpened) == "2026-02-02 10:00 водоканал поступило\n");
  CHECK(play.Lines(Kind::kClockStarted) == "2026-02-02 10:00 [ответ]\n");
}

TEST_CASE("of a message of a day the case begins with the working hours of that day") {
  struct Row {
    const char *day, *opened;
  };
  for (const Row& row : {Row{"2026-02-02 00:00", "2026-02-02 09:00"}, Row{"2026-02-07 00:00", "2026-02-07 00:00"}}) {
    const Office office;
    Message message = MessageAt(row.day);
    message.only_day = true;
    const Play play(office, office.Decided(), message);
    CHECK(Shown(play.now().opened) == row.opened);
  }
}

TEST_CASE("a message without a time of arrival begins now") {
  const Office office;
  Message message = MessageAt("2026-02-02 10:00");
  message.received_at.reset();
  const Workflow workflow(office.Freeze());
  CHECK(workflow.Open(message, office.Decided(), At("2026-02-03 11:00")).next.opened == At("2026-02-03 11:00"));
}

TEST_CASE("notices and replies of the decision go out") {
  Office office;
  for (const char* name : {"дежурному", "принято"}) office.parts.templates.emplace_back().name = name;
  Decision decision = office.Decided();
  decision.notices = {{office.UnitId("глава"), kNone}, {office.UnitId("зам"), 0}};
  decision.replies = {1};
  const Play play(office, decision, MessageAt("2026-02-02 10:00"));
  using Out = Outgoing::Kind;
  CHECK(play.sent() == std::vector<Outgoing>{{Out::kNotice, office.UnitId("глава"), kNone, "Сообщение № 17: поступило"},
                                             {Out::kNotice, office.UnitId("зам"), 0, ""},
                                             {Out::kReply, kNone, 1, ""}});
  CHECK(play.Lines(Kind::kReply) == "2026-02-02 10:00 [принято]\n");
  CHECK(play.now().decision.notices == decision.notices);
}

TEST_CASE("without a procedure, or one with states, nothing runs and the case is open") {
  const Office office;
  Decision without = office.Decided(), stateless = office.Decided();
  without.procedure = kNone;
  stateless.procedure = office.ProcedureId("экстренный");
  for (const Decision& decision : {without, stateless}) {
    Play play(office, decision, MessageAt("2026-02-02 10:00"));
    CHECK(play.now().state.empty());
    CHECK(play.now().clocks.empty());
    CHECK(play.now().holdings.size() == 1);
    CHECK(play.Ask("2026-02-03 10:00", "взять") == "перехода «взять» нет: у порядка этого сообщения нет переходов");
    CHECK(play.Pass("2026-02-03 10:00", "зам", "водоканал").empty());
  }
}

TEST_CASE("a procedure whose first state is final is over at once") {
  Office office;
  office.Life().start = "ответ_дан";
  const Play play(office);
  CHECK(play.now().closed == At("2026-02-02 10:00"));
  CHECK(play.now().clocks.empty());
  CHECK(play.Lines(Kind::kClosed) == "2026-02-02 10:00 ответ_дан\n");
  CHECK(play.workflow().FirstDeadlines(MessageAt("2026-02-02 10:00"), office.Decided(), 0).empty());
}

TEST_CASE("the first deadlines are those of the clocks that begin with the message") {
  Office office;
  Clock later = office.Answer();
  later.name = "потом";
  later.from = "в_работе";
  office.Life().clocks.push_back(later);
  const Play play(office);
  const auto deadlines = play.workflow().FirstDeadlines(MessageAt("2026-02-02 10:00"), office.Decided(), 0);
  REQUIRE(deadlines.size() == 1);
  CHECK(deadlines[0].first->name == "ответ");
  CHECK(deadlines[0].second == play.now().clocks[0].due);
}

TEST_CASE("a clock counts by the hours of its own schedule") {
  Office office;
  NamedSchedule& night = office.parts.municipality.schedules.emplace_back();
  night.name = "ночь";
  for (auto& day : night.hours.hours) day = {{0, 6 * 60}};
  office.Answer().duration = WorkingHours(2);
  office.Answer().extension.reset();
  office.Transition("продлить").extends = "";
  CHECK(Play(office).due() == "2026-02-02 12:00");
  office.Answer().schedule = 0;
  CHECK(Play(office).due() == "2026-02-03 02:00");
}

}  // namespace
}  // namespace autorules
