// Rules `при …`: they wait for what happens to a case.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

Action Notify(const Office& office, const char* unit, Id letter = kNone) {
  return {Attribute::kNotice, Notice{{Holder::kUnit, office.UnitId(unit)}, letter}};
}

TEST_CASE("each event has its rules") {
  Office office;
  office.On(EventKind::kTransition, "взять", "взяли", Always(), {Tag("взяли")});
  office.On(EventKind::kTransition, "ответить", "ответили", Always(), {Tag("ответили")});
  office.On(EventKind::kOverdue, "ответ", "поздно", Always(), {Tag("поздно")});
  office.On(EventKind::kOverdue, "другой", "не это", Always(), {Tag("не это")});
  office.On(EventKind::kRating, "", "оценили", Always(), {Tag("оценили")});
  office.On(EventKind::kReopening, "", "снова", Always(), {Tag("снова")});
  office.On(EventKind::kChange, "", "изменили", Always(), {Tag("изменили")});
  office.Add("сразу", Always(), {Tag("сразу")});
  Play play(office);
  const auto tags = [&] { return play.now().decision.tags; };
  using Tags = std::vector<std::string>;
  CHECK(tags().empty());
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(tags() == Tags{"взяли"});
  REQUIRE(play.Put("2026-02-03 11:00", Edited{kNone, MessageAt("2026-02-02 10:00"), office.Decided()}).empty());
  CHECK(tags() == Tags{"взяли", "изменили"});
  play.Until("2026-02-13 00:00");
  CHECK(tags() == Tags{"взяли", "изменили", "поздно"});
  REQUIRE(play.Ask("2026-02-14 10:00", "ответить").empty());
  CHECK(tags() == Tags{"взяли", "изменили", "ответили", "поздно"});
  REQUIRE(play.Put("2026-02-14 11:00", Rated{5}).empty());
  CHECK(tags() == Tags{"взяли", "изменили", "ответили", "оценили", "поздно"});
  REQUIRE(play.Ask("2026-02-15 10:00", "вернуть", "").empty());
  CHECK(tags() == Tags{"взяли", "изменили", "ответили", "оценили", "поздно", "снова"});
  CHECK(play.Lines(Kind::kRule).starts_with("2026-02-03 10:00 [взяли]\n2026-02-03 11:00 [изменили]\n"));
}

TEST_CASE("a bad mark is told the head, a good one nobody") {
  Office office;
  office.On(EventKind::kRating, "", "недоволен", Test(Attribute::kRating, Op::kOneOf, {1.0, 2.0}),
            {Notify(office, "начальник"), Tag("недоволен")});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.Put("2026-02-03 11:00", Rated{1}) == "оценивают ответ, а его ещё не было");
  REQUIRE(play.Ask("2026-02-04 10:00", "ответить").empty());
  for (const int stars : {0, 6, -1}) CHECK(play.Put("2026-02-04 11:00", Rated{stars}) == "оценка — число от 1 до 5");
  CHECK(play.Put("2026-02-04 11:00", Rated{5}).empty());
  CHECK(play.sent().empty());
  CHECK(play.Put("2026-02-04 12:00", Rated{2}).empty());
  CHECK(play.now().rating == 2);
  CHECK(play.Lines(Kind::kRated) == "2026-02-04 11:00 5\n2026-02-04 12:00 2\n");
  CHECK(play.Lines(Kind::kNotified) == "2026-02-04 12:00 начальник оценка 2\n");
}

TEST_CASE("a rule reads the case as the event left it: state, words, clocks, and what it changes itself") {
  Office office;
  office.On(EventKind::kTransition, "взять", "состояние", Is(Attribute::kState, std::string("в_работе")),
            {Tag("состояние")});
  office.On(EventKind::kTransition, "взять", "слова", office.Words({"вода"}), {Tag("слова")});
  office.On(EventKind::kTransition, "взять", "важность",
            Is(Attribute::kImportance, static_cast<Id>(Importance::kNormal)), {Set(Importance::kHigh)});
  office.On(EventKind::kTransition, "взять", "другая", Is(Attribute::kImportance, static_cast<Id>(Importance::kHigh)),
            {Tag("другая")});
  office.On(EventKind::kTransition, "взять", "срок", Test(Attribute::kText, Op::kClockRunning, {std::string("ответ")}),
            {Tag("срок")});
  office.On(EventKind::kTransition, "взять", "оценка", Test(Attribute::kRating, Op::kPresent), {Tag("оценка")});
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.now().decision.tags == std::vector<std::string>{"слова", "состояние", "срок"});
  CHECK(play.now().decision.importance == Importance::kHigh);
  CHECK(play.Lines(Kind::kRaised) == "2026-02-03 10:00 высокая\n");
}

