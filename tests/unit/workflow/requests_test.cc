// Transitions: from which states, who may, what they need, what clocks do.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

TEST_CASE("a case goes through its states to the end") {
  const Office office;
  Play play(office);
  CHECK(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.now().state == "в_работе");
  CHECK(play.Ask("2026-02-05 12:00", "ответить").empty());
  CHECK(play.now().closed == At("2026-02-05 12:00"));
  CHECK(play.now().clocks[0].stopped == At("2026-02-05 12:00"));
  CHECK(play.now().timers.empty());
  CHECK(play.now().holdings.back().to == At("2026-02-05 12:00"));
  CHECK(play.Lines(Kind::kState) ==
        "2026-02-03 10:00 водоканал [взять] в_работе\n"
        "2026-02-05 12:00 водоканал [ответить] ответ_дан\n");
  CHECK(play.Lines(Kind::kClockStopped) == "2026-02-05 12:00 [ответ]\n");
  CHECK(play.Lines(Kind::kClosed) == "2026-02-05 12:00 ответ_дан\n");
}

TEST_CASE("a refusal says how to mend it") {
  const Office office;
  Play play(office);
  CHECK(play.Ask("2026-02-03 10:00", "взят") ==
        "в порядке «сообщение» нет перехода «взят»; из состояния «поступило» возможно: взять (может: ответственный "
        "(водоканал) и вышестоящие)");
  CHECK(play.Ask("2026-02-03 10:00", "ответить") ==
        "переход «ответить» возможен из состояний: в_работе; сейчас «поступило», из него возможно: взять (может: "
        "ответственный (водоканал) и вышестоящие)");
  CHECK(play.Ask("2026-02-03 10:00", "взять", "соцсети") ==
        "«соцсети» не может сделать переход «взять»; может: ответственный (водоканал) и вышестоящие");
  CHECK(play.Ask("2026-02-03 10:00", "взять", "") ==
        "«заявитель» не может сделать переход «взять»; может: ответственный (водоканал) и вышестоящие");
  CHECK(play.Ask("2026-02-03 10:00", "взять").empty());
  CHECK(play.Ask("2026-02-03 10:00", "продлить", "соцсети", {{"причина", "нет"}}) ==
        "«соцсети» не может сделать переход «продлить»; может: руководитель (начальник)");
  for (const char* reason : {"", "  "}) {
    CHECK(play.Ask("2026-02-03 10:00", "продлить", "начальник", {{"причина", reason}}) ==
          "для перехода «продлить» не хватает: причина");
  }
  CHECK(play.Ask("2026-02-03 10:00", "ответить", "водоканал", {}, Days(1)) ==
        "переход «ответить» не продлевает никакого срока");
}

TEST_CASE("who may make a transition") {
  struct Row {
    const char* what;
    std::vector<Actor> (*may)(const Office&);
    const char* by;
    bool allowed;
  };
  const auto nothing = [](const Office&) { return std::vector<Actor>{}; };
  const auto named = [](const Office& o) { return std::vector<Actor>{o.Named("соцсети"), o.Named("север")}; };
  const auto citizen = [](const Office&) { return std::vector<Actor>{Citizen()}; };
  const auto owner = [](const Office&) { return std::vector<Actor>{Owner()}; };
  const auto block = [](const Office&) { return std::vector<Actor>{Of(RoleKind::kBlockHead)}; };
  const auto head = [](const Office&) { return std::vector<Actor>{Of(RoleKind::kHead)}; };
  const auto superior = [](const Office&) { return std::vector<Actor>{Superior()}; };
  const auto by_topic = [](const Office&) { return std::vector<Actor>{Of(Holder::kBlockByTopic)}; };
  const Row rows[] = {
      {"nothing said: the owner", nothing, "водоканал", true},
      {"nothing said: anybody above", nothing, "глава", true},
      {"nothing said: not beside", nothing, "начальник", false},
      {"nothing said: not the citizen", nothing, "", false},
      {"a unit", named, "север", true},
      {"a unit: not the owner", named, "водоканал", false},
      {"a unit: not who stands above it", named, "глава", false},
      {"the citizen", citizen, "", true},
      {"the citizen: no unit", citizen, "водоканал", false},
      {"the owner", owner, "водоканал", true},
      {"the owner: nobody above", owner, "блок_жкх", false},
      {"a kind: the nearest above", block, "зам", true},
      {"a kind: none above, the first of the pack", head, "начальник", true},
      {"a kind: no other", head, "глава", false},
      {"the superior", superior, "блок_жкх", true},
      {"the superior: one up only", superior, "зам", false},
      {"a holder", by_topic, "блок_жкх", true},
  };
  for (const Row& row : rows) {
    Office office;
    office.Transition("взять").may = row.may(office);
    Play play(office);
    INFO(row.what);
    CHECK(play.Ask("2026-02-03 10:00", "взять", row.by).empty() == row.allowed);
  }
}

