#include "engine/base/limits.h"
#include "tests/support/catch.h"
#include "tests/support/own_pack.h"

namespace autorules {
namespace {

using namespace testing;  // NOLINT: the vocabulary of conditions

/// The district with a script `помощь`, functions of it and rules in it.
struct ScriptPack : OwnPack {
  explicit ScriptPack(std::string text) { parts.scripts = {{"помощь", "scripts/помощь.lua", std::move(text)}}; }

  /// `я_…`: after all other own attributes, so that their ids stay.
  Attribute Function(const char* name, ValueType type, std::vector<Attribute> arguments) {
    parts.own.push_back({std::string("я_") + name, type, ScriptCall{0, name, std::move(arguments)}, {}, {}});
    return OwnAttribute(parts.own.size() - 1);
  }

  Rule& InLua(const char* name, std::uint32_t index, std::vector<Attribute> reads, std::vector<Attribute> writes) {
    Rule& rule = Add(name, Always(), {});
    std::sort(reads.begin(), reads.end());
    std::sort(writes.begin(), writes.end());
    rule.script = ScriptedRule{0, index, std::move(reads), std::move(writes)};
    return rule;
  }
};

Message AMessage() {
  Message message;
  message.channel = "вк";
  message.text = "Яма, улица Мира";
  message.received_at = ParseMoment("2026-01-12 10:00", "Asia/Yekaterinburg");
  message.author_followers = 12;
  message.fast_track = true;
  message.fields = {{"этаж", "5"}, {"дом", "елка"}, {"дата", "2026-02-01"}, {"примета", "У Ёлки"}};
  return message;
}

TEST_CASE("what a function is given") {
  const OwnPack names;
  using A = Attribute;
  struct Row {
    const char* what;
    Attribute argument;
    const char* expected;
  };
  const Row rows[] = {
      {"a text as in the message", A::kText, "string Яма, улица Мира"},
      {"an own text", names.Own("примета"), "string У Ёлки"},
      {"a text that is not there", A::kFact, "string "},
      {"a number", A::kAuthorFollowers, "number 12"},
      {"a flag", A::kFastTrack, "boolean true"},
      {"the day of arrival", A::kReceived, "string 2026-01-12"},
      {"a day", names.Own("дата"), "string 2026-02-01"},
      {"a topic", A::kTopic, "string дороги_ямы"},
      {"an importance", A::kImportance, "string обычная"},
      {"an option", names.Own("дом"), "string Ёлка"},
      {"a list", A::kTag, "list а,б"},
      {"units", A::kCoOwner, "list глава,зам"},
      {"an empty list", A::kReply, "list "},
      {"absent", A::kTerritory, "nil nil"},
      {"an absent field", names.Own("номер"), "nil nil"},
  };
  for (const Row& row : rows) {
    ScriptPack pack(R"(define("вид", function(v)
      if type(v) == "table" then return "list " .. table.concat(v, ",") end
      return type(v) .. " " .. tostring(v)
    end))");
    const Attribute function = pack.Function("вид", ValueType::kText, {row.argument});
    pack.Add("а", Always(), {Tag("б"), Tag("а"), {A::kCoOwner, HolderRef{Holder::kUnit, pack.UnitId("глава")}}});
    pack.Add("б", Always(), {{A::kCoOwner, HolderRef{Holder::kUnit, pack.UnitId("зам")}}});
    pack.Add("г", Always(), {{pack.Own("заметка"), ValueOf{function}}});
    const Decision decision = pack.Decide(AMessage());
    INFO(row.what);
    REQUIRE(decision.inputs.functions.size() == 1);
    const std::string value = std::get<std::string>(decision.inputs.functions[0].value.value_or(Value("-")));
    CHECK(value == row.expected);
  }
}

TEST_CASE("what a function gives back") {
  struct Row {
    const char* code;
    ValueType type;
    std::vector<Attribute> arguments;
    std::optional<Value> value;
    const char* reason;  ///< of a failure, a part of it
  };
  const OwnPack names;
  using A = Attribute;
  const Row rows[] = {
      {"'Текст'", ValueType::kText, {}, Value(std::string("Текст")), ""},
      {"2.5", ValueType::kNumber, {}, Value(2.5), ""},
      {"true", ValueType::kFlag, {}, Value(true), ""},
      {"'2026-01-12'", ValueType::kDate, {}, Value(CivilDate{2026, 1, 12}), ""},
      {"'Вода'", ValueType::kTopic, {}, Value(names.TopicId("вода")), ""},
      {"'центр'", ValueType::kTerritory, {}, Value(names.UnitId("центр")), ""},
      {"'зам'", ValueType::kUnit, {}, Value(names.UnitId("зам")), ""},
      {"'координатор'", ValueType::kUnit, {}, Value(names.UnitId("соцсети")), ""},
      {"'Coordinator'", ValueType::kUnit, {}, Value(names.UnitId("соцсети")), ""},
      {"'исполнитель_по_теме'", ValueType::kUnit, {A::kTopic}, {}, ""},  // nobody
      {"'высокая'", ValueType::kImportance, {}, Value(static_cast<Id>(Importance::kHigh)), ""},
      {"nil", ValueType::kTopic, {}, {}, ""},
      {"'неведомо'", ValueType::kTopic, {}, {}, "неведомо"},
      {"'зам'", ValueType::kTerritory, {}, {}, "зам"},
      {"5", ValueType::kText, {}, {}, "5"},
      {"'5'", ValueType::kNumber, {}, {}, "5"},
      {"1", ValueType::kFlag, {}, {}, "1"},
      {"'12.01.2026'", ValueType::kDate, {}, {}, "12.01.2026"},
      {"{'а'}", ValueType::kText, {}, {}, "а"},
      {"'вышестоящий'", ValueType::kUnit, {}, {}, "вышестоящий"},  // found by what is not settled yet
      {"error('плохо')", ValueType::kText, {}, {}, "плохо"},
  };
  for (const Row& row : rows) {
    ScriptPack pack(std::string("define('ф', function() return ") + row.code + " end)");
    const Attribute function = pack.Function("ф", row.type, row.arguments);
    pack.Add("а", Test(function, Op::kPresent), {Tag("есть")});
    pack.Add("б", Compound(Op::kNot, {Is(function, Value(99.0))}), {Tag("сравнимо")});
    const Decision decision = pack.Decide(AMessage());
    INFO(row.code);
    REQUIRE(decision.inputs.functions.size() == 1);
    const FunctionResult& result = decision.inputs.functions[0];
    CHECK(result.value == row.value);
    const bool failed = *row.reason != '\0';
    CHECK(result.outcome == (failed ? ScriptOutcome::kError : ScriptOutcome::kDone));
    CHECK(result.reason.find(row.reason) != std::string::npos);
    CHECK(result.reason.empty() != failed);
    CHECK(decision.script_failed == failed);
    // A text is never absent, only empty.
    const bool comparable = row.value.has_value() || row.type == ValueType::kText;
    CHECK(decision.tags == (row.value    ? std::vector<std::string>{"есть", "сравнимо"}
                            : comparable ? std::vector<std::string>{"сравнимо"}
                                         : std::vector<std::string>{}));
  }
}

TEST_CASE("how a function is stopped") {
  struct Row {
    const char* code;
    ScriptOutcome outcome;
  };
  const Row rows[] = {{"while true do end", ScriptOutcome::kInstructions},
                      {"string.rep('я', 1 << 20)", ScriptOutcome::kMemory},
                      {"os.exit()", ScriptOutcome::kBlocked}};
  for (const Row& row : rows) {
    ScriptPack pack(std::string("define('ф', function() ") + row.code + " end)");
    pack.Add("а", Test(pack.Function("ф", ValueType::kText, {}), Op::kPresent), {Tag("есть")});
    const Decision decision = pack.Decide("яма");
    INFO(row.code);
    REQUIRE(decision.inputs.functions.size() == 1);
    CHECK(decision.inputs.functions[0].outcome == row.outcome);
    CHECK(decision.script_failed);
  }
}

TEST_CASE("a rule in Lua") {
  ScriptPack pack(R"(rule{name = "а", reads = {"topic", "author.followers"},
    writes = {"owner", "tag", "topic", "уведомить", "объединение", "этаж"},
    when = function(m) return m["тема"] == "дороги_ямы" and m.author_followers > 10 end,
    act = function(m) return {owner = "координатор", ["метка"] = {"в", "г"}, ["уведомить"] = "зам",
                              merge = {"topic", "канал"}, ["этаж"] = 7} end})");
  pack.InLua("а", 0, {Attribute::kTopicByWords, Attribute::kTopic, Attribute::kAuthorFollowers},
             {Attribute::kOwner, Attribute::kTag, Attribute::kNotice, Attribute::kMerge, pack.Own("этаж")});
  pack.Add("б", Test(Attribute::kTag, Op::kHas, {Value(std::string("в"))}), {Tag("после")});
  const Decision decision = pack.Decide(AMessage());
  CHECK(pack.NameOfUnit(decision.owner) == "соцсети");
  CHECK(decision.tags == std::vector<std::string>{"в", "г", "после"});
  CHECK(decision.notices == std::vector<Notification>{{pack.UnitId("зам"), kNone}});
  CHECK(decision.merges == std::vector<std::string>{"канал=вк; тема=дороги_ямы"});
  CHECK(decision.own[*pack.OwnId("этаж")] == Value(7.0));
  CHECK_FALSE(decision.fallback);
  CHECK_FALSE(decision.script_failed);
  REQUIRE(decision.trace.fired.size() == 2);
  REQUIRE(decision.inputs.rules.size() == 1);
  CHECK(decision.inputs.rules[0].fired);

