// New rules for cases that run.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

/// A unit that comes first by name: every id moves.
void AddUnit(Office* office) {
  for (Unit& unit : office->parts.units) {
    if (unit.superior != kNone) ++unit.superior;
  }
  Unit unit;
  unit.name = "а_новый";
  office->parts.units.insert(office->parts.units.begin(), unit);
  for (Action& action : office->parts.municipality.defaults) ++std::get<HolderRef>(action.value).unit;
}

TEST_CASE("units, topics, states and clocks keep their names under new rules") {
  Office before, after;
  AddUnit(&after);
  Clock first = after.Answer();
  first.name = "а_новый";
  first.from = "ждёт";
  after.Life().clocks.push_back(first);
  Decision decision = before.Decided();
  decision.recusals = {before.UnitId("север")};
  decision.co_owners = {before.UnitId("зам")};
  decision.notices = {{before.UnitId("глава"), kNone}};
  Play play(before, decision, MessageAt("2026-02-02 10:00"));
  REQUIRE(play.Pass("2026-02-03 10:00", "центр", "водоканал").empty());
  REQUIRE(play.Ask("2026-02-03 11:00", "взять", "центр").empty());
  const Case old = play.now();
  REQUIRE(play.Move("2026-02-04 10:00", after).empty());
  const Case& value = play.now();
  CHECK(value.revision == after.Freeze()->revision());
  CHECK(after.NameOfUnit(value.decision.owner) == "центр");
  CHECK(value.decision.recusals == std::vector<Id>{after.UnitId("север")});
  CHECK(value.decision.co_owners == std::vector<Id>{after.UnitId("зам")});
  CHECK(value.decision.notices == std::vector<Notification>{{after.UnitId("глава"), kNone}});
  CHECK(value.decision.topic == after.TopicId("вода"));
  REQUIRE(value.holdings.size() == 2);
  CHECK(value.holdings[0].unit == after.UnitId("водоканал"));
  CHECK(value.state == "в_работе");
  REQUIRE(value.clocks.size() == 1);
  CHECK(value.clocks[0].clock == 1);
  CHECK(value.clocks[0].due == old.clocks[0].due);
  CHECK(value.timers.size() == 1);
  CHECK(value.timers[0].at == old.timers[0].at);
  CHECK(value.timers[0].id > old.timers[0].id);
  CHECK(play.Lines(Kind::kMigrated) ==
        "2026-02-04 10:00 ревизия " + before.Freeze()->revision() + " → " + after.Freeze()->revision() +
            "\n2026-02-04 10:00 [а_новый] срок «а_новый» появился, пойдёт, когда сообщение придёт в состояние "
            "«ждёт»\n");
  CHECK(play.Ask("2026-02-05 10:00", "ответить", "водоканал").empty() == false);
}

TEST_CASE("deadlines are counted anew, with what was granted and paused") {
  Office before, after;
  after.Answer().duration = Days(20);
  Play play(before);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-03 11:00", "продлить", "начальник", {{"причина", "да"}}, Days(2)).empty());
  REQUIRE(play.Ask("2026-02-03 12:00", "спросить").empty());
  REQUIRE(play.Ask("2026-02-04 12:00", "получить").empty());
  CHECK(play.due() == "2026-02-16 00:00");
  REQUIRE(play.Move("2026-02-05 10:00", after).empty());
  CHECK(play.due() == "2026-02-26 00:00");
  CHECK(play.now().timers.size() == 1);
  CHECK(play.now().timers[0].at == At("2026-02-26 00:00"));
  CHECK(
      play.Lines(Kind::kMigrated).ends_with("2026-02-05 10:00 [ответ] срок «ответ»: по 15.02.2026 → по 25.02.2026\n"));
}

TEST_CASE("a deadline that new rules put into the past runs out at once, one they put off runs again") {
  Office ten, three;
  three.Answer().duration = Days(3);
  three.AtDue({EscalationTag{"просрочено"}});
  three.After(Days(1), {EscalationTag{"давно"}});
  Play shorter(ten), longer(three);
  REQUIRE(shorter.Move("2026-02-09 10:00", three).empty());
  CHECK_FALSE(shorter.now().clocks[0].overdue);
  shorter.Until("2026-02-09 10:00");
  CHECK(shorter.now().clocks[0].overdue);
  CHECK(shorter.now().decision.tags == std::vector<std::string>{"просрочено"});
  longer.Until("2026-02-09 10:00");
  CHECK(longer.now().clocks[0].overdue);
  REQUIRE(longer.Move("2026-02-09 10:00", ten).empty());
  CHECK_FALSE(longer.now().clocks[0].overdue);
  longer.Until("2026-02-20 00:00");
  CHECK(longer.Lines(Kind::kClockOverdue) == "2026-02-06 00:00 [ответ]\n2026-02-13 00:00 [ответ]\n");
}

