#include "tests/support/catch.h"
#include "tests/support/small_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

void AddClock(RuleSetParts* parts) {
  Procedure& procedure = parts->procedures.front();
  procedure.states = {"ждёт"};
  procedure.start = "ждёт";
  Clock& clock = procedure.clocks.emplace_back();
  clock.name = "ответ";
  clock.from = "ждёт";
  clock.duration = {30, DurationUnit::kDays, false};
}

SmallPack Sample() {
  SmallPack pack;
  Rule& rule =
      pack.Add("Ямы — \"дорожникам\"",
               Compound(Op::kAll, {pack.Words({"яма", "выбоин*"}), Is(Attribute::kChannel, pack.ChannelId("вк")),
                                   Test(Attribute::kAuthorFollowers, Op::kGreaterEqual, {Value(0.1)})}),
               {By(Attribute::kOwner, Holder::kBlockByTopic), Tag("срочно")});
  rule.from = CivilDate{2024, 1, 1};
  rule.set = "маршрут";
  rule.basis = {"п. 2.2", true};
  pack.parts.addresses = {{"Мира", "улица", "1-5", pack.UnitId("центр")}, {"Ленина", "", "", pack.UnitId("север")}};
  Example& example = pack.parts.examples.emplace_back();
  example.name = "Яма";
  example.givens = {{Attribute::kText, Value(std::string("яма"))}};
  example.received = 1768212000;
  example.expected = Compound(Op::kAll, {Is(Attribute::kOwner, pack.UnitId("зам"))});
  return pack;
}

TEST_CASE("what a dump looks like") {
  const std::string dump = Dump(Sample().parts);
  const char* expected[] = {
      "municipality proba \"Пробный район\" oktmo=\"57701000\" zone=\"Asia/Yekaterinburg\"\n  default owner = "
      "начальник\n",
      "policy threshold=2 margin=1 by_length=false\n",
      "channel вк \"вк\" codes=[\"вк\"]\n",
      "topic дороги_ямы \"\" parent=дороги base=0\n",
      "topic угроза \"\" parent=- base=0 left_to_person\n",
      "unit водоканал \"\" kind=executor role=- superior=блок_жкх\n  topics [вода]\n",
      "  reserve [инцидент]\n",
      "address север \"Ленина\" \"\" \"\"\naddress центр \"Мира\" \"улица\" \"1-5\"\n",
      "rule \"Ямы — \\\"дорожникам\\\"\" module=\"\" layer=pack priority=0 set=\"маршрут\" assumed=\"п. 2.2\"\n"
      "  from 2024-01-01\n",
      "channel = [вк], author.followers >= [0.1])\n  do owner = @block_by_topic\n  do tag = \"срочно\"\n",
      "example \"Яма\"\n  given text = \"яма\"\n  received 1768212000\n  expected all(owner = [зам])\n",
  };
  for (const char* part : expected) {
    INFO(part << "\nin\n" << dump);
    CHECK(dump.find(part) != std::string::npos);
  }
}

TEST_CASE("what does not change the revision") {
  const std::string revision = Sample().Freeze()->revision();
  CHECK(revision.size() == 16);
  CHECK(revision.find_first_not_of("0123456789abcdef") == std::string::npos);
  struct Row {
    const char* what;
    void (*change)(RuleSetParts*);
  };
  const Row rows[] = {
      {"places",
       [](RuleSetParts* p) {
         p->rules[0].place = {"x.rules", 7};
       }},
      {"spans and wording of conditions",
       [](RuleSetParts* p) {
         p->rules[0].when.children[0].span = {1, 2, 3};
         p->rules[0].when.children[0].text = "текст содержит …";
       }},
      {"literals of topic words", [](RuleSetParts* p) { p->topics[0].patterns[0].literal = "ВОДА"; }},
      {"a repeated pattern",
       [](RuleSetParts* p) {
         p->patterns.push_back(p->patterns[p->rules[0].when.children[0].patterns[0]]);
         p->rules[0].when.children[0].patterns[0] = static_cast<PatternId>(p->patterns.size() - 1);
       }},
      {"order of address rows", [](RuleSetParts* p) { std::swap(p->addresses[0], p->addresses[1]); }},
  };
  for (const Row& row : rows) {
    SmallPack pack = Sample();
    row.change(&pack.parts);
    INFO(row.what);
    CHECK(pack.Freeze()->revision() == revision);
  }
}

TEST_CASE("what changes the revision") {
  const std::string revision = Sample().Freeze()->revision();
  struct Row {
    const char* what;
    void (*change)(RuleSetParts*);
  };
  const Row rows[] = {
      {"a weight", [](RuleSetParts* p) { p->topics[0].patterns[0].weight += 0.001; }},
      {"a priority", [](RuleSetParts* p) { p->rules[0].priority = 1; }},
      {"a layer", [](RuleSetParts* p) { p->rules[0].layer = Layer::kStandard; }},
      {"a day",
       [](RuleSetParts* p) {
         p->rules[0].to = CivilDate{2027, 1, 1};
       }},
      {"a basis", [](RuleSetParts* p) { p->rules[0].basis.assumed = false; }},
      {"the threshold", [](RuleSetParts* p) { p->policy.threshold = 3; }},
      {"the zone", [](RuleSetParts* p) { p->municipality.zone = "Europe/Moscow"; }},
      {"a default", [](RuleSetParts* p) { p->municipality.defaults.push_back(Set(Importance::kHigh)); }},
      {"an operator", [](RuleSetParts* p) { p->rules[0].when.children[0].op = Op::kContainsAll; }},
      {"a house", [](RuleSetParts* p) { p->addresses[0].houses = "1-7"; }},
      {"an example", [](RuleSetParts* p) { p->examples[0].received.reset(); }},
      {"a step of an example", [](RuleSetParts* p) { p->examples[0].steps.emplace_back().what = ExampleRating{5}; }},
      {"a clock", AddClock},
      {"an escalation", [](RuleSetParts* p) { p->escalations.emplace_back().name = "обычная"; }},
  };
  for (const Row& row : rows) {
    SmallPack pack = Sample();
    row.change(&pack.parts);
    INFO(row.what);
    CHECK(pack.Freeze()->revision() != revision);
  }
}

TEST_CASE("freezing what was frozen changes nothing") {
  const auto once = Sample().Freeze();
  const auto twice = RuleSet::Freeze(once->parts());
  CHECK(twice->revision() == once->revision());
  CHECK(Dump(twice->parts()) == Dump(once->parts()));
}

TEST_CASE("tags that differ in case get one spelling") {
  SmallPack pack;
  pack.Add("а", Always(), {Tag("срочно")});
  pack.Add("б", Always(), {Tag("Срочно")});
  CHECK(pack.Decide("любой").tags == std::vector<std::string>{"Срочно"});
}

}  // namespace
}  // namespace autorules
