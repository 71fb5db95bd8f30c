#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

Action Notify(HolderRef to, Id letter = kNone) { return {Attribute::kNotice, Notice{to, letter}}; }
Action MergeBy(std::vector<Attribute> keys) { return {Attribute::kMerge, MergeKeys{std::move(keys)}}; }

OwnPack WithTemplates() {
  OwnPack pack;
  pack.parts.templates = {{"принято", "Принято", {}, {}, {}}, {"срочное", "Срочное", {}, {}, {}}};
  return pack;
}

TEST_CASE("notices and replies collect, and can be asked about") {
  OwnPack pack = WithTemplates();
  pack.Add("а", Always(),
           {Notify({Holder::kCurator, kNone}, 1), {Attribute::kReply, Id{1}}, {Attribute::kReply, Id{0}}});
  pack.Add("б", Always(), {Notify({Holder::kUnit, pack.UnitId("зам")}), {Attribute::kReply, Id{1}}});
  pack.Add("в", Test(Attribute::kNotice, Op::kHas, {pack.UnitId("зам")}), {Tag("зам")});
  pack.Add("г", Test(Attribute::kNotice, Op::kHas, {pack.UnitId("соцсети")}), {Tag("соцсети")});
  pack.Add("д", Test(Attribute::kReply, Op::kHas, {Id{0}}), {Tag("ответ")});
  pack.Add("е", Test(Attribute::kReply, Op::kPresent), {Tag("есть")});
  const Decision decision = pack.Decide("яма");
  const Notification curator{pack.UnitId("глава"), 1}, deputy{pack.UnitId("зам"), kNone};
  CHECK(decision.notices == std::vector<Notification>{curator, deputy});
  CHECK(decision.replies == std::vector<Id>{0, 1});
  CHECK(decision.tags == std::vector<std::string>{"есть", "зам", "ответ"});
  CHECK(decision.fallback);  // nobody owns it for being told
}

TEST_CASE("a notice to nobody is traced") {
  OwnPack pack = WithTemplates();
  pack.Add("а", Always(), {Notify({Holder::kExecutorByTopic, kNone}, 0), Tag("а")});
  const Decision decision = pack.Decide("яма");
  CHECK(decision.notices.empty());
  CHECK(decision.tags == std::vector<std::string>{"а"});
  CHECK(decision.trace.overridden == std::vector<Overridden>{{0, Attribute::kNotice, kNone, false}});
  CHECK(decision.fallback_reason == FallbackReason::kNoRule);
}

TEST_CASE("default lists come when no rule gave an entry") {
  OwnPack pack = WithTemplates();
  auto& defaults = pack.parts.municipality.defaults;
  defaults.insert(defaults.begin(), Notify({Holder::kSuperior, kNone}));
  defaults.push_back({Attribute::kReply, Id{0}});
  defaults.push_back(MergeBy({Attribute::kTopic}));
  pack.Add("а", pack.Words({"снег"}),
           {Notify({Holder::kUnit, pack.UnitId("зам")}), {Attribute::kReply, Id{1}}, MergeBy({Attribute::kText})});
  const Decision plain = pack.Decide("яма");
  CHECK(plain.notices == std::vector<Notification>{{pack.UnitId("глава"), kNone}});
  CHECK(plain.replies == std::vector<Id>{0});
  CHECK(plain.merges == std::vector<std::string>{"тема=дороги_ямы"});
  const Decision claimed = pack.Decide("снег");
  CHECK(claimed.notices == std::vector<Notification>{{pack.UnitId("зам"), kNone}});
  CHECK(claimed.replies == std::vector<Id>{1});
  CHECK(claimed.merges == std::vector<std::string>{"текст=\"снег\""});
}

TEST_CASE("a default list sees the defaults of own fields") {
  OwnPack pack;
  const Attribute note = pack.Own("заметка");
  pack.parts.municipality.defaults.push_back(MergeBy({note}));
  pack.parts.municipality.defaults.push_back({note, ValueOf{Attribute::kText}});
  pack.Add("а", Test(note, Op::kAbsent), {Tag("без заметки")});
  const Decision decision = pack.Decide("яма");
  CHECK(decision.tags == std::vector<std::string>{"без заметки"});
  CHECK(decision.merges == std::vector<std::string>{"заметка=\"яма\""});
}

