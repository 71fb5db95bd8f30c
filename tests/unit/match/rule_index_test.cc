#include "engine/match/rule_index.h"

#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

TEST_CASE("the leading clause") {
  SmallPack pack;
  const Condition words = pack.Words({"яма"});
  const Condition channel = Is(Attribute::kChannel, Id{0});
  const Condition category = Is(Attribute::kCategory, Value(std::string("дороги")));
  const Condition followers = Test(Attribute::kAuthorFollowers, Op::kGreater, {Value(1.0)});
  const auto negated = [](const Condition& c) { return Compound(Op::kNot, {c}); };
  struct Row {
    const char* what;
    Condition when;
    std::optional<std::uint32_t> expected;
  };
  const Row rows[] = {
      {"nothing", Always(), std::nullopt},
      {"words before all", Compound(Op::kAll, {followers, channel, words, pack.Words({"снег"})}), 2},
      {"all the words", Compound(Op::kAll, {channel, pack.AllWords({"яма", "снег"})}), 1},
      {"then a channel", Compound(Op::kAll, {followers, category, channel}), 2},
      {"then a text field", Compound(Op::kAll, {followers, category}), 1},
      {"among", Compound(Op::kAll, {Test(Attribute::kTopic, Op::kOneOf, {Value(Id{0}), Value(Id{1})})}), 0},
      {"within", Compound(Op::kAll, {Test(Attribute::kTopic, Op::kWithin, {Value(Id{0})})}), 0},
      {"one clause without `и`", words, 0},
      {"not a negated one", Compound(Op::kAll, {negated(words), negated(channel)}), std::nullopt},
      {"not one of several", Compound(Op::kAny, {words, channel}), std::nullopt},
      {"not a test for presence",
       Compound(Op::kAll, {Test(Attribute::kTopic, Op::kPresent), Test(Attribute::kChannel, Op::kAbsent)}),
       std::nullopt},
      {"not words of another field", pack.Words({"яма"}, Attribute::kAddress), std::nullopt},
      {"not the text as a whole", Is(Attribute::kText, Value(std::string("яма"))), std::nullopt},
      {"not all of no words", pack.AllWords({}), std::nullopt},
      {"not a number or flag", Compound(Op::kAll, {followers, Is(Attribute::kFz59, Value(true))}), std::nullopt},
  };
  for (const Row& row : rows) {
    Rule rule;
    rule.when = row.when;
    INFO(row.what);
    CHECK(LeadingClause(rule, pack.parts) == row.expected);
  }
}

TEST_CASE("own attributes may lead, unless they must be asked for") {
  OwnPack pack;
  pack.parts.scripts = {{"помощь", "scripts/помощь.lua", ""}};
  pack.parts.own.push_back({"я_район", ValueType::kTopic, ScriptCall{0, "район", {}}, {}, {}});
  const auto is = [&](const char* name, Value value) { return Is(pack.Own(name), std::move(value)); };
  struct Row {
    const char* what;
    Condition clause;
    bool leads;
  };
  const Row rows[] = {
      {"an option", is("дом", Id{0}), true},
      {"a unit", Test(pack.Own("дежурный"), Op::kOneOf, {Value(Id{0}), Value(Id{1})}), true},
      {"a text", is("примета", Value(std::string("у дома"))), true},
      {"words of a text", pack.Words({"яма"}, pack.Own("примета")), false},
      {"a number", is("этаж", Value(5.0)), false},
      {"a window", is("похожих (тема) за 24 часа", Value(1.0)), false},
      {"a script function", is("я_район", Id{0}), false},
  };
  for (const Row& row : rows) {
    Rule rule;
    rule.when = row.clause;
    INFO(row.what);
    CHECK(LeadingClause(rule, pack.parts).has_value() == row.leads);
  }
}

std::vector<Id> List(std::span<const Id> ids) { return {ids.begin(), ids.end()}; }

TEST_CASE("look-ups") {
  SmallPack pack;
  pack.Add("0 всегда", Always(), {Tag("а")});
  pack.Add("1 слова", pack.Words({"яма", "яма", "труба"}), {Tag("а")});
  pack.Add("2 все слова", pack.AllWords({"яма", "горячая вода"}), {Tag("а")});
  pack.Add("3 канал", Test(Attribute::kChannel, Op::kOneOf, {Value(Id{0}), Value(Id{0}), Value(Id{2})}), {Tag("а")});
  pack.Add("4 ниже жкх", Test(Attribute::kTopicByWords, Op::kWithin, {Value(pack.TopicId("жкх"))}), {Tag("а")});
  pack.Add("5 категория",
           Test(Attribute::kCategory, Op::kOneOf, {Value(std::string("дороги")), Value(std::string("жкх"))}),
           {Tag("а")});
  pack.Add("6 потом", Test(Attribute::kTag, Op::kPresent), {Set(Importance::kHigh)});
  const auto rules = pack.Freeze();
  const RuleIndex index(rules);
  const auto pattern = [&](const char* literal) {
    const auto& all = rules->patterns().patterns();
    return static_cast<PatternId>(std::find(all.begin(), all.end(), ParsePattern(literal).value()) - all.begin());
  };
  REQUIRE(rules->stages().size() == 2);
  CHECK(List(index.Always(0)) == std::vector<Id>{0});
  CHECK(List(index.Always(1)) == std::vector<Id>{6});
  CHECK(index.HasWords(0));
  CHECK_FALSE(index.HasWords(1));
  CHECK(List(index.ByPattern(0, pattern("яма"))) == std::vector<Id>{1});
  CHECK(List(index.ByPattern(0, pattern("горячая вода"))) == std::vector<Id>{2});  // the rarer of the two
  CHECK(List(index.ByPattern(0, pattern("мусор"))).empty());
  CHECK(List(index.ByPattern(1, pattern("яма"))).empty());
  CHECK(std::vector<Attribute>(index.Keys(0).begin(), index.Keys(0).end()) ==
        std::vector<Attribute>{Attribute::kChannel, Attribute::kCategory, Attribute::kTopicByWords});
  CHECK(List(index.ByValue(0, Attribute::kChannel, Id{0})) == std::vector<Id>{3});
  CHECK(List(index.ByValue(0, Attribute::kChannel, Id{1})).empty());
  CHECK(List(index.ByValue(0, Attribute::kChannel, kNone)).empty());
  CHECK(List(index.ByValue(0, Attribute::kTopicByWords, pack.TopicId("вода"))) == std::vector<Id>{4});
  CHECK(List(index.ByValue(0, Attribute::kTopicByWords, pack.TopicId("дороги"))).empty());
  CHECK(List(index.ByValue(0, Attribute::kCategory, "жкх")) == std::vector<Id>{5});
  CHECK(List(index.ByValue(0, Attribute::kCategory, "")).empty());
  CHECK(List(index.ByValue(1, Attribute::kCategory, "жкх")).empty());
}

TEST_CASE("weights are exact to the millionth") {
  CHECK(Millionths(0.7) + Millionths(0.1) == Millionths(0.8));
  CHECK(Millionths(-3) == -3000000);
  CHECK(Millionths(1e300) == Millionths(1e9));
}

}  // namespace
}  // namespace autorules
