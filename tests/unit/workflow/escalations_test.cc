// Chains: what happens around a deadline while nobody has done what stops its clock.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

// The deadline is the end of Thursday the 12th, unless a test says otherwise.

TEST_CASE("a chain goes up step by step around the deadline") {
  Office office;
  office.parts.templates.emplace_back().name = "напоминание";
  office.Before(WorkingDays(1), {EscalationNotice{Owner(), 0}});
  office.AtDue({EscalationNotice{Superior(), kNone}, EscalationTag{"просрочено"}});
  office.After(WorkingDays(1), {EscalationHandOver{Superior()}});
  office.After(Days(5), {EscalationHandOver{Of(Holder::kCurator)}, EscalationRaise{Importance::kHigh}});
  Play play(office);
  play.Until("2026-03-01 00:00");
  CHECK(play.Lines(Kind::kNotified) ==
        "2026-02-11 09:00 водоканал [напоминание] за 1 рабочий день до срока «ответ»\n"
        "2026-02-13 00:00 блок_жкх срок «ответ» истёк\n");
  CHECK(play.Lines(Kind::kClockOverdue) == "2026-02-13 00:00 [ответ]\n");
  CHECK(play.Lines(Kind::kTagged) == "2026-02-13 00:00 просрочено\n");
  CHECK(play.Lines(Kind::kHandedOver) ==
        "2026-02-14 00:00 блок_жкх через 1 рабочий день после срока «ответ»\n"
        "2026-02-18 00:00 глава через 5 дней после срока «ответ»\n");
  CHECK(play.Lines(Kind::kRaised) == "2026-02-18 00:00 высокая\n");
  CHECK(play.now().timers.empty());
  CHECK(play.now().steps == std::vector<StepTaken>{{0, 0, 0}, {0, 1, 0}, {0, 2, 0}, {0, 3, 0}});
  CHECK(play.sent().back().what == "Сообщение № 17: срок «ответ» истёк");
  const auto& notices = play.now().decision.notices;
  CHECK(notices.size() == 2);
}

TEST_CASE("what was done in time stops the chain") {
  Office office;
  office.Before(Days(2), {EscalationNotice{Owner(), kNone}});
  office.AtDue({EscalationTag{"просрочено"}});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-11 10:00", "ответить").empty());
  play.Until("2026-03-01 00:00");
  CHECK(play.Lines(Kind::kNotified) == "2026-02-10 09:00 водоканал за 2 дня до срока «ответ»\n");
  CHECK(play.now().decision.tags.empty());
}

TEST_CASE("a step for which the clock is too short is left out") {
  Office office;
  office.Before(Days(10), {EscalationTag{"а"}});  // on the first day, before the message came
  office.Before(Days(9), {EscalationTag{"б"}});
  Play play(office);
  CHECK(play.Lines(Kind::kSkipped) ==
        "2026-02-02 10:00 [ответ] за 10 дней до срока «ответ»: срок короче, этот шаг не наступит\n");
  play.Until("2026-03-01 00:00");
  CHECK(play.now().decision.tags == std::vector<std::string>{"б"});
  CHECK(play.now().steps == std::vector<StepTaken>{{0, 1, 0}});
}

TEST_CASE("a step as long before the deadline as the clock runs is taken at its start") {
  Office office;
  office.Answer().duration = Hours(24);
  office.Answer().extension = Extension{Hours(5), 1};
  office.Before(Hours(24), {EscalationTag{"сразу"}});
  Play play(office);
  CHECK(play.Lines(Kind::kSkipped).empty());
  play.Until("2026-02-02 10:00");
  CHECK(play.now().decision.tags == std::vector<std::string>{"сразу"});
}

TEST_CASE("up the chain past a vacant post, a person in two posts and one who is recused, to the top") {
  Office office;
  office.UnitOf("блок_жкх").vacant = true;
  office.UnitOf("блок_жкх").deputy = office.UnitId("соцсети");
  office.UnitOf("водоканал").person = office.UnitOf("зам").person = "один";
  for (int day = 1; day <= 2; ++day) office.After(Days(day), {EscalationHandOver{Superior()}});
  Play play(office);
  play.Until("2026-03-01 00:00");
  CHECK(play.owner() == "глава");
  CHECK(play.Lines(Kind::kHandedOver) == "2026-02-14 00:00 глава через 1 день после срока «ответ»\n");
  CHECK(play.Lines(Kind::kSkipped) ==
        "2026-02-14 00:00 блок_жкх [ответ] через 1 день после срока «ответ»: передать вышестоящий: должность вакантна\n"
        "2026-02-14 00:00 зам [ответ] через 1 день после срока «ответ»: передать вышестоящий: уже у него\n"
        "2026-02-15 00:00 [ответ] через 2 дня после срока «ответ»: передать вышестоящий: выше передать некому\n");
}

