#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

TEST_CASE("what an example expects of a decision") {
  SmallPack pack;
  pack.Add("а", Always(),
           {By(Attribute::kOwner, Holder::kBlockByTopic), By(Attribute::kCoOwner, Holder::kCurator), Tag("Срочно")});
  using A = Attribute;
  struct Row {
    const char* what;
    Condition expected;
    std::optional<bool> holds;
  };
  const Row rows[] = {
      {"owner", Is(A::kOwner, pack.UnitId("блок_дорог")), true},
      {"owner is a holder", IsHolder(A::kOwner, Holder::kBlockByTopic), true},
      {"owner is not that holder", IsHolder(A::kOwner, Holder::kCurator), false},
      {"the holder is nobody", IsHolder(A::kOwner, Holder::kTerritoryByAddress), std::nullopt},
      {"co-owner is a holder", IsHolder(A::kCoOwner, Holder::kCurator), true},
      {"absent territory", Is(A::kTerritory, pack.UnitId("центр")), std::nullopt},
      {"territory is absent", Test(A::kTerritory, Op::kAbsent), true},
      {"topic within", Test(A::kTopic, Op::kWithin, {pack.TopicId("дороги")}), true},
      {"tag", Test(A::kTag, Op::kHas, {Value(std::string("срочно"))}), true},
      {"words count", Is(A::kWords, Value(3.0)), true},
      {"all of them", Compound(Op::kAll, {Is(A::kTopic, pack.TopicId("дороги_ямы")), Is(A::kImportance, Id{1})}), true},
  };
  Message message;
  message.channel = "вк";
  message.text = "яма на дороге";
  const Decision decision = pack.Decide(message);
  const auto rules = pack.Freeze();
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(Holds(row.expected, message, decision, *rules) == row.holds);
  }
}

TEST_CASE("what an example expects of lists, own fields and windows") {
  OwnPack pack;
  pack.parts.templates = {{"принято", "Принято", {}, {}, {}}, {"срочное", "Срочное", {}, {}, {}}};
  const Attribute similar = pack.Own("похожих (тема) за 24 часа"), floor = pack.Own("этаж");
  pack.Add("а", Test(similar, Op::kPresent),
           {{Attribute::kNotice, Notice{{Holder::kCurator, kNone}, kNone}}, {Attribute::kReply, Id{1}}});
  using A = Attribute;
  struct Row {
    const char* what;
    Condition expected;
    std::optional<bool> holds;
  };
  const Row rows[] = {
      {"notice to a holder", IsHolder(A::kNotice, Holder::kCurator), true},
      {"notice to another", IsHolder(A::kNotice, Holder::kBlockByTopic), false},
      {"notice to nobody", IsHolder(A::kNotice, Holder::kTerritoryByAddress), std::nullopt},
      {"notice to a unit", Test(A::kNotice, Op::kHas, {pack.UnitId("глава")}), true},
      {"reply", Test(A::kReply, Op::kHas, {Id{1}}), true},
      {"another reply", Test(A::kReply, Op::kHas, {Id{0}}), false},
      {"no merge", Test(A::kMerge, Op::kAbsent), true},
      {"own field", Test(floor, Op::kGreater, {Value(4.0)}), true},
      {"absent own field", Is(pack.Own("номер"), Value(4.0)), std::nullopt},
      {"window", Is(similar, Value(1.0)), true},
      {"a window that nobody asked", Is(pack.Own("похожих (примета) за 24 часа"), Value(1.0)), std::nullopt},
      {"no time of arrival", Test(A::kReceived, Op::kInWorkingTime), std::nullopt},
  };
  Message message;
  message.text = "яма на дороге";
  message.fields = {{"этаж", "5"}};
  const Decision decision = pack.Decide(message);
  const auto rules = pack.Freeze();
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(Holds(row.expected, message, decision, *rules) == row.holds);
  }
}

}  // namespace
}  // namespace autorules
