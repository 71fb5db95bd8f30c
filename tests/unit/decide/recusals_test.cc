// `нельзя направить`: whom a message is about owns no part of it (59-ФЗ, ст. 8 ч. 6).
#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

Action Recuse(const SmallPack& pack, std::string_view unit) {
  return {Attribute::kRecusal, HolderRef{Holder::kUnit, pack.UnitId(unit)}};
}

Action CoOwner(const SmallPack& pack, std::string_view unit) {
  return {Attribute::kCoOwner, HolderRef{Holder::kUnit, pack.UnitId(unit)}};
}

TEST_CASE("the recused, those below and the same person give way to the next rule") {
  struct Row {
    const char* recused;
    const char* owner;
  };
  const Row rows[] = {
      {"водоканал", "зам"},        // the unit itself
      {"блок_жкх", "зам"},         // who stands below it
      {"начальник", "водоканал"},  // neither above nor below
      {"соцсети", "зам"},          // the same person holds водоканал
      {"зам", "-"},                // both rules name somebody below or the unit itself: nobody
  };
  for (const Row& row : rows) {
    SmallPack pack;
    if (std::string(row.recused) == "соцсети") {
      for (const char* unit : {"соцсети", "водоканал"}) pack.parts.units[pack.UnitId(unit)].person = "один";
    }
    pack.Add("а", Always(), {pack.Assign("водоканал")}).priority = 1;
    pack.Add("б", Always(), {pack.Assign("зам")});
    pack.Add("я", Always(), {Recuse(pack, row.recused)});
    const Decision decision = pack.Decide("кран");
    INFO(row.recused);
    CHECK(decision.recusals == std::vector<Id>{pack.UnitId(row.recused)});
    if (std::string(row.owner) != "-") {
      CHECK(pack.NameOfUnit(decision.owner) == row.owner);
      CHECK_FALSE(decision.fallback);
    } else {
      CHECK(decision.fallback);
      CHECK(decision.fallback_reason == FallbackReason::kRecused);
      CHECK(decision.trace.overridden == std::vector<Overridden>{{0, Attribute::kOwner, kNone, false, true},
                                                                 {1, Attribute::kOwner, kNone, false, true}});
      CHECK(pack.NameOfUnit(decision.owner) == "начальник");  // the head, who is not below зам
    }
  }
}

TEST_CASE("co-owners are recused, those who are only told are not") {
  SmallPack pack;
  pack.Add("а", Always(),
           {pack.Assign("глава"),
            CoOwner(pack, "водоканал"),
            CoOwner(pack, "соцсети"),
            {Attribute::kNotice, Notice{{Holder::kUnit, pack.UnitId("водоканал")}, kNone}}});
  pack.Add("б", Always(), {Recuse(pack, "блок_жкх")});
  const Decision decision = pack.Decide("кран");
  CHECK(decision.co_owners == std::vector<Id>{pack.UnitId("соцсети")});
  CHECK(decision.notices.size() == 1);
  CHECK(decision.trace.overridden == std::vector<Overridden>{{0, Attribute::kCoOwner, kNone, false, true}});
}

TEST_CASE("what a rule recuses holds for its own owner, and a set goes on to its next rule") {
  SmallPack pack;
  pack.Add("а", Always(), {pack.Assign("водоканал"), Recuse(pack, "блок_жкх"), Tag("а")}).set = "маршрут";
  pack.parts.rules.back().priority = 1;
  pack.Add("б", Always(), {pack.Assign("водоканал"), Tag("б")}).set = "маршрут";
  const Decision decision = pack.Decide("кран");
  // The first yields as a whole, with what it recuses.
  CHECK(pack.NameOfUnit(decision.owner) == "водоканал");
  CHECK(decision.recusals.empty());
  CHECK(decision.tags == std::vector<std::string>{"б"});
  CHECK(decision.trace.overridden == std::vector<Overridden>{{0, Attribute::kOwner, kNone, false, true}});
}

TEST_CASE("a vacant post is recused, not whoever stands in for it") {
  SmallPack pack;
  Unit& vacant = pack.parts.units[pack.UnitId("соцсети")];
  vacant.vacant = true;
  vacant.deputy = pack.UnitId("зам");
  pack.Add("а", Always(), {pack.Assign("зам")});
  pack.Add("б", Always(), {Recuse(pack, "соцсети")});
  const Decision decision = pack.Decide("кран");
  CHECK(decision.recusals == std::vector<Id>{pack.UnitId("соцсети")});
  CHECK(pack.NameOfUnit(decision.owner) == "зам");
}

TEST_CASE("when everybody is recused the message still lies on a desk") {
  SmallPack pack;
  pack.Add("а", Always(), {pack.Assign("зам"), CoOwner(pack, "центр")});
  std::vector<Action> all;
  for (const Unit& unit : pack.parts.units) all.push_back(Recuse(pack, unit.name));
  pack.Add("б", Always(), all);
  const Decision decision = pack.Decide("кран");
  CHECK(decision.fallback_reason == FallbackReason::kRecused);
  CHECK(pack.NameOfUnit(decision.owner) == "начальник");
  CHECK(decision.co_owners.empty());
}

TEST_CASE("rules that recuse come before rules that name an owner") {
  SmallPack pack;
  pack.Add("а", Always(), {pack.Assign("зам"), Recuse(pack, "соцсети")});
  pack.Add("б", Always(), {pack.Assign("зам"), Recuse(pack, "глава")});
  // Each waits for the other.
  const auto order = OrderRules(pack.parts.rules, pack.parts.own);
  REQUIRE(std::holds_alternative<std::vector<OrderCycle>>(order));
  const auto& cycles = std::get<std::vector<OrderCycle>>(order);
  REQUIRE(cycles.size() == 1);
  CHECK(cycles[0].rules == std::vector<Id>{0, 1});
  CHECK(cycles[0].attributes == std::vector<Attribute>{Attribute::kRecusal});

  SmallPack reader;
  reader.Add("а", Test(Attribute::kOwner, Op::kPresent), {Recuse(reader, "соцсети")});
  reader.Add("б", Always(), {reader.Assign("зам")});
  CHECK(std::holds_alternative<std::vector<OrderCycle>>(OrderRules(reader.parts.rules, reader.parts.own)));
}

}  // namespace
}  // namespace autorules