TEST_CASE("what a merge key says") {
  OwnPack pack;
  Message message;
  message.channel = "вк";
  message.text = "яма";
  message.category = " Дороги  \"М5\" ";
  message.author_followers = 12;
  message.fast_track = true;
  message.received_at = ParseMoment("2026-01-12 10:00", "Asia/Yekaterinburg");
  message.fields = {{"этаж", "2,5"}, {"дом", "ёлка"}, {"дата", "2026-01-13"}, {"срочно", "нет"}};
  struct Row {
    const char* what;
    std::vector<Attribute> keys;
    std::string expected;
  };
  using A = Attribute;
  const Row rows[] = {
      {"entities", {A::kChannel, A::kTopic}, "канал=вк; тема=дороги_ямы"},
      {"a text, folded and quoted", {A::kCategory}, "категория=\"дороги \"\"м5\"\"\""},
      {"numbers", {A::kAuthorFollowers, pack.Own("этаж")}, "автор.подписчиков=12; этаж=2.5"},
      {"flags", {A::kFastTrack, pack.Own("срочно")}, "фаст_трек=да; срочно=нет"},
      {"days", {A::kReceived, pack.Own("дата")}, "поступило=2026-01-12; дата=2026-01-13"},
      {"an option", {pack.Own("дом")}, "дом=Ёлка"},
      {"an importance", {A::kImportance}, "важность=обычная"},
      {"absent", {A::kTopic, A::kTerritory}, ""},
      {"an empty text", {A::kTopic, A::kFact}, ""},
      {"an empty own text", {pack.Own("примета")}, ""},
  };
  for (const Row& row : rows) {
    OwnPack with = pack;
    with.Add("а", Always(), {MergeBy(row.keys)});
    const Decision decision = with.Decide(message);
    INFO(row.what);
    CHECK(decision.merges == (row.expected.empty() ? std::vector<std::string>{} : std::vector{row.expected}));
    const std::vector<Overridden> nothing{{0, A::kMerge, kNone, false}};
    CHECK(decision.trace.overridden == (row.expected.empty() ? nothing : std::vector<Overridden>{}));
  }
}

TEST_CASE("rows of a table") {
  const auto table = [](const char* set) {
    SmallPack pack;
    for (const std::uint32_t row : {2U, 1U}) {  // in any order
      Rule& rule = pack.Add("таблица", row == 1 ? pack.Words({"яма"}) : Always(),
                            {Set(row == 1 ? Importance::kHigh : Importance::kLow), Tag(row == 1 ? "1" : "2")});
      rule.row = row;
      rule.set = set;
    }
    pack.Add("я", Always(), {Set(Importance::kCritical)});
    return pack;
  };

  const Decision first = table("таблица").Decide("яма");  // «первая»: one acts
  CHECK(first.importance == Importance::kHigh);
  CHECK(first.tags == std::vector<std::string>{"1"});
  CHECK(first.trace.overridden ==
        std::vector<Overridden>{{1, Attribute::kImportance, 0, false}, {2, Attribute::kImportance, 0, true}});
  CHECK(table("таблица").Decide("снег").tags == std::vector<std::string>{"2"});

  const Decision all = table("").Decide("яма");  // «все»: the earlier row wins, which is no clash
  CHECK(all.importance == Importance::kHigh);
  CHECK(all.tags == std::vector<std::string>{"1", "2"});
  CHECK(all.trace.overridden ==
        std::vector<Overridden>{{1, Attribute::kImportance, 0, false}, {2, Attribute::kImportance, 0, true}});
}

TEST_CASE("rules of later events take no part") {
  SmallPack pack;
  for (const EventKind kind :
       {EventKind::kTransition, EventKind::kOverdue, EventKind::kRating, EventKind::kReopening, EventKind::kChange}) {
    pack.Add(std::to_string(static_cast<int>(kind)), Always(), {pack.Assign("зам"), Tag("потом")}).event.kind = kind;
  }
  const Decision decision = pack.Decide("яма");
  CHECK(decision.tags.empty());
  CHECK(decision.trace.fired.empty());
  CHECK(decision.fallback);
}

}  // namespace
}  // namespace autorules