TEST_CASE("a clock that the rules did not have is named, and begins with its state") {
  Office before, after;
  Clock later = after.Answer();
  later.name = "проверка";
  later.from = "ждёт";
  later.pauses = {};
  after.Life().clocks.push_back(later);
  Play play(before);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Move("2026-02-05 10:00", after).empty());
  CHECK(play.Lines(Kind::kMigrated)
            .ends_with("2026-02-05 10:00 [проверка] срок «проверка» появился, пойдёт, когда сообщение придёт в "
                       "состояние «ждёт»\n"));
  CHECK(play.now().clocks.size() == 1);
  REQUIRE(play.Ask("2026-02-06 10:00", "спросить").empty());
  CHECK(play.Lines(Kind::kClockStarted) == "2026-02-02 10:00 [ответ]\n2026-02-06 10:00 [проверка]\n");
}

TEST_CASE("steps that were taken stay taken, and the past is not caught up on") {
  Office before, after;
  before.Before(Days(5), {EscalationTag{"пять"}});
  before.AtDue({EscalationTag{"срок"}});
  after.AtDue({EscalationTag{"срок"}});
  after.Before(Days(8), {EscalationTag{"восемь"}});
  after.Before(Days(5), {EscalationTag{"пять_снова"}});
  after.Before(Days(1), {EscalationTag{"один"}});
  Play play(before);
  REQUIRE(play.Move("2026-02-09 10:00", after).empty());
  CHECK(play.now().steps == std::vector<StepTaken>{{0, 2, 0}});
  play.Until("2026-03-01 00:00");
  CHECK(play.now().decision.tags == std::vector<std::string>{"один", "пять", "срок"});
}

TEST_CASE("another chain is named, the same one is not") {
  const auto chained = [](void (*change)(Office&), bool more_units = false) {
    Office office;
    if (more_units) AddUnit(&office);  // those of the chain have other ids then
    office.parts.templates.emplace_back().name = "письмо";
    office.Before(Days(1), {EscalationNotice{office.Named("глава"), 0}, EscalationNotice{Superior(), kNone}});
    office.AtDue({EscalationHandOver{Superior()}, EscalationTag{"поздно"}});
    change(office);
    return office;
  };
  static const auto step = [](Office& office, std::size_t index) -> EscalationStep& {
    return office.Chain().steps[index];
  };
  struct Row {
    void (*change)(Office&);
    std::string said;
  };
  const std::string other = "[ответ] срок «ответ»: эскалация «обычная» стала другой\n";
  const Row rows[] = {
      {[](Office&) {}, ""},
      {[](Office& o) { step(o, 0).offset = Days(2); }, other},
      {[](Office& o) { step(o, 0).acts.pop_back(); }, other},
      {[](Office& o) {
         step(o, 0).acts[0] = EscalationNotice{o.Named("зам"), 0};
       },
       other},
      {[](Office& o) {
         step(o, 0).acts[0] = EscalationNotice{o.Named("глава"), kNone};
       },
       other},
      {[](Office& o) {
         step(o, 0).acts[1] = EscalationNotice{Owner(), kNone};
       },
       other},
      {[](Office& o) { step(o, 1).acts[0] = EscalationHandOver{o.Named("зам")}; }, other},
      {[](Office& o) { step(o, 1).acts[1] = EscalationTag{"пора"}; }, other},
      {[](Office& o) { step(o, 1).acts[1] = EscalationRaise{Importance::kHigh}; }, other},
      {[](Office& o) { step(o, 1).every = Days(1), step(o, 1).repeats = 2; }, other},
      {[](Office& o) { o.Chain().steps.pop_back(); }, other},
      {[](Office& o) { o.Chain().working_time_only = true; }, other},
      {[](Office& o) { o.Chain().name = "иная"; }, ""},
      {[](Office& o) { o.Answer().escalation = kNone; }, "[ответ] срок «ответ»: эскалация обычная → нет\n"},
  };
  for (const Row& row : rows) {
    for (const bool more_units : {false, true}) {
      const Office before = chained([](Office&) {}), after = chained(row.change, more_units);
      INFO(&row - rows << (more_units ? ", more units" : ""));
      Play play(before);
      REQUIRE(play.Move("2026-02-04 10:00", after).empty());
      const std::string lines = play.Lines(Kind::kMigrated);
      CHECK(lines.substr(lines.find('\n') + 1) == (row.said.empty() ? "" : "2026-02-04 10:00 " + row.said));
    }
  }
}