  const Decision other = pack.Decide("снег");  // nobody's followers: an ordinary error in `when`
  CHECK(other.tags.empty());
}

TEST_CASE("what a rule in Lua may return") {
  struct Row {
    const char* what;
    const char* act;
    std::vector<Attribute> reads, writes;
    const char* reason;
  };
  const OwnPack names;
  using A = Attribute;
  const Row rows[] = {
      {"nothing", "{}", {}, {A::kTag}, ""},
      {"an outcome", "{outcome = {'перенаправить', 'Минздрав'}}", {}, {A::kOutcome}, ""},
      {"an outcome's word", "{['исход'] = 'no_reply'}", {}, {A::kOutcome}, ""},
      {"a reply", "{reply = 'принято'}", {}, {A::kReply}, ""},
      {"not declared", "{owner = 'зам'}", {}, {A::kTag}, "owner"},
      {"no such attribute", "{['неведомое'] = 'зам'}", {}, {A::kTag}, "неведомое"},
      {"twice", "{tag = 'а', ['метка'] = 'б'}", {}, {A::kTag}, "дважды"},
      {"no such unit", "{owner = 'никто'}", {}, {A::kOwner}, "никто"},
      {"no such template", "{reply = {'принято', 'нет'}}", {}, {A::kReply}, "нет"},
      {"no tag", "{tag = ' '}", {}, {A::kTag}, " "},
      {"a list for a single value", "{owner = {'зам'}}", {}, {A::kOwner}, "зам"},
      {"out of bounds", "{['этаж'] = 0}", {}, {names.Own("этаж")}, "границ"},
      {"no such option", "{['дом'] = 'сарай'}", {}, {names.Own("дом")}, "сарай"},
      {"a holder of a read attribute", "{owner = 'block_by_topic'}", {A::kTopic}, {A::kOwner}, ""},
      {"a holder of another", "{owner = 'block_by_topic'}", {}, {A::kOwner}, "блок_по_теме"},
      {"a merge by another", "{merge = {'topic'}}", {}, {A::kMerge}, "topic"},
  };
  for (const Row& row : rows) {
    ScriptPack pack(std::string("rule{name = 'а', reads = {}, writes = {}, when = function() return true end, act = "
                                "function() return ") +
                    row.act + " end}");
    pack.parts.templates = {{"принято", "Принято", {}, {}, {}}};
    pack.InLua("а", 0, row.reads, row.writes);
    const Decision decision = pack.Decide(AMessage());
    const ScriptedRuleResult& result = decision.inputs.rules.at(0);
    INFO(row.what << ": " << result.reason);
    const bool failed = *row.reason != '\0';
    CHECK(result.fired != failed);
    CHECK(result.outcome == (failed ? ScriptOutcome::kError : ScriptOutcome::kDone));
    CHECK(result.reason.find(row.reason) != std::string::npos);
    CHECK(decision.script_failed == failed);
    CHECK(decision.trace.fired.size() == (failed ? 0 : 1));
  }
}

