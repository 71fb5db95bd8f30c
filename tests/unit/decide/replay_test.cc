#include "tests/support/catch.h"
#include "tests/support/gen_rules.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

/// Asked although a decision is replayed.
class Refusing final : public WindowCounts {
 public:
  std::uint32_t Earlier(Attribute, const std::string&, std::optional<UnixSeconds>) override {
    FAIL("a window was asked");
    return 0;
  }
};

TEST_CASE("a decision replays from its inputs") {
  OwnPack pack;
  pack.parts.scripts = {{"помощь", "scripts/помощь.lua", R"(define('ф', function(text) return #text end)
    rule{name = "а", reads = {}, writes = {"tag", "owner"}, when = function() return true end,
         act = function() return {tag = "lua", owner = "зам"} end})"}};
  pack.parts.own.push_back({"я_ф", ValueType::kNumber, ScriptCall{0, "ф", {Attribute::kText}}, {}, {}});
  pack.Add("а", Always(), {}).script = ScriptedRule{0, 0, {}, {Attribute::kOwner, Attribute::kTag}};
  pack.Add("б", Test(pack.Own("я_ф"), Op::kGreater, {Value(3.0)}), {Tag("ф")});
  pack.Add("в", Test(pack.Own("похожих (тема) за 24 часа"), Op::kEqual, {Value(2.0)}), {Tag("похожи")});
  pack.Add("г", pack.Words({"яма"}), {Tag("ещё действует")}).to = CivilDate{2025, 6, 15};
  const auto rules = pack.Freeze();
  Decider decider(std::make_shared<const RuleIndex>(rules));
  StreamWindows windows;
  Message message;
  message.text = "яма";
  windows.Add(*rules, message, decider.Decide(message, {kTestDay.today, &windows}));
  const Decision decision = decider.Decide(message, {kTestDay.today, &windows});
  REQUIRE(decision.tags == std::vector<std::string>{"lua", "ещё действует", "похожи", "ф"});
  REQUIRE(decision.inputs.today == kTestDay.today);

  Refusing refusing;
  const CivilDate later{2030, 1, 1};
  CHECK(decider.Decide(message, {later, &refusing, &decision.inputs}) == decision);

  // What is recorded counts, not what the script would say today.
  DecisionInputs changed = decision.inputs;
  changed.functions.at(0).value = Value(1.0);
  changed.windows.at(0).count = 7;
  changed.rules.at(0).fired = false;
  CHECK(decider.Decide(message, {later, &refusing, &changed}).tags == std::vector<std::string>{"ещё действует"});
}

TEST_CASE("random decisions replay") {
  constexpr std::uint64_t kSeed = 20260113;
  RuleGen gen(kSeed);
  std::size_t asked = 0;
  for (int pack = 0; pack < 60; ++pack) {
    const RuleSetParts parts = gen.Parts();
    const auto rules = RuleSet::Freeze(parts);
    Decider decider(std::make_shared<const RuleIndex>(rules));
    StreamWindows windows;
    Refusing refusing;
    for (int i = 0; i < 40; ++i) {
      const Message message = gen.AMessage(parts);
      const Decision decision = decider.Decide(message, {{2025, 6, 15}, &windows});
      windows.Add(*rules, message, decision);
      asked += decision.inputs.windows.size();
      INFO("seed " << kSeed << " pack " << pack << " message " << i);
      REQUIRE(decider.Decide(message, {{2030, 1, 1}, &refusing, &decision.inputs}) == decision);
    }
  }
  CHECK(asked > 200);
}

}  // namespace
}  // namespace autorules