TEST_CASE("the owner's post has become vacant: his deputy has the case") {
  Office before, after, nobody;
  after.UnitOf("водоканал").vacant = nobody.UnitOf("водоканал").vacant = true;
  after.UnitOf("водоканал").deputy = after.UnitId("центр");
  Play play(before);
  CHECK(play.Move("2026-02-09 10:00", nobody) == "по новым правилам должность «водоканал» вакантна, и заместителя нет");
  CHECK(play.now().revision == before.Freeze()->revision());
  REQUIRE(play.Move("2026-02-09 10:00", after).empty());
  CHECK(play.owner() == "центр");
  CHECK(play.Lines(Kind::kMigrated).ends_with("2026-02-09 10:00 центр ответственный: водоканал → центр\n"));
}

TEST_CASE("what has no counterpart stays with its rules") {
  struct Row {
    void (*change)(Office&);
    const char* reason;
  };
  const auto rename = [](auto& entities, const char* from, const char* to) {
    for (auto& entity : entities) {
      if (entity.name == from) entity.name = to;
    }
    std::sort(entities.begin(), entities.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  };
  static const auto kRename = rename;
  const Row rows[] = {
      {[](Office& o) { kRename(o.parts.units, "водоканал", "водоканал_2"); },
       "в новых правилах нет: подразделение «водоканал»"},
      {[](Office& o) { kRename(o.parts.topics, "вода", "вода_2"); }, "в новых правилах нет: тема «вода»"},
      {[](Office& o) { kRename(o.parts.channels, "вк", "вк_2"); }, "в новых правилах нет: канал «вк»"},
      {[](Office& o) { o.Life().name = "сообщения"; }, "в новых правилах нет: порядок «сообщение»"},
      {[](Office& o) {
         o.Answer().name = "ответ_2";
         o.Transition("продлить").extends = "ответ_2";
       },
       "в порядке «сообщение» по новым правилам нет срока «ответ»"},
      {[](Office& o) {
         o.Life().states = {"поступило", "ответ_дан"};
         o.Life().transitions.clear();
         o.Answer().pauses.clear();
       },
       "в порядке «сообщение» по новым правилам нет состояния «ждёт»"},
      {[](Office& o) {
         o.Life().finals = {"ждёт", "ответ_дан"};
       },
       "состояние «ждёт» порядка «сообщение» завершает только по одним из правил"},
      {[](Office& o) {
         o.Answer().duration = WorkingDays(10);
         o.Answer().extension.reset();
         o.Transition("продлить").extends = "";
       },
       "срок «ответ» по новым правилам в других единицах, а его уже продлевали или ставили на паузу"},
  };
  for (const Row& row : rows) {
    Office before, after;
    row.change(after);
    Play play(before);
    REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
    REQUIRE(play.Ask("2026-02-03 11:00", "спросить").empty());
    const Case old = play.now();
    CHECK(play.Move("2026-02-04 10:00", after) == row.reason);
    CHECK(play.now() == old);
  }
}

TEST_CASE("own fields, windows and templates go by their names, what is gone is left out") {
  const auto field = [](const char* name, ValueType type) {
    OwnAttributeInfo info;
    info.name = name;
    info.type = type;
    info.source =
        Field{type == ValueType::kEnumeration ? std::vector<std::string>{"мкд", "частный"} : std::vector<std::string>{},
              {},
              {}};
    return info;
  };
  Office before, after;
  before.parts.own = {field("дом", ValueType::kEnumeration), field("подъезд", ValueType::kText),
                      field("этаж", ValueType::kNumber)};
  after.parts.own = {field("а", ValueType::kText), field("дом", ValueType::kEnumeration),
                     field("этаж", ValueType::kText)};
  std::get<Field>(after.parts.own[1].source).options = {"частный", "мкд"};
  for (const char* name : {"б", "в"}) before.parts.templates.emplace_back().name = name;
  for (const char* name : {"а", "в"}) after.parts.templates.emplace_back().name = name;
  Decision decision = before.Decided();
  decision.own = {Value(Id{0}), Value(std::string("2")), Value(5.0)};
  decision.replies = {0, 1};
  decision.notices = {{before.UnitId("глава"), 0}};
  Play play(before, decision, MessageAt("2026-02-02 10:00"));
  REQUIRE(play.Move("2026-02-04 10:00", after).empty());
  CHECK(play.now().decision.own == std::vector<std::optional<Value>>{std::nullopt, Value(Id{1}), std::nullopt});
  CHECK(play.now().decision.replies == std::vector<Id>{1});
  CHECK(play.now().decision.notices == std::vector<Notification>{{after.UnitId("глава"), kNone}});
}

}  // namespace
}  // namespace autorules