TEST_CASE("nothing is handed over to the recused, to nobody, or to who has it") {
  Office office;
  office.UnitOf("север").vacant = true;
  for (const char* unit : {"водоканал", "север", "центр", "зам"})
    office.AtDue({EscalationHandOver{office.Named(unit)}});
  Decision decision = office.Decided();
  decision.recusals = {office.UnitId("центр")};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  play.Until("2026-03-01 00:00");
  CHECK(play.owner() == "зам");
  CHECK(play.Lines(Kind::kSkipped) ==
        "2026-02-13 00:00 водоканал [ответ] срок «ответ» истёк: передать водоканал: уже у него\n"
        "2026-02-13 00:00 [ответ] срок «ответ» истёк: передать север: никого нет\n"
        "2026-02-13 00:00 центр [ответ] срок «ответ» истёк: передать центр: отвод: сообщение о нём\n");
  CHECK(play.now().holdings ==
        std::vector<Holding>{{office.UnitId("водоканал"), At("2026-02-02 10:00"), At("2026-02-13 00:00")},
                             {office.UnitId("зам"), At("2026-02-13 00:00"), std::nullopt}});
}

TEST_CASE("a chain climbs: what is already higher it does not hand down again") {
  Office office;
  office.AtDue({EscalationHandOver{office.Named("зам")}});
  office.After(Days(1), {EscalationHandOver{Of(Holder::kBlockByTopic)}});
  Play play(office);
  play.Until("2026-03-01 00:00");
  CHECK(play.owner() == "зам");
  CHECK(play.Lines(Kind::kSkipped) ==
        "2026-02-14 00:00 блок_жкх [ответ] через 1 день после срока «ответ»: передать блок_по_теме: сообщение уже "
        "выше\n");
}

TEST_CASE("who must not get it is passed over on the way up") {
  Office office;
  office.AtDue({EscalationHandOver{Superior()}});
  office.UnitOf("блок_жкх").person = office.UnitOf("центр").person = "один";
  Decision decision = office.Decided();
  decision.recusals = {office.UnitId("центр")};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  play.Until("2026-03-01 00:00");
  CHECK(play.owner() == "зам");
}

TEST_CASE("nobody is told twice for one step") {
  Office office;
  office.parts.templates.emplace_back().name = "письмо";
  office.UnitOf("зам").person = office.UnitOf("глава").person = "один";
  office.AtDue({EscalationNotice{office.Named("зам"), kNone}, EscalationNotice{office.Named("глава"), 0},
                EscalationNotice{Of(RoleKind::kBlockHead), kNone}, EscalationNotice{office.Named("север"), kNone}});
  office.After(Days(1), {EscalationNotice{office.Named("глава"), kNone}});
  Play play(office);
  play.Until("2026-03-01 00:00");
  CHECK(play.Lines(Kind::kNotified) ==
        "2026-02-13 00:00 зам срок «ответ» истёк\n"
        "2026-02-13 00:00 север срок «ответ» истёк\n"
        "2026-02-14 00:00 глава через 1 день после срока «ответ»\n");
}

TEST_CASE("the superior who is told is another person; at the top it stays with the owner") {
  struct Row {
    const char *owner, *told;
  };
  for (const Row& row : {Row{"водоканал", "зам"}, Row{"глава", "глава"}}) {
    Office office;
    office.UnitOf("водоканал").person = office.UnitOf("блок_жкх").person = "один";
    office.AtDue({EscalationNotice{Superior(), kNone}});
    Play play(office, row.owner);
    play.Until("2026-03-01 00:00");
    CHECK(play.Lines(Kind::kNotified) == "2026-02-13 00:00 " + std::string(row.told) + " срок «ответ» истёк\n");
  }
}

TEST_CASE("importance is raised, never lowered") {
  for (const auto& [before, after] : {std::pair{Importance::kLow, Importance::kHigh},
                                      {Importance::kHigh, Importance::kHigh},
                                      {Importance::kCritical, Importance::kCritical}}) {
    Office office;
    office.AtDue({EscalationRaise{Importance::kHigh}});
    Decision decision = office.Decided();
    decision.importance = before;
    Play play(office, decision, MessageAt("2026-02-02 10:00"));
    play.Until("2026-03-01 00:00");
    CHECK(play.now().decision.importance == after);
    CHECK(play.Lines(Kind::kRaised).empty() == (before == after));
  }
}

std::string Moments(const Play& play) {
  std::string moments;
  for (const JournalEntry& entry : play.journal()) {
    if (entry.kind == Kind::kNotified) moments += Shown(entry.at).substr(5) + ", ";
  }
  return moments;
}