TEST_CASE("a rule in Lua reads what it declares") {
  ScriptPack pack(R"(rule{name = "а", reads = {}, writes = {"tag"},
    when = function(m) return m.topic ~= nil end, act = function() return {tag = "а"} end})");
  pack.InLua("а", 0, {}, {Attribute::kTag});
  const Decision decision = pack.Decide("яма");
  CHECK(decision.inputs.rules.at(0).outcome == ScriptOutcome::kError);
  CHECK(decision.inputs.rules.at(0).reason.find("topic") != std::string::npos);
  CHECK(decision.tags.empty());
}

TEST_CASE("a rule in Lua in a set") {
  ScriptPack pack(R"(rule{name = "а", writes = {"tag", "owner"}, reads = {},
    when = function() return true end, act = function() return {tag = "а", owner = "зам"} end})");
  Rule& scripted = pack.InLua("а", 0, {}, {Attribute::kTag, Attribute::kOwner});
  scripted.set = "маршрут";
  scripted.priority = 5;
  pack.Add("б", Always(), {Tag("б"), pack.Assign("глава")}).set = "маршрут";
  pack.Add("в", Always(), {pack.Assign("соцсети")});
  const Decision decision = pack.Decide("яма");
  CHECK(decision.tags == std::vector<std::string>{"а"});
  CHECK(pack.NameOfUnit(decision.owner) == "зам");
  CHECK(decision.trace.overridden ==
        std::vector<Overridden>{{1, Attribute::kTag, 0, false}, {2, Attribute::kOwner, 0, false}});
}

