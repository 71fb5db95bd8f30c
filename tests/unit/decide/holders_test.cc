#include "engine/decide/holders.h"

#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

TEST_CASE("who a holder is") {
  struct Row {
    Holder holder;
    const char *channel, *topic, *owner, *expected;
  };
  const Row rows[] = {
      {Holder::kCoordinator, "вк", "", "", "соцсети"},
      {Holder::kCoordinator, "инцидент", "", "", "соцсети"},  // as second: there is no first
      {Holder::kCoordinator, "пос", "", "", "-"},
      {Holder::kCoordinator, "", "", "", "-"},
      {Holder::kBlockByTopic, "", "вода", "", "блок_жкх"},
      {Holder::kBlockByTopic, "", "мусор", "", "-"},
      {Holder::kBlockByTopic, "", "", "", "-"},
      {Holder::kExecutorByTopic, "", "вода", "", "водоканал"},
      {Holder::kExecutorByTopic, "", "жкх", "", "-"},
      {Holder::kCurator, "", "вода", "", "глава"},
      {Holder::kCurator, "", "дороги", "", "глава"},  // nobody above its owner: the only one there is
      {Holder::kCurator, "", "", "", "глава"},
      {Holder::kTerritoryByAddress, "", "", "", "-"},
      {Holder::kTerritory, "", "", "", "-"},
      {Holder::kSuperior, "", "", "водоканал", "блок_жкх"},
      {Holder::kSuperior, "", "", "глава", "глава"},
      {Holder::kSuperior, "", "", "", "-"},
  };
  const SmallPack pack;
  const auto rules = pack.Freeze();
  const Holders holders(*rules);
  for (const Row& row : rows) {
    Decision decision;
    if (*row.channel != '\0') decision.channel = pack.ChannelId(row.channel);
    if (*row.topic != '\0') decision.topic = pack.TopicId(row.topic);
    if (*row.owner != '\0') decision.owner = pack.UnitId(row.owner);
    INFO(static_cast<int>(row.holder) << " " << row.channel << row.topic << row.owner);
    CHECK(pack.NameOfUnit(holders.Resolve({row.holder, kNone}, decision)) == row.expected);
  }
}

TEST_CASE("the territory is the one that rules decide") {
  SmallPack pack;
  pack.Add("а", Always(), {{Attribute::kTerritory, HolderRef{Holder::kUnit, pack.UnitId("север")}}});
  pack.Add("б", Always(), {By(Attribute::kOwner, Holder::kTerritory)});
  CHECK(pack.NameOfUnit(pack.Decide("яма").owner) == "север");
}

TEST_CASE("the first coordinator goes before the second") {
  SmallPack pack;
  pack.parts.units[pack.UnitId("начальник")].channels = {pack.ChannelId("инцидент")};
  const auto rules = pack.Freeze();
  Decision decision;
  decision.channel = pack.ChannelId("инцидент");
  CHECK(pack.NameOfUnit(Holders(*rules).Resolve({Holder::kCoordinator, kNone}, decision)) == "начальник");
}

TEST_CASE("with several curators") {
  SmallPack pack;
  pack.parts.units[pack.UnitId("зам")].role = RoleKind::kCurator;
  pack.parts.units[pack.UnitId("глава")].topics = {pack.TopicId("мусор")};
  struct Row {
    const char *topic, *expected;
  };
  const Row rows[] = {
      {"вода", "зам"},     // nearest above the owner
      {"мусор", "глава"},  // owns it
      {"дороги", "-"},     // no curator above the owner, and not the only one
      {"", "-"},
  };
  const auto rules = pack.Freeze();
  const Holders holders(*rules);
  for (const Row& row : rows) {
    Decision decision;
    if (*row.topic != '\0') decision.topic = pack.TopicId(row.topic);
    INFO(row.topic);
    CHECK(pack.NameOfUnit(holders.Resolve({Holder::kCurator, kNone}, decision)) == row.expected);
  }
}

TEST_CASE("the territory comes from the address, else from the text") {
  SmallPack pack;
  pack.parts.addresses = {{"Мира", "улица", "", pack.UnitId("центр")}, {"Ленина", "улица", "", pack.UnitId("север")}};
  pack.Add("а", Always(), {By(Attribute::kOwner, Holder::kTerritoryByAddress)});
  struct Row {
    const char *address, *text, *expected;
    bool in_field;
  };
  const Row rows[] = {
      {"", "яма, улица Мира", "центр", false},
      {"улица Ленина", "яма, улица Мира", "север", true},
      {"не знаю", "яма, улица Мира", "центр", false},
      {"не знаю", "яма", "начальник", false},
  };
  for (const Row& row : rows) {
    Message message;
    message.address = row.address;
    message.text = row.text;
    const Decision decision = pack.Decide(message);
    INFO(row.address << " / " << row.text);
    CHECK(pack.NameOfUnit(decision.owner) == row.expected);
    CHECK(decision.territory == decision.territory_by_address);
    CHECK(decision.trace.addresses_in_field == row.in_field);
  }
}

TEST_CASE("a co-owner is not the owner") {
  SmallPack pack;
  pack.Add("а", Always(), {pack.Assign("соцсети"), By(Attribute::kCoOwner, Holder::kCoordinator)});
  CHECK(pack.Decide("яма").co_owners.empty());
}

}  // namespace
}  // namespace autorules
