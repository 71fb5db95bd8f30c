// What people do besides transitions: hand over, join jobs, change the message.
#include "tests/support/catch.h"
#include "tests/unit/workflow/office.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of offices
using Kind = JournalEntry::Kind;

TEST_CASE("who may hand a case over") {
  struct Row {
    const char* by;
    bool allowed;
  };
  // соцсети runs the channel; север is an administrator.
  for (const Row& row : {Row{"водоканал", true},
                         {"зам", true},
                         {"глава", true},
                         {"соцсети", true},
                         {"север", true},
                         {"начальник", false},
                         {"", false}}) {
    Office office;
    office.UnitOf("север").role = RoleKind::kAdministrator;
    Play play(office);
    INFO(row.by);
    CHECK(play.Pass("2026-02-03 10:00", "центр", row.by).empty() == row.allowed);
    CHECK(play.owner() == (row.allowed ? "центр" : "водоканал"));
  }
}

TEST_CASE("a hand-over by a person is written down with who and why") {
  const Office office;
  Play play(office);
  REQUIRE(play.Pass("2026-02-03 10:00", "центр", "зам").empty());
  const JournalEntry& entry = play.journal().back();
  CHECK(entry.kind == Kind::kHandedOver);
  CHECK(entry.unit == office.UnitId("центр"));
  CHECK(entry.from == office.UnitId("водоканал"));
  CHECK(entry.by == office.UnitId("зам"));
  CHECK(entry.text == "так надо");
  CHECK(play.now().holdings.size() == 2);
}

TEST_CASE("to whom a case is not handed over") {
  Office office;
  office.UnitOf("север").vacant = true;
  office.UnitOf("соцсети").vacant = true;
  office.UnitOf("соцсети").deputy = office.UnitId("центр");
  Decision decision = office.Decided();
  decision.recusals = {office.UnitId("начальник")};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  const auto pass = [&](const char* to) { return play.Pass("2026-02-03 10:00", to, "водоканал"); };
  CHECK(pass("") == "не сказано, кому передать");
  CHECK(pass("водоканал") == "сообщение уже у «водоканал»");
  CHECK(pass("север") == "должность «север» вакантна, и заместителя нет");
  CHECK(pass("начальник") == "«начальник» не может получить сообщение: оно о нём (отвод)");
  CHECK(pass("соцсети").empty());  // by the deputy
  CHECK(play.owner() == "центр");
  CHECK(play.Pass("2026-02-03 11:00", "зам", "центр").empty());
  REQUIRE(play.Ask("2026-02-03 12:00", "взять", "зам").empty());
  REQUIRE(play.Ask("2026-02-03 13:00", "ответить", "зам").empty());
  CHECK(play.Pass("2026-02-03 14:00", "водоканал", "зам") == "сообщение завершено: сначала переоткройте его");
}

TEST_CASE("who held a case when it ended gets it back when it is opened again") {
  const Office office;
  Play play(office);
  REQUIRE(play.Pass("2026-02-03 10:00", "зам", "водоканал").empty());
  REQUIRE(play.Ask("2026-02-03 11:00", "взять", "зам").empty());
  REQUIRE(play.Ask("2026-02-03 12:00", "ответить", "зам").empty());
  REQUIRE(play.Ask("2026-02-05 10:00", "вернуть", "").empty());
  CHECK(play.now().holdings.back() == Holding{office.UnitId("зам"), At("2026-02-05 10:00"), std::nullopt});
}

TEST_CASE("messages of one problem become one job: one owner, each answered by itself") {
  const Office office;
  Play lead(office, "зам"), other(office, "водоканал");
  const Merged join{"тема=вода", "1", office.UnitId("зам")};
  REQUIRE(lead.Put("2026-02-03 10:00", join).empty());
  CHECK(lead.now().job == "тема=вода");
  CHECK(lead.now().holdings.size() == 1);
  REQUIRE(other.Put("2026-02-03 10:00", join).empty());
  CHECK(other.owner() == "зам");
  CHECK(other.Lines(Kind::kMerged) == "2026-02-03 10:00 [1] тема=вода\n");
  CHECK(other.Lines(Kind::kHandedOver) == "2026-02-03 10:00 зам одна задача с сообщением № 1\n");
  CHECK(other.Put("2026-02-03 11:00", join) == "сообщение уже в этой задаче");
  REQUIRE(other.Ask("2026-02-03 11:00", "взять", "зам").empty());
  REQUIRE(other.Ask("2026-02-03 12:00", "ответить", "зам").empty());
  CHECK_FALSE(lead.now().closed);
  CHECK_FALSE(other.Put("2026-02-03 13:00", Merged{"другая", "2", office.UnitId("зам")}).empty());
  CHECK_FALSE(lead.Put("2026-02-03 13:00", Merged{"", "2", office.UnitId("зам")}).empty());
  CHECK_FALSE(lead.Put("2026-02-03 13:00", Merged{"другая", "2", kNone}).empty());
}

