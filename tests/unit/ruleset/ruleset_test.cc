#include "engine/ruleset/ruleset.h"

#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

TEST_CASE("who owns a topic") {
  const testing::SmallPack pack;
  const auto rules = pack.Freeze();
  struct Row {
    const char* topic;
    UnitKind kind;
    const char* owner;
  };
  const Row rows[] = {
      {"жкх", UnitKind::kBlock, "блок_жкх"},          {"вода", UnitKind::kBlock, "блок_жкх"},
      {"вода", UnitKind::kExecutor, "водоканал"},     {"жкх", UnitKind::kExecutor, "-"},
      {"дороги_ямы", UnitKind::kBlock, "блок_дорог"}, {"мусор", UnitKind::kBlock, "-"},
  };
  for (const Row& row : rows) {
    INFO(row.topic);
    CHECK(pack.NameOfUnit(rules->OwnerOfTopic(pack.TopicId(row.topic), row.kind)) == row.owner);
  }
  CHECK(rules->OwnerOfTopic(kNone, UnitKind::kBlock) == kNone);
}

TEST_CASE("a block owns what its executors own, unless another block does") {
  testing::SmallPack pack;
  pack.parts.units[pack.UnitId("водоканал")].topics = {pack.TopicId("мусор"), pack.TopicId("дороги")};
  const auto rules = pack.Freeze();
  CHECK(pack.NameOfUnit(rules->OwnerOfTopic(pack.TopicId("мусор"), UnitKind::kBlock)) == "блок_жкх");
  CHECK(pack.NameOfUnit(rules->OwnerOfTopic(pack.TopicId("дороги"), UnitKind::kBlock)) == "блок_дорог");
}

TEST_CASE("what lies below a topic") {
  const testing::SmallPack pack;
  const auto rules = pack.Freeze();
  CHECK(rules->IsWithin(pack.TopicId("вода"), pack.TopicId("жкх")));
  CHECK(rules->IsWithin(pack.TopicId("жкх"), pack.TopicId("жкх")));
  CHECK_FALSE(rules->IsWithin(pack.TopicId("жкх"), pack.TopicId("вода")));
  CHECK_FALSE(rules->IsWithin(pack.TopicId("дороги"), pack.TopicId("жкх")));
}

TEST_CASE("channels are known by any of their codes") {
  testing::SmallPack pack;
  pack.parts.channels[0].codes = {"вк", "вконтакте", "vk"};
  const auto rules = pack.Freeze();
  CHECK(rules->FindChannel("vk") == 0);
  CHECK(rules->FindChannel("вконтакте") == 0);
  CHECK(rules->FindChannel("пос") == 2);
  CHECK(rules->FindChannel("VK") == kNone);
  CHECK(rules->FindChannel("") == kNone);
}

}  // namespace
}  // namespace autorules