TEST_CASE("tags of scripts are spelt as the pack spells them") {
  ScriptPack pack(R"(rule{name = "а", writes = {"tag"}, reads = {}, when = function() return true end,
    act = function() return {tag = {"СРОЧНО", "новая", "Новая"}} end})");
  pack.InLua("а", 0, {}, {Attribute::kTag});
  pack.Add("б", Always(), {Tag("Срочно")});
  CHECK(pack.Decide("яма").tags == std::vector<std::string>{"Новая", "Срочно"});
}

TEST_CASE("nothing of a message is left for the next") {
  ScriptPack pack(R"(local n = 0
    define('ф', function() n = n + 1; return n end))");
  pack.Add("а", Test(pack.Function("ф", ValueType::kNumber, {}), Op::kPresent), {Tag("есть")});
  Decider decider(std::make_shared<const RuleIndex>(pack.Freeze()));
  for (int i = 0; i < 3; ++i) {
    CHECK(decider.Decide(AMessage(), kTestDay).inputs.functions.at(0).value == Value(1.0));
  }
}

TEST_CASE("what keeps failing is switched off") {
  ScriptPack pack(R"(define('ф', function(n) if n > 3 then error('много') end return n end)
    rule{name = "а", writes = {"tag"}, reads = {"words"}, when = function(m) return m.words > 1 end,
         act = function() return {owner = "зам"} end})");
  const Attribute function = pack.Function("ф", ValueType::kNumber, {Attribute::kWords});
  pack.Add("б", Test(function, Op::kPresent), {Tag("есть")});
  pack.InLua("а", 0, {Attribute::kWords}, {Attribute::kTag});
  Decider decider(std::make_shared<const RuleIndex>(pack.Freeze()));
  const auto decide = [&](const char* text) {
    Message message;
    message.text = text;
    return decider.Decide(message, kTestDay);
  };
  for (int i = 1; i < limits::kScriptFailures; ++i) decide("раз два три четыре");
  CHECK(decide("раз").tags == std::vector<std::string>{"есть"});  // both are well again
  for (int i = 1; i < limits::kScriptFailures; ++i) decide("раз два три четыре");
  CHECK(decider.TakeSwitchOffs().empty());
  const Decision last = decide("раз два три четыре");
  CHECK(last.inputs.functions.at(0).outcome == ScriptOutcome::kError);
  const auto offs = decider.TakeSwitchOffs();
  REQUIRE(offs.size() == 2);
  const bool rule_first = offs[0].name == "а";
  CHECK(offs[rule_first ? 0 : 1].reason.find("owner") != std::string::npos);
  CHECK(offs[rule_first ? 1 : 0].name == "ф");
  CHECK(offs[rule_first ? 1 : 0].reason.find("много") != std::string::npos);
  CHECK(offs[0].file == "scripts/помощь.lua");

  const Decision after = decide("раз");
  CHECK(after.inputs.functions.at(0).outcome == ScriptOutcome::kSwitchedOff);
  CHECK(after.inputs.rules.at(0).outcome == ScriptOutcome::kSwitchedOff);
  CHECK(after.tags.empty());
  CHECK(after.script_failed);
  CHECK(decider.TakeSwitchOffs().empty());
}

