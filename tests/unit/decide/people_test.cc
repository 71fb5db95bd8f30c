#include "engine/decide/holders.h"
#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

struct Post {
  const char* name;
  const char* deputy = "";
};

SmallPack WithVacant(std::initializer_list<Post> posts) {
  SmallPack pack;
  for (const Post& post : posts) {
    Unit& unit = pack.parts.units[pack.UnitId(post.name)];
    unit.vacant = true;
    if (*post.deputy != '\0') unit.deputy = pack.UnitId(post.deputy);
  }
  return pack;
}

TEST_CASE("a vacant unit answers as its deputy") {
  struct Row {
    const char* what;
    std::initializer_list<Post> vacant;
    HolderRef (*holder)(const SmallPack&);
    const char* expected;
  };
  const auto zam = [](const SmallPack& p) { return HolderRef{Holder::kUnit, p.UnitId("зам")}; };
  const auto curator = [](const SmallPack&) { return HolderRef{Holder::kCurator, kNone}; };
  const auto coordinator = [](const SmallPack&) { return HolderRef{Holder::kCoordinator, kNone}; };
  const auto executor = [](const SmallPack&) { return HolderRef{Holder::kExecutorByTopic, kNone}; };
  const auto block = [](const SmallPack&) { return HolderRef{Holder::kBlockByTopic, kNone}; };
  const auto territory = [](const SmallPack&) { return HolderRef{Holder::kTerritoryByAddress, kNone}; };
  const auto superior = [](const SmallPack&) { return HolderRef{Holder::kSuperior, kNone}; };
  const Row rows[] = {
      {"nobody is vacant", {}, zam, "зам"},
      {"no deputy", {{"зам"}}, zam, "-"},
      {"a deputy", {{"зам", "глава"}}, zam, "глава"},
      {"a deputy's deputy", {{"зам", "глава"}, {"глава", "начальник"}}, zam, "начальник"},
      {"a ring of deputies", {{"зам", "глава"}, {"глава", "зам"}}, zam, "-"},
      {"its own deputy", {{"зам", "зам"}}, zam, "-"},
      {"a curator", {{"глава", "зам"}}, curator, "зам"},
      {"a curator without a deputy", {{"глава"}}, curator, "-"},
      {"a coordinator", {{"соцсети", "зам"}}, coordinator, "зам"},
      {"an executor", {{"водоканал", "зам"}}, executor, "зам"},
      {"an executor without a deputy", {{"водоканал"}}, executor, "-"},
      {"a block", {{"блок_жкх", "зам"}}, block, "зам"},
      {"a territory", {{"центр", "север"}}, territory, "север"},
      {"a superior is skipped, deputy or not", {{"блок_жкх", "соцсети"}}, superior, "зам"},
      {"two superiors", {{"блок_жкх"}, {"зам"}}, superior, "глава"},
      {"all superiors: it stays", {{"блок_жкх"}, {"зам"}, {"глава"}}, superior, "водоканал"},
  };
  for (const Row& row : rows) {
    const SmallPack pack = WithVacant(row.vacant);
    const auto rules = pack.Freeze();
    Decision decision;
    decision.channel = pack.ChannelId("вк");
    decision.topic = pack.TopicId("вода");
    decision.owner = pack.UnitId("водоканал");
    decision.territory_by_address = pack.UnitId("центр");
    INFO(row.what);
    CHECK(pack.NameOfUnit(Holders(*rules).Resolve(row.holder(pack), decision)) == row.expected);
  }
}

TEST_CASE("coordinators who are there go before the deputies of those who are not") {
  SmallPack pack = WithVacant({{"начальник", "глава"}});
  pack.parts.units[pack.UnitId("начальник")].channels = {pack.ChannelId("инцидент")};
  Decision decision;
  decision.channel = pack.ChannelId("инцидент");
  const HolderRef coordinator{Holder::kCoordinator, kNone};
  CHECK(pack.NameOfUnit(Holders(*pack.Freeze()).Resolve(coordinator, decision)) == "соцсети");  // the second
  pack.parts.units[pack.UnitId("соцсети")].vacant = true;
  CHECK(pack.NameOfUnit(Holders(*pack.Freeze()).Resolve(coordinator, decision)) == "глава");
}

TEST_CASE("the last resort is somebody while there is anybody") {
  struct Row {
    const char* what;
    std::initializer_list<Post> vacant;
    const char* expected;
  };
  const Row rows[] = {
      {"the head", {}, "начальник"},
      {"the head's deputy", {{"начальник", "зам"}}, "зам"},
      {"else a curator", {{"начальник"}}, "глава"},
      {"else a role", {{"начальник"}, {"глава"}}, "зам"},
      {"else any unit", {{"начальник"}, {"глава"}, {"зам"}, {"соцсети"}}, "блок_дорог"},
      {"else the head all the same",
       {{"начальник"},
        {"глава"},
        {"зам"},
        {"соцсети"},
        {"блок_дорог"},
        {"блок_жкх"},
        {"водоканал"},
        {"центр"},
        {"север"}},
       "начальник"},
  };
  for (const Row& row : rows) {
    SmallPack pack = WithVacant(row.vacant);
    INFO(row.what);
    CHECK(pack.NameOfUnit(Holders(*pack.Freeze()).last_resorts().front()) == row.expected);
    // The default names the head: he resolves to the same.
    CHECK(pack.NameOfUnit(pack.Decide("яма").owner) == row.expected);
  }
}

TEST_CASE("a territory says where, vacant or not") {
  SmallPack pack = WithVacant({{"центр", "зам"}});
  pack.Add("а", Always(), {{Attribute::kTerritory, HolderRef{Holder::kUnit, pack.UnitId("центр")}}});
  CHECK(pack.NameOfUnit(pack.Decide("яма").territory) == "центр");
}

TEST_CASE("each person once") {
  SmallPack pack;
  for (const char* post : {"зам", "соцсети", "глава"}) pack.parts.units[pack.UnitId(post)].person = "п1";
  for (const char* post : {"центр", "север"}) pack.parts.units[pack.UnitId(post)].person = "п2";
  pack.parts.templates = {{"а", "А", {}, {}, {}}, {"б", "Б", {}, {}, {}}};
  const auto co_owner = [&](const char* unit) {
    return Action{Attribute::kCoOwner, HolderRef{Holder::kUnit, pack.UnitId(unit)}};
  };
  const auto notice = [&](const char* unit, Id letter) {
    return Action{Attribute::kNotice, Notice{{Holder::kUnit, pack.UnitId(unit)}, letter}};
  };
  pack.Add("1", Always(),
           {pack.Assign("зам"), co_owner("соцсети"), co_owner("центр"), co_owner("север"), co_owner("водоканал")});
  pack.Add("2", Always(),
           {notice("центр", 0), notice("север", 0), notice("север", 1), notice("север", kNone), notice("зам", 0)});
  const Decision decision = pack.Decide("яма");
  // `соцсети` is the owner himself; `север` comes before `центр`.
  CHECK(decision.co_owners == std::vector<Id>{pack.UnitId("водоканал"), pack.UnitId("север")});
  const Id zam = pack.UnitId("зам"), north = pack.UnitId("север");
  CHECK(decision.notices == std::vector<Notification>{{zam, 0}, {north, 0}, {north, 1}, {north, kNone}});
}

}  // namespace
}  // namespace autorules