TEST_CASE("a step is repeated up to its limit") {
  struct Row {
    const char* what;
    EscalationStep::When when;
    Duration offset, every;
    std::uint32_t repeats;
    bool working_time_only;
    const char* moments;
  };
  using When = EscalationStep::When;
  // The 14th and 15th are a weekend.
  const Row rows[] = {
      {"at the deadline", When::kAt, {}, Days(1), 2, false, "02-13 00:00, 02-14 00:00, 02-15 00:00, "},
      {"after it", When::kAfter, WorkingDays(1), WorkingDays(1), 2, false, "02-14 00:00, 02-17 00:00, 02-18 00:00, "},
      {"in other units", When::kAfter, WorkingDays(1), Hours(5), 2, false, "02-14 00:00, 02-14 05:00, 02-14 10:00, "},
      {"before it and beyond", When::kBefore, Days(2), Days(1), 3, false,
       "02-10 09:00, 02-11 09:00, 02-13 00:00, 02-14 00:00, "},
      {"in working time", When::kAfter, Days(1), Hours(12), 6, true, "02-16 09:00, 02-16 12:00, 02-17 09:00, "},
      {"not at all", When::kAt, {}, Days(1), 0, false, "02-13 00:00, "},
  };
  for (const Row& row : rows) {
    Office office;
    EscalationStep& step = office.Add(row.when, row.offset, {EscalationNotice{office.Named("зам"), kNone}});
    step.every = row.every;
    step.repeats = row.repeats;
    office.Chain().working_time_only = row.working_time_only;
    Play play(office);
    play.Until("2026-04-01 00:00");
    INFO(row.what);
    CHECK(Moments(play) == row.moments);
    CHECK(play.now().timers.empty());
  }
}

TEST_CASE("in working time only: the deadline runs out at night, people are told in the morning") {
  Office office;
  office.AtDue({EscalationNotice{Owner(), kNone}});
  office.Before(Hours(3), {EscalationTag{"скоро"}});
  office.Chain().working_time_only = true;
  Play play(office);
  play.Until("2026-03-01 00:00");
  CHECK(play.Lines(Kind::kClockOverdue) == "2026-02-13 00:00 [ответ]\n");
  CHECK(Moments(play) == "02-13 09:00, ");
  CHECK(play.Lines(Kind::kTagged) == "2026-02-13 09:00 скоро\n");
}

TEST_CASE("a pause stops the chain, which goes on from where it was") {
  Office office;
  office.Before(Days(5), {EscalationTag{"пять"}});
  office.Before(Days(1), {EscalationTag{"один"}});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-09 10:00", "спросить").empty());  // пять has been, on the 7th
  CHECK(play.now().timers.empty());
  REQUIRE(play.Ask("2026-02-19 10:00", "получить").empty());  // ten days later, the 22nd is the last day
  play.Until("2026-03-01 00:00");
  CHECK(play.Lines(Kind::kTagged) == "2026-02-07 00:00 пять\n2026-02-21 00:00 один\n");
  CHECK(play.Lines(Kind::kClockOverdue) == "2026-02-23 00:00 [ответ]\n");
}

TEST_CASE("a step whose moment passed while the clock stood still is taken when it goes on") {
  Office office;
  office.Before(Days(1), {EscalationTag{"один"}});
  office.Before(Days(20), {EscalationTag{"никогда"}});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-11 08:00", "спросить").empty());
  REQUIRE(play.Ask("2026-02-11 12:00", "получить").empty());  // the same day: the deadline stays
  play.Until("2026-02-11 12:00");
  CHECK(play.Lines(Kind::kTagged) == "2026-02-11 12:00 один\n");
}

TEST_CASE("an extension moves the chain, and steps that had no room may find it") {
  Office office;
  office.Before(Days(12), {EscalationTag{"двенадцать"}});
  office.Before(Days(1), {EscalationTag{"один"}});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-03 11:00", "продлить", "начальник", {{"причина", "да"}}).empty());
  play.Until("2026-03-01 00:00");
  CHECK(play.Lines(Kind::kTagged) == "2026-02-05 09:00 двенадцать\n2026-02-16 09:00 один\n");
}

TEST_CASE("a reopened case goes through its chain again") {
  Office office;
  office.AtDue({EscalationTag{"просрочено"}, EscalationNotice{Owner(), kNone}});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  REQUIRE(play.Ask("2026-02-14 10:00", "ответить").empty());
  REQUIRE(play.Ask("2026-02-16 10:00", "вернуть", "").empty());
  play.Until("2026-04-01 00:00");
  CHECK(Moments(play) == "02-13 00:00, 02-27 00:00, ");
  CHECK(play.now().steps == std::vector<StepTaken>{{0, 0, 0}, {1, 0, 0}});
}

}  // namespace
}  // namespace autorules
