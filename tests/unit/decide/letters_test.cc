#include "engine/decide/letters.h"

#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

Template Letter(std::vector<TemplatePart> parts) { return {"письмо", "Письмо", std::move(parts), {}, {}}; }

TEST_CASE("values as people read them") {
  OwnPack pack;
  pack.parts.topics[pack.TopicId("дороги_ямы")].display = "Ямы на дорогах";
  pack.parts.units[pack.UnitId("зам")].display = "Заместитель главы";
  pack.parts.templates = {{"принято", "Принято в работу", {}, {}, {}}};
  pack.Add("а", Always(),
           {pack.Assign("зам"),
            Tag("первая"),
            Tag("вторая"),
            Redirect("Минздрав"),
            {Attribute::kReply, Id{0}},
            {Attribute::kCoOwner, HolderRef{Holder::kUnit, pack.UnitId("глава")}},
            {Attribute::kNotice, Notice{{Holder::kUnit, pack.UnitId("зам")}, 0}},
            {Attribute::kNotice, Notice{{Holder::kUnit, pack.UnitId("зам")}, kNone}},
            {Attribute::kMerge, MergeKeys{{Attribute::kTopic}}}});
  Message message;
  message.id = "О-17";
  message.channel = "вк";
  message.text = "Яма  на ДОРОГЕ";
  message.received_at = ParseMoment("2026-01-12 10:00", "Asia/Yekaterinburg");
  message.author_followers = 12;
  message.fast_track = false;
  message.fields = {
      {"этаж", "2,5"}, {"дом", "елка"}, {"дата", "2026-02-01"}, {"примета", "У Ёлки"}, {"район", "центр"}};
  const Decision decision = pack.Decide(message);
  const auto rules = pack.Freeze();
  using A = Attribute;
  struct Row {
    Attribute attribute;
    const char* expected;
  };
  const Row rows[] = {
      {A::kTopic, "Ямы на дорогах"},
      {A::kOwner, "Заместитель главы"},
      {A::kCoOwner, "глава"},  // without a display name
      {A::kNotice, "Заместитель главы"},
      {A::kReply, "Принято в работу"},
      {A::kMerge, "тема=дороги_ямы"},
      {A::kTag, "вторая, первая"},
      {A::kOutcome, "Минздрав"},
      {A::kImportance, "обычная"},
      {A::kText, "Яма  на ДОРОГЕ"},
      {A::kWords, "3"},
      {A::kReceived, "12.01.2026"},
      {A::kAuthorFollowers, "12"},
      {A::kFastTrack, "нет"},
      {A::kFz59, "—"},
      {A::kTerritory, "—"},
      {A::kAddress, "—"},
      {A::kRating, "—"},
      {pack.Own("этаж"), "2.5"},
      {pack.Own("дом"), "Ёлка"},
      {pack.Own("дата"), "01.02.2026"},
      {pack.Own("примета"), "У Ёлки"},
      {pack.Own("район"), "центр"},
      {pack.Own("заметка"), "—"},
      {pack.Own("похожих (примета) за 24 часа"), "—"},  // nobody asked
  };
  for (const Row& row : rows) {
    INFO(rules->parts().InfoOf(row.attribute).ru);
    const Template letter = Letter({{TemplatePart::Kind::kAttribute, "", row.attribute}});
    CHECK(Render(letter, message, decision, *rules) == row.expected);
  }
  const Template letter = Letter({{TemplatePart::Kind::kText, "Обращение № ", {}},
                                  {TemplatePart::Kind::kMessageId, "", {}},
                                  {TemplatePart::Kind::kText, ": ", {}},
                                  {TemplatePart::Kind::kAttribute, "", A::kTopic}});
  CHECK(Render(letter, message, decision, *rules) == "Обращение № О-17: Ямы на дорогах");
}

TEST_CASE("what a letter shows is asked for although no rule did") {
  OwnPack pack;
  const Attribute similar = pack.Own("похожих (тема) за 24 часа");
  pack.parts.templates = {Letter({{TemplatePart::Kind::kAttribute, "", similar}})};
  for (const bool by_default : {false, true}) {
    OwnPack with = pack;
    if (by_default) {
      with.parts.municipality.defaults.push_back({Attribute::kReply, Id{0}});
    } else {
      with.Add("а", Always(), {{Attribute::kNotice, Notice{{Holder::kCurator, kNone}, 0}}});
    }
    Message message;
    message.text = "яма";
    const Decision decision = with.Decide(message);
    CHECK(Render(pack.parts.templates[0], message, decision, *with.Freeze()) == "1");
  }
}

}  // namespace
}  // namespace autorules