TEST_CASE("a person acts in every post that is his, a deputy in the vacant one") {
  Office office;
  office.UnitOf("соцсети").person = office.UnitOf("водоканал").person = "один";
  CHECK(Play(office).Ask("2026-02-03 10:00", "взять", "соцсети").empty());
  office.Transition("взять").may = {office.Named("начальник")};
  office.UnitOf("начальник").vacant = true;
  CHECK_FALSE(Play(office).Ask("2026-02-03 10:00", "взять", "начальник").empty());
  office.UnitOf("начальник").deputy = office.UnitId("зам");
  CHECK(Play(office).Ask("2026-02-03 10:00", "взять", "зам").empty());
  CHECK(Play(office).Ask("2026-02-03 10:00", "взять", "начальник").empty());
  CHECK_FALSE(Play(office).Ask("2026-02-03 10:00", "взять", "глава").empty());
}

TEST_CASE("of a kind of role the owner himself comes first, then the nearest above, a vacant one by its deputy") {
  Office office;
  office.UnitOf("центр").role = office.UnitOf("зам").role = RoleKind::kExpert;  // first of the pack: зам by name
  office.Transition("взять").may = {Of(RoleKind::kExpert)};
  CHECK(Play(office, "центр").Ask("2026-02-03 10:00", "взять", "центр").empty());
  CHECK(Play(office, "водоканал").Ask("2026-02-03 10:00", "взять", "зам").empty());
  CHECK(Play(office, "север").Ask("2026-02-03 10:00", "взять", "зам").empty());
  office.UnitOf("зам").vacant = true;  // and nobody answers: the next of that kind
  CHECK(Play(office, "водоканал").Ask("2026-02-03 10:00", "взять", "центр").empty());
}

TEST_CASE("the head of a block has nothing to do with what is not in his block") {
  Office office;
  office.UnitOf("центр").role = RoleKind::kBlockHead;
  office.UnitOf("зам").role = RoleKind::kCurator;
  office.Transition("взять").may = {Of(RoleKind::kBlockHead)};
  CHECK(Play(office, "центр").Ask("2026-02-03 10:00", "взять", "центр").empty());
  CHECK(Play(office, "водоканал").Ask("2026-02-03 10:00", "взять", "центр") ==
        "«центр» не может сделать переход «взять»; может: руководитель_блока");
}

TEST_CASE("nothing comes before what was, or before a timer that is due") {
  const Office office;
  Play play(office);
  REQUIRE(play.Ask("2026-02-03 10:00", "взять").empty());
  const auto step = [&](const Input& input, const char* when) {
    const auto result = play.workflow().Step(play.now(), input, At(when));
    return result ? std::string() : result.error().reason.ru;
  };
  const Request answer{"ответить", office.UnitId("водоканал"), {}, {}};
  CHECK(step(answer, "2026-02-03 09:59") == "это раньше того, что с сообщением уже было");
  CHECK(step(answer, "2026-02-13 00:00") == "к этому времени уже должен был сработать таймер: сначала он");
  CHECK(step(answer, "2026-02-12 23:59").empty());
  CHECK(step(TimerFired{99}, "2026-02-13 00:00") == "такого таймера у сообщения нет");
  CHECK(step(TimerFired{1}, "2026-02-12 23:59") == "время таймера ещё не пришло");
  CHECK_FALSE(play.workflow().Step(play.now(), TimerFired{1}, At("2026-02-13 00:00") - 1));
  CHECK(step(TimerFired{1}, "2026-02-13 00:00").empty());
  CHECK(step(Request{"ответить", 1000, {}, {}}, "2026-02-03 10:00") == "такого подразделения нет");
}

TEST_CASE("timers fire in their order") {
  Office office;
  office.Before(Days(2), {EscalationTag{"скоро"}});
  Play play(office);
  REQUIRE(play.now().timers.size() == 2);
  const auto result = play.workflow().Step(play.now(), TimerFired{play.now().timers.back().id}, At("2026-03-01 00:00"));
  REQUIRE_FALSE(result);
  CHECK(result.error().reason.ru == "таймеры срабатывают по порядку, этот не первый");
}

TEST_CASE("a step that stays in its state starts and stops nothing") {
  Office office;
  office.Life().transitions.push_back(Office::Go("уточнить", {"поступило", "ответ_дан"}, "поступило"));
  office.Transition("уточнить").from = {"поступило"};
  office.Answer().until = {"поступило"};
  Play play(office);
  const auto clocks = play.now().clocks;
  CHECK(play.Ask("2026-02-04 10:00", "уточнить").empty());
  CHECK(play.now().clocks == clocks);
  CHECK(play.Lines(Kind::kState) == "2026-02-04 10:00 водоканал [уточнить] поступило\n");
}

TEST_CASE("a case of other rules is refused") {
  Office office, other;
  other.Answer().duration = Days(3);
  const Play play(office);
  const auto result = Workflow(other.Freeze()).Step(play.now(), Rated{5}, At("2026-02-03 10:00"));
  CHECK_FALSE(result);
}

}  // namespace
}  // namespace autorules