TEST_CASE("a message does not join the job of whom it is about") {
  const Office office;
  Decision decision = office.Decided();
  decision.recusals = {office.UnitId("зам")};
  Play play(office, decision, MessageAt("2026-02-02 10:00"));
  CHECK(play.Put("2026-02-03 10:00", Merged{"тема=вода", "1", office.UnitId("зам")}) ==
        "«зам» не может получить сообщение: оно о нём (отвод)");
  CHECK(play.now().job.empty());
}

TEST_CASE("a changed message is decided anew in its procedure") {
  Office office;
  office.parts.templates.emplace_back().name = "принято";
  Decision before = office.Decided();
  before.notices = {{office.UnitId("глава"), kNone}};
  before.tags = {"вода"};
  Play play(office, before, MessageAt("2026-02-02 10:00"));
  const auto clocks = play.now().clocks;
  Message message = MessageAt("2026-02-02 10:00");
  message.text = "Яма на дороге";
  Decision after = office.Decided("блок_дорог");
  after.topic = office.TopicId("дороги");
  after.procedure = office.ProcedureId("экстренный");
  after.notices = {{office.UnitId("глава"), kNone}, {office.UnitId("центр"), kNone}};
  after.replies = {0};
  after.tags = {"дороги"};
  REQUIRE(play.Put("2026-02-03 10:00", Edited{office.UnitId("соцсети"), message, after}).empty());
  const Case& value = play.now();
  CHECK(value.message.text == "Яма на дороге");
  CHECK(value.decision.topic == office.TopicId("дороги"));
  CHECK(value.decision.procedure == office.ProcedureId("сообщение"));
  CHECK(value.decision.tags == std::vector<std::string>{"дороги"});
  CHECK(value.clocks == clocks);
  CHECK(play.owner() == "блок_дорог");
  CHECK(play.Lines(Kind::kEdited) == "2026-02-03 10:00 соцсети\n");
  CHECK(play.Lines(Kind::kHandedOver) == "2026-02-03 10:00 блок_дорог после изменения сообщения\n");
  CHECK(play.Lines(Kind::kNotified) == "2026-02-02 10:00 глава поступило\n2026-02-03 10:00 центр сообщение изменено\n");
  CHECK(play.Lines(Kind::kReply) == "2026-02-03 10:00 [принято]\n");
}

TEST_CASE("a change undoes nothing of what has been done meanwhile, unless the rules now say otherwise") {
  struct Row {
    const char *what, *decided;
    Importance importance;
    const char* recused;
    const char* owner;
    Importance holds;
  };
  const Row rows[] = {
      {"the rules say the same", "водоканал", Importance::kNormal, "", "зам", Importance::kHigh},
      {"they name another", "центр", Importance::kLow, "", "центр", Importance::kHigh},
      {"they weigh more", "водоканал", Importance::kCritical, "", "зам", Importance::kCritical},
      {"they recuse who has it", "водоканал", Importance::kNormal, "зам", "водоканал", Importance::kHigh},
  };
  for (const Row& row : rows) {
    Office office;
    office.AtDue(
        {EscalationHandOver{office.Named("зам")}, EscalationTag{"просрочено"}, EscalationRaise{Importance::kHigh}});
    if (*row.recused != '\0') office.UnitOf("водоканал").superior = kNone;
    Play play(office);
    play.Until("2026-02-14 10:00");
    Decision after = office.Decided(row.decided);
    after.importance = row.importance;
    if (*row.recused != '\0') after.recusals = {office.UnitId(row.recused)};
    REQUIRE(play.Put("2026-02-14 10:00", Edited{kNone, MessageAt("2026-02-02 10:00"), after}).empty());
    INFO(row.what);
    CHECK(play.owner() == row.owner);
    CHECK(play.now().decision.importance == row.holds);
    CHECK(play.now().decision.tags == std::vector<std::string>{"просрочено"});
  }
}

TEST_CASE("an importance that only the rules have set follows them down") {
  const Office office;
  Decision before = office.Decided();
  before.importance = Importance::kHigh;
  Play play(office, before, MessageAt("2026-02-02 10:00"));
  REQUIRE(play.Put("2026-02-03 10:00", Edited{kNone, MessageAt("2026-02-02 10:00"), office.Decided()}).empty());
  CHECK(play.now().decision.importance == Importance::kNormal);
}

}  // namespace
}  // namespace autorules