TEST_CASE("of rules that say different things the strongest wins and is written down first, of a set one acts") {
  Office office;
  const auto on = [&](const char* name, std::vector<Action> actions) -> Rule& {
    return office.On(EventKind::kTransition, "взять", name, Always(), std::move(actions));
  };
  on("а слабое", {Set(Importance::kLow)});
  on("я сильное", {Set(Importance::kCritical)}).priority = 5;
  Rule& first = on("набор 1", {office.Assign("север")});
  first.set = "кому";
  Rule& second = on("набор 2", {office.Assign("центр"), Tag("второе")});
  second.set = "кому";
  second.priority = 1;
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.now().decision.importance == Importance::kCritical);
  CHECK(play.owner() == "центр");
  CHECK(play.now().decision.tags == std::vector<std::string>{"второе"});
  CHECK(play.Lines(Kind::kRule) ==
        "2026-02-03 10:00 [я сильное]\n2026-02-03 10:00 [набор 2]\n2026-02-03 10:00 [а слабое]\n");
}

TEST_CASE("a rule hands over, but not to the recused; who had it may stay a co-owner") {
  Office office;
  office.On(EventKind::kOverdue, "ответ", "а", Always(), {office.Assign("север")}).priority = 1;
  office.On(EventKind::kOverdue, "ответ", "б", Always(),
            {office.Assign("центр"),
             {Attribute::kCoOwner, HolderRef{Holder::kUnit, office.UnitId("водоканал")}},
             By(Attribute::kCoOwner, Holder::kSuperior)});
  Decision decision = office.Decided();
  decision.recusals = {office.UnitId("север")};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  play.Until("2026-02-13 00:00");
  CHECK(play.owner() == "центр");
  CHECK(play.Lines(Kind::kHandedOver) == "2026-02-13 00:00 центр срок «ответ» истёк\n");
  CHECK(play.now().decision.co_owners == std::vector<Id>{office.UnitId("блок_жкх"), office.UnitId("водоканал")});
  CHECK(play.now().holdings.size() == 2);
}

TEST_CASE("who was told before is told again, each person once, and the citizen gets the letter") {
  Office office;
  office.parts.templates.emplace_back().name = "взято";
  office.UnitOf("зам").person = office.UnitOf("север").person = "один";
  office.On(EventKind::kTransition, "взять", "а", Always(),
            {Notify(office, "зам"), Notify(office, "север"), Notify(office, "глава"), {Attribute::kReply, Id{0}}});
  Decision decision = office.Decided();
  decision.notices = {{office.UnitId("глава"), kNone}, {office.UnitId("центр"), kNone}};
  decision.replies = {0};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.Lines(Kind::kNotified) ==
        "2026-02-02 10:00 глава поступило\n"
        "2026-02-02 10:00 центр поступило\n"
        "2026-02-03 10:00 глава переход «взять»\n"
        "2026-02-03 10:00 зам переход «взять»\n");
  CHECK(play.Lines(Kind::kReply) == "2026-02-02 10:00 [взято]\n2026-02-03 10:00 [взято]\n");
  CHECK(play.now().decision.notices.size() == 3);
  CHECK(play.now().decision.replies == std::vector<Id>{0});
}

TEST_CASE("no event changes the procedure; other values and own fields it may") {
  Office office;
  OwnAttributeInfo& floor = office.parts.own.emplace_back();
  floor.name = "этаж";
  floor.type = ValueType::kNumber;
  floor.source = Field{};
  office.On(EventKind::kTransition, "взять", "а", Always(),
            {Set(Attribute::kProcedure, office.ProcedureId("экстренный")),
             Redirect("Министерство"),
             Set(Attribute::kTopic, office.TopicId("дороги")),
             {OwnAttribute(0), 7.0}});
  Decision decision = office.Decided();
  decision.own.resize(1);
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.now().decision.procedure == office.ProcedureId("сообщение"));
  CHECK(play.now().decision.outcome == Outcome{OutcomeKind::kRedirect, "Министерство"});
  CHECK(play.now().decision.topic == office.TopicId("дороги"));
  CHECK(play.now().decision.own[0] == Value(7.0));
}

TEST_CASE("rules hold by the day of arrival") {
  Office office;
  office.On(EventKind::kTransition, "взять", "а", Always(), {Tag("а")}).from = CivilDate{2026, 2, 3};
  office.On(EventKind::kTransition, "взять", "б", Always(), {Tag("б")}).to = CivilDate{2026, 2, 2};
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.now().decision.tags == std::vector<std::string>{"б"});
}

TEST_CASE("the trace stays that of the arrival") {
  Office office;
  office.On(EventKind::kTransition, "взять", "а", Always(), {Tag("а")});
  Decision decision = office.Decided();
  decision.trace.unread_fields = {"этаж"};
  decision.trace.fired = {{0, {}}};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.now().decision.trace == decision.trace);
  CHECK(play.Lines(Kind::kRule) == "2026-02-03 10:00 [а]\n");
}

}  // namespace
}  // namespace autorules
