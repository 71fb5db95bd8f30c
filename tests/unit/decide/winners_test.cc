#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

std::vector<std::string> Fired(const SmallPack& pack, const Decision& decision) {
  std::vector<std::string> names;
  const auto rules = pack.Freeze();
  for (const FiredRule& fired : decision.trace.fired) names.push_back(rules->rules()[fired.rule].name);
  return names;
}

using Names = std::vector<std::string>;

TEST_CASE("the strongest value wins") {
  struct Row {
    const char* what;
    Layer layer_a;
    int priority_a;
    Layer layer_b;
    int priority_b;
    const char* owner;
    bool clash;
  };
  const Row rows[] = {
      {"priority", Layer::kPack, 1, Layer::kPack, 2, "глава", false},
      {"layer before priority", Layer::kPack, 1, Layer::kModule, 2, "зам", false},
      {"a module before the standard library", Layer::kStandard, 9, Layer::kModule, -1, "глава", false},
      {"the name at last, which is a clash", Layer::kPack, 5, Layer::kPack, 5, "зам", true},
  };
  for (const Row& row : rows) {
    for (const bool reversed : {false, true}) {
      SmallPack pack;
      const auto add = [&](bool first) {
        Rule& rule = first ? pack.Add("а", pack.Words({"яма"}), {pack.Assign("зам")})
                           : pack.Add("б", Is(Attribute::kChannel, Id{0}), {pack.Assign("глава")});
        rule.layer = first ? row.layer_a : row.layer_b;
        rule.priority = first ? row.priority_a : row.priority_b;
      };
      add(!reversed);
      add(reversed);
      const Decision decision = pack.Decide("яма");
      INFO(row.what);
      CHECK(pack.NameOfUnit(decision.owner) == row.owner);
      const bool a_won = std::string(row.owner) == "зам";
      CHECK(decision.trace.overridden ==
            std::vector<Overridden>{{a_won ? 1U : 0U, Attribute::kOwner, a_won ? 0U : 1U, row.clash}});
      CHECK(Fired(pack, decision) == Names{"а", "б"});
    }
  }
}

TEST_CASE("rules that agree do not override each other") {
  SmallPack pack;
  pack.Add("а", Always(), {pack.Assign("блок_дорог")});
  pack.Add("б", Always(), {By(Attribute::kOwner, Holder::kBlockByTopic)});
  const Decision decision = pack.Decide("яма на дороге");
  CHECK(pack.NameOfUnit(decision.owner) == "блок_дорог");
  CHECK(decision.trace.overridden.empty());
}

TEST_CASE("attributes are won one by one, lists collect") {
  SmallPack pack;
  pack.Add("а", Always(),
           {pack.Assign("зам"), Set(Importance::kLow), Tag("я"), By(Attribute::kCoOwner, Holder::kCoordinator)});
  pack.Add("б", Always(), {Set(Importance::kHigh), Tag("а"), Tag("я"), By(Attribute::kCoOwner, Holder::kCurator)})
      .priority = 1;
  const Decision decision = pack.Decide("яма");
  CHECK(pack.NameOfUnit(decision.owner) == "зам");
  CHECK(decision.importance == Importance::kHigh);
  CHECK(decision.tags == Names{"а", "я"});
  CHECK(decision.co_owners == std::vector<Id>{pack.UnitId("глава"), pack.UnitId("соцсети")});
}

TEST_CASE("of a set only the strongest true rule acts, as a whole") {
  SmallPack pack;
  pack.Add("а", pack.Words({"яма"}), {Tag("а"), Set(Importance::kLow)}).set = "маршрут";
  pack.Add("б", pack.Words({"яма"}), {pack.Assign("зам")}).set = "маршрут";
  Rule& strong = pack.Add("в", pack.Words({"снег"}), {pack.Assign("глава")});
  strong.set = "маршрут";
  strong.priority = 5;
  pack.Add("г", Always(), {Tag("вне набора")});

  const Decision one = pack.Decide("яма");
  CHECK(Fired(pack, one) == Names{"а", "г"});
  CHECK(one.trace.overridden == std::vector<Overridden>{{1, Attribute::kOwner, 0, false}});
  CHECK(one.fallback);

  const Decision other = pack.Decide("яма под снегом");
  CHECK(Fired(pack, other) == Names{"в", "г"});
  CHECK(other.tags == Names{"вне набора"});
  CHECK(other.importance == Importance::kNormal);
  CHECK(other.trace.overridden ==
        std::vector<Overridden>{{0, Attribute::kTag, 2, false}, {1, Attribute::kOwner, 2, false}});
}

TEST_CASE("a rule of a set whose owner is nobody yields as a whole") {
  SmallPack pack;
  Rule& strong = pack.Add("а", Always(), {Tag("а"), By(Attribute::kOwner, Holder::kExecutorByTopic)});
  strong.set = "маршрут";
  strong.priority = 5;
  pack.Add("б", Always(), {Tag("б"), pack.Assign("зам")}).set = "маршрут";

  const Decision nobody = pack.Decide("мусор");
  CHECK(Fired(pack, nobody) == Names{"б"});
  CHECK(nobody.tags == Names{"б"});
  CHECK(nobody.trace.overridden == std::vector<Overridden>{{0, Attribute::kOwner, kNone, false}});

  const Decision somebody = pack.Decide("горячая вода в доме");
  CHECK(pack.NameOfUnit(somebody.owner) == "водоканал");
  CHECK(somebody.tags == Names{"а"});
}

