#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

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

}  // namespace
}  // namespace autorules