TEST_CASE("a script that does not load fails at every call") {
  ScriptPack pack("define('ф', function(");
  pack.Add("а", Test(pack.Function("ф", ValueType::kText, {}), Op::kAbsent), {Tag("нет")});
  const Decision decision = pack.Decide("яма");
  CHECK(decision.inputs.functions.at(0).outcome == ScriptOutcome::kError);
  CHECK(decision.tags == std::vector<std::string>{"нет"});
}

TEST_CASE("what a function is asked with may come from another") {
  ScriptPack pack(R"(define('а', function(text) return #text end)
    define('б', function(n) return n * 2 end)
    rule{name = "в", reads = {"я_б"}, writes = {"tag"}, when = function(m) return m["я_б"] == 12 end,
         act = function() return {tag = "в"} end})");
  const Attribute first = pack.Function("а", ValueType::kNumber, {Attribute::kText});
  const Attribute second = pack.Function("б", ValueType::kNumber, {first});
  pack.InLua("в", 0, {second}, {Attribute::kTag});
  CHECK(pack.Decide("яма").tags == std::vector<std::string>{"в"});
}

TEST_CASE("a function that a window is counted by is called for every message") {
  ScriptPack pack("define('ф', function(text) return text end)");
  const Attribute function = pack.Function("ф", ValueType::kText, {Attribute::kText});
  auto& window = pack.parts.own[*pack.OwnId("похожих (примета) за 24 часа")];
  std::get<Window>(window.source).keys = {function};
  const Condition crowded = Test(pack.Own(window.name), Op::kGreater, {Value(1.0)});
  pack.Add("а", Compound(Op::kAll, {Is(Attribute::kChannel, pack.ChannelId("вк")), crowded}), {Tag("а")});
  const auto rules = pack.Freeze();
  Decider decider(std::make_shared<const RuleIndex>(rules));
  StreamWindows windows;
  Message message;
  message.text = "яма";
  const Decision unasked = decider.Decide(message, {kTestDay.today, &windows});
  CHECK(unasked.inputs.windows.empty());
  windows.Add(*rules, message, unasked);
  message.channel = "вк";
  CHECK(decider.Decide(message, {kTestDay.today, &windows}).tags == std::vector<std::string>{"а"});
}

}  // namespace
}  // namespace autorules
