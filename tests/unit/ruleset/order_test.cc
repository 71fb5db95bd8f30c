#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

using Names = std::vector<std::vector<std::string>>;

struct Ordered {
  Names stages, cycles;
  std::vector<std::vector<Attribute>> settles, knots;
};

Ordered Order(SmallPack pack) {
  auto& rules = pack.parts.rules;
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.name < b.name; });
  const auto names = [&](const std::vector<Id>& ids) {
    std::vector<std::string> list;
    for (const Id id : ids) list.push_back(rules[id].name);
    return list;
  };
  Ordered ordered;
  const auto result = OrderRules(rules);
  if (const auto* stages = std::get_if<std::vector<Stage>>(&result)) {
    for (const Stage& stage : *stages) {
      ordered.stages.push_back(names(stage.rules));
      ordered.settles.push_back(stage.settles);
    }
  } else {
    for (const OrderCycle& cycle : std::get<std::vector<OrderCycle>>(result)) {
      ordered.cycles.push_back(names(cycle.rules));
      ordered.knots.push_back(cycle.attributes);
    }
  }
  return ordered;
}

Condition HasTag(const char* tag) { return Test(Attribute::kTag, Op::kHas, {Value(std::string(tag))}); }
Condition Present(Attribute attribute) { return Test(attribute, Op::kPresent); }
Action Topic(Id id = 0) { return {Attribute::kTopic, id}; }

TEST_CASE("readers run after writers") {
  SmallPack pack;
  pack.Add("а читает тему", Is(Attribute::kTopic, Id{0}), {Set(Importance::kHigh)});
  pack.Add("б пишет тему", pack.Words({"яма"}), {Topic()});
  pack.Add("в читает важность", Is(Attribute::kImportance, Id{2}), {pack.Assign("зам")});
  pack.Add("г ничего не читает", Always(), {Tag("х")});
  const Ordered ordered = Order(pack);
  CHECK(ordered.stages == Names{{"б пишет тему", "г ничего не читает"}, {"а читает тему"}, {"в читает важность"}});
  CHECK(ordered.settles == std::vector<std::vector<Attribute>>{
                               {Attribute::kTopic, Attribute::kTag}, {Attribute::kImportance}, {Attribute::kOwner}});
}

TEST_CASE("holders read what they are found by") {
  struct Row {
    Holder holder;
    Action written_before;
    std::size_t stages;
  };
  const SmallPack names;
  const Row rows[] = {
      {Holder::kBlockByTopic, Topic(), 2},
      {Holder::kExecutorByTopic, Topic(), 2},
      {Holder::kCurator, Topic(), 2},
      {Holder::kSuperior, names.Assign("зам"), 2},
      {Holder::kCoordinator, Topic(), 1},
      {Holder::kTerritoryByAddress, Topic(), 1},
      {Holder::kTerritory, {Attribute::kTerritory, HolderRef{Holder::kUnit, names.UnitId("север")}}, 2},
  };
  for (const Row& row : rows) {
    SmallPack pack;
    pack.Add("а", Always(), {By(Attribute::kCoOwner, row.holder)});
    pack.Add("б", Always(), {row.written_before});
    INFO(static_cast<int>(row.holder));
    CHECK(Order(pack).stages.size() == row.stages);
  }
}

TEST_CASE("rules of a set run together") {
  SmallPack pack;
  pack.Add("а", pack.Words({"яма"}), {Tag("первая")}).set = "маршрут";
  pack.Add("б", Present(Attribute::kTopic), {Tag("вторая")}).set = "маршрут";
  pack.Add("в", Always(), {Topic()});
  CHECK(Order(pack).stages == Names{{"в"}, {"а", "б"}});
}

TEST_CASE("each literal tag is a node of its own") {
  SECTION("one tag may follow from another") {
    SmallPack pack;
    pack.Add("а", Compound(Op::kNot, {HasTag("срочно")}), {Tag("обычное")});
    pack.Add("б", pack.Words({"яма"}), {Tag("Срочно")});
    const Ordered ordered = Order(pack);
    CHECK(ordered.stages == Names{{"б"}, {"а"}});
    CHECK(ordered.settles == std::vector<std::vector<Attribute>>{{}, {Attribute::kTag}});
  }
  SECTION("but not from itself, whatever the case") {
    SmallPack pack;
    pack.Add("а", Compound(Op::kNot, {HasTag("срочно")}), {Tag("СРОЧНО")});
    CHECK(Order(pack).cycles == Names{{"а"}});
  }
  SECTION("a test for any tag reads all of them") {
    SmallPack pack;
    pack.Add("а", Test(Attribute::kTag, Op::kAbsent), {Set(Importance::kLow)});
    pack.Add("б", HasTag("срочно"), {Tag("второй")});
    pack.Add("в", Always(), {Tag("срочно")});
    CHECK(Order(pack).stages == Names{{"в"}, {"б"}, {"а"}});
  }
}

TEST_CASE("cycles name every rule in them and no other") {
  SECTION("a rule that reads what it writes") {
    SmallPack pack;
    pack.Add("сама", Compound(Op::kAll, {Is(Attribute::kTopic, Id{0})}), {Topic(1)});
    const Ordered ordered = Order(pack);
    CHECK(ordered.cycles == Names{{"сама"}});
    CHECK(ordered.knots == std::vector<std::vector<Attribute>>{{Attribute::kTopic}});
  }
  SECTION("a holder closes it too") {
    SmallPack pack;
    pack.Add("выше", Always(), {By(Attribute::kOwner, Holder::kSuperior)});
    CHECK(Order(pack).cycles == Names{{"выше"}});
  }
  SECTION("two cycles, and rules that only lead in or out") {
    SmallPack pack;
    pack.Add("а", Present(Attribute::kOwner), {Set(Importance::kHigh)});
    pack.Add("б", Is(Attribute::kImportance, Id{2}), {pack.Assign("зам")});
    pack.Add("в", Present(Attribute::kTopic), {Set(Attribute::kProcedure, Id{0})});
    pack.Add("г", Present(Attribute::kProcedure), {Topic()});
    pack.Add("до", Always(), {Topic()});
    pack.Add("после", Present(Attribute::kProcedure), {Tag("х")});
    const Ordered ordered = Order(pack);
    CHECK(ordered.cycles == Names{{"а", "б"}, {"в", "г"}});
  }
  SECTION("through a set: only its rules that take part") {
    SmallPack pack;
    pack.Add("а", Present(Attribute::kOwner), {Tag("х")}).set = "маршрут";
    pack.Add("б", Always(), {Set(Importance::kHigh)}).set = "маршрут";
    pack.Add("в", Always(), {Tag("у")}).set = "маршрут";
    pack.Add("г", Is(Attribute::kImportance, Id{2}), {pack.Assign("зам")});
    CHECK(Order(pack).cycles == Names{{"а", "б", "г"}});
  }
}

TEST_CASE("no rules, no stages") { CHECK(std::get<std::vector<Stage>>(OrderRules({})).empty()); }

TEST_CASE("a long chain does not need a deep stack") {
  // Each tag follows from the one before: one stage each.
  SmallPack pack;
  constexpr std::size_t kRules = 20000;
  for (std::size_t i = 0; i < kRules; ++i) {
    const auto tag = [](std::size_t n) { return std::to_string(1000000 + n); };
    pack.Add(tag(i), i == 0 ? Always() : HasTag(tag(i - 1).c_str()), {Tag(tag(i).c_str())});
  }
  CHECK(std::get<std::vector<Stage>>(OrderRules(pack.parts.rules)).size() == kRules);
}

}  // namespace
}  // namespace autorules