TEST_CASE("a rule on its own whose owner is nobody does the rest") {
  SmallPack pack;
  pack.Add("а", Always(), {By(Attribute::kOwner, Holder::kExecutorByTopic), Tag("а")}).priority = 5;
  pack.Add("б", Always(), {pack.Assign("зам")});
  const Decision decision = pack.Decide("мусор");
  CHECK(pack.NameOfUnit(decision.owner) == "зам");
  CHECK(decision.tags == Names{"а"});
  CHECK(Fired(pack, decision) == Names{"а", "б"});
  CHECK(decision.trace.overridden == std::vector<Overridden>{{0, Attribute::kOwner, kNone, false}});
}

TEST_CASE("a rule sees what rules before it decided") {
  SmallPack pack;
  pack.Add("а", Is(Attribute::kTopic, pack.TopicId("вода")), {Tag("вода")});
  pack.Add("б", pack.Words({"кран"}), {Set(Attribute::kTopic, pack.TopicId("вода"))});
  pack.Add("в", Test(Attribute::kTag, Op::kHas, {Value(std::string("вода"))}),
           {By(Attribute::kOwner, Holder::kExecutorByTopic)});
  const Decision decision = pack.Decide("кран на дороге");
  CHECK(pack.NameOfTopic(decision.topic_by_words) == "дороги");
  CHECK(pack.NameOfTopic(decision.topic) == "вода");
  CHECK(pack.NameOfUnit(decision.owner) == "водоканал");
}

TEST_CASE("a rule is valid from its first day to its last") {
  struct Row {
    const char* what;
    std::optional<CivilDate> from, to;
    std::optional<UnixSeconds> received;
    bool valid;
  };
  constexpr CivilDate kDay{2026, 1, 13};
  constexpr UnixSeconds kFirst = 1768244400;         // 2026-01-13T00:00 in Yekaterinburg, still the 12th in UTC
  constexpr UnixSeconds kLast = kFirst + 86400 - 1;  // 23:59:59
  const Row rows[] = {
      {"no bounds", {}, {}, kFirst, true},
      {"its first second", kDay, {}, kFirst, true},
      {"the second before", kDay, {}, kFirst - 1, false},
      {"its last second", {}, kDay, kLast, true},
      {"the second after", {}, kDay, kLast + 1, false},
      {"one day", kDay, kDay, kFirst + 3600, true},
      {"no arrival: the day of the run", CivilDate{2025, 6, 15}, CivilDate{2025, 6, 15}, {}, true},
      {"no arrival: not yet", CivilDate{2025, 6, 16}, {}, {}, false},
  };
  for (const Row& row : rows) {
    SmallPack pack;
    Rule& rule = pack.Add("а", pack.Words({"яма"}), {Tag("а")});
    rule.from = row.from;
    rule.to = row.to;
    Message message;
    message.text = "яма";
    message.received_at = row.received;
    const Decision decision = pack.Decide(message);
    INFO(row.what);
    CHECK(decision.tags.empty() != row.valid);
  }
}

TEST_CASE("near misses") {
  SmallPack pack;
  const Condition yama = pack.Words({"яма"});
  const Condition rich = Test(Attribute::kAuthorFollowers, Op::kGreater, {Value(10.0)});
  const Condition pos = Is(Attribute::kChannel, pack.ChannelId("пос"));
  pack.Add("0 одно ложно", Compound(Op::kAll, {pos, yama}), {Tag("а")});
  pack.Add("1 одно неизвестно", Compound(Op::kAll, {yama, rich}), {Tag("а")});
  pack.Add("2 два не верны", Compound(Op::kAll, {yama, rich, pos}), {Tag("а")});
  pack.Add("3 ведущее ложно", Compound(Op::kAll, {pack.Words({"снег"}), Is(Attribute::kChannel, Id{0})}), {Tag("а")});
  pack.Add("4 без ведущего", Compound(Op::kAll, {rich}), {Tag("а")});
  pack.Add("5 не действует", Compound(Op::kAll, {pos, yama}), {Tag("а")}).to = CivilDate{2020, 1, 1};
  const Decision decision = pack.Decide("яма");
  CHECK(decision.trace.fired.empty());
  CHECK(decision.trace.almost == std::vector<NearMiss>{{0, 0, false}, {1, 1, true}});
}

TEST_CASE("a fired rule shows its words where they stand") {
  SmallPack pack;
  pack.Add("а",
           Compound(Op::kAny, {pack.Words({"яма", "снег", "мусор"}), Compound(Op::kNot, {pack.Words({"дорога"})})}),
           {Tag("а")});
  const std::string text = "Снег, яма, дорога";
  const Decision decision = pack.Decide(text);
  REQUIRE(decision.trace.fired.size() == 1);
  std::vector<std::string> words;
  for (const WordHit& hit : decision.trace.fired[0].words) words.push_back(text.substr(hit.begin, hit.end - hit.begin));
  std::sort(words.begin(), words.end());
  CHECK(words == Names{"Снег", "яма"});
}

}  // namespace
}  // namespace autorules
