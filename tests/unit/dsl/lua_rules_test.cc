// Rules in Lua next to rules of the language: twins decide alike, a script that never ends changes nothing else.

#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/decide/decide.h"
#include "tests/support/catch.h"
#include "tests/support/gen_pack_text.h"

namespace autorules {
namespace {

using namespace autorules::testing;

constexpr std::string_view kDistrict = R"(
муниципалитет proba "Пробный район":
  часовой пояс "Asia/Yekaterinburg"
  по умолчанию: назначить координатор порядок сообщение конец
конец
канал вк "ВКонтакте"
канал пос "ПОС"
порядок сообщение "Сообщение"
роль глава "Глава": вид куратор темы дороги конец
роль зам "Заместитель" подчиняется глава: вид руководитель темы жкх конец
роль соцсети "Соцсети" подчиняется зам: ведёт вк ведёт пос запасной конец
тема дороги "Дороги" группа: вес 3 "яма", "снег" вес 1 "светофор" конец
тема жкх "ЖКХ" группа: вес 2 "крыша", "подъезд" конец
порог тем 2 отрыв 1
поле этаж число от 1 до 20
поле дом перечень мкд, частный
шаблон принято "Принято": текст "Обращение %номер%" конец
)";

constexpr std::string_view kTwinRules = R"(
правило "Зима" набор погода приоритет 5: если текст содержит "снег", "светофор" и слов больше 2
  то назначить глава метка "зима" важность высокая конец
правило "Вода" набор погода приоритет 2: если текст содержит "вода" то назначить соцсети метка "вода", "проверить" конец
правило "Высоко": если этаж больше 9 и дом = мкд то важность критическая соисполнитель зам конец
правило "Дороги": если тема = дороги и автор.подписчиков больше 99
  то назначить куратор уведомить зам ответить шаблон принято конец
правило "Ускорить": если фаст_трек = да и есть метка "зима" то исход перенаправить "Область" конец
)";

constexpr std::string_view kTwinScript = R"(
rule{ name = "Зима", set = "погода", priority = 5, reads = {"текст", "слов"}, writes = {"ответственный", "метка", "важность"},
  when = function(m) return (text.contains(m.text, "снег") or text.contains(m.text, "светофор")) and m.words > 2 end,
  act = function(m) return { ["ответственный"] = "глава", ["метка"] = "зима", ["важность"] = "высокая" } end }
rule{ name = "Вода", set = "погода", priority = 2, reads = {"text"}, writes = {"owner", "tag"},
  when = function(m) return text.contains(m["текст"], "вода") end,
  act = function(m) return { owner = "соцсети", tag = {"вода", "проверить"} } end }
rule{ name = "Высоко", reads = {"этаж", "дом"}, writes = {"важность", "соисполнитель"},
  when = function(m) return m["этаж"] ~= nil and m["этаж"] > 9 and m["дом"] == "мкд" end,
  act = function(m) return { importance = "critical", ["соисполнитель"] = {"зам"} } end }
rule{ name = "Дороги", reads = {"topic", "author.followers"}, writes = {"owner", "notice", "reply"},
  when = function(m) return m.topic == "дороги" and m.author_followers ~= nil and m.author_followers >= 100 end,
  act = function(m) return { owner = "curator", notice = "зам", reply = "принято" } end }
)";

Decider MakeDecider(const std::shared_ptr<const RuleSet>& rules) {
  return Decider(std::make_shared<const RuleIndex>(rules));
}

/// What was decided and by which rules, without how it came about.
std::string Outcome(const RuleSet& rules, const Decision& d) {
  std::string text = std::to_string(d.topic) + " " + std::to_string(d.owner) + " " + std::to_string(d.territory) + " " +
                     std::to_string(static_cast<int>(d.importance)) + " " + (d.outcome ? d.outcome->text : "-") + " " +
                     std::to_string(d.fallback) + " " + std::to_string(d.procedure);
  for (const std::string& tag : d.tags) text += " #" + tag;
  for (const Id unit : d.co_owners) text += " +" + std::to_string(unit);
  for (const Notification& notice : d.notices) text += " !" + std::to_string(notice.unit);
  for (const Id reply : d.replies) text += " @" + std::to_string(reply);
  for (const FiredRule& fired : d.trace.fired) text += " " + rules.rules()[fired.rule].name;
  for (const Overridden& lost : d.trace.overridden) text += " -" + rules.rules()[lost.rule].name;
  return text;
}

TEST_CASE("a rule in Lua and its twin decide alike on 10,000 messages") {
  const std::string rules(kTwinRules);
  const auto language = CompileOrFail({{"а.rules", std::string(kDistrict) + rules}});
  std::string mixed = rules;
  mixed = mixed.substr(mixed.find("правило \"Ускорить\""));
  const auto lua =
      CompileOrFail({{"а.rules", std::string(kDistrict) + mixed}, {"scripts/двойник.lua", std::string(kTwinScript)}});
  REQUIRE(lua->rules().size() == language->rules().size());
  Decider by_language = MakeDecider(language);
  Decider by_lua = MakeDecider(lua);
  PackTextGen gen(7);
  std::size_t acted = 0;
  for (std::size_t i = 0; i < 10'000; ++i) {
    const Message message = gen.AMessage(i);
    const DecideContext context{.today = {2026, 1, 12}};
    const Decision expected = by_language.Decide(message, context);
    const Decision decided = by_lua.Decide(message, context);
    INFO(message.text);
    REQUIRE_FALSE(decided.script_failed);
    REQUIRE(Outcome(*lua, decided) == Outcome(*language, expected));
    acted += expected.trace.fired.size();
  }
  CHECK(acted > 5'000);
}

TEST_CASE("a script that never ends is switched off once and changes nothing else") {
  const std::string pack = std::string(kDistrict) + std::string(kTwinRules);
  const auto sound = CompileOrFail({{"а.rules", pack}});
  const auto looping = CompileOrFail({{"а.rules", pack},
                                      {"scripts/петля.lua",
                                       "rule{ name = \"Я Петля\", reads = {\"текст\"}, writes = {\"метка\"},\n"
                                       "  when = function(m) while true do end end,\n"
                                       "  act = function(m) return { [\"метка\"] = \"никогда\" } end }\n"}});
  Decider one = MakeDecider(sound);
  Decider two = MakeDecider(looping);
  PackTextGen gen(11);
  std::size_t failed = 0;
  std::vector<SwitchOff> reports;
  for (std::size_t i = 0; i < 10'000; ++i) {
    const Message message = gen.AMessage(i);
    const DecideContext context{.today = {2026, 1, 12}};
    const Decision expected = one.Decide(message, context);
    const Decision decided = two.Decide(message, context);
    INFO(message.text);
    REQUIRE(Outcome(*looping, decided) == Outcome(*sound, expected));
    REQUIRE(decided.script_failed);
    REQUIRE(decided.inputs.rules.size() == 1);
    failed += decided.inputs.rules[0].outcome == ScriptOutcome::kInstructions ? 1 : 0;
    for (SwitchOff& report : two.TakeSwitchOffs()) reports.push_back(std::move(report));
  }
  CHECK(failed == static_cast<std::size_t>(limits::kScriptFailures));
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].name == "Я Петля");
  CHECK(reports[0].file == "scripts/петля.lua");
}

TEST_CASE("what scripts gave is recorded, and a replay runs nothing") {
  const auto rules =
      CompileOrFail({{"а.rules", std::string(kDistrict) + std::string(kTwinRules) +
                                     "скрипт длина.знаки(текст) даёт число\n"
                                     "правило \"Длинное\": если длина.знаки больше 20 то метка \"длинное\" конец\n"},
                     {"scripts/длина.lua", "define(\"знаки\", function(s) return #s end)\n"}});
  const auto broken =
      CompileOrFail({{"а.rules", std::string(kDistrict) + std::string(kTwinRules) +
                                     "скрипт длина.знаки(текст) даёт число\n"
                                     "правило \"Длинное\": если длина.знаки больше 20 то метка \"длинное\" конец\n"},
                     {"scripts/длина.lua", "define(\"знаки\", function(s) error(\"сломано\") end)\n"}});
  Decider decider = MakeDecider(rules);
  Decider replaying = MakeDecider(broken);
  PackTextGen gen(13);
  for (std::size_t i = 0; i < 500; ++i) {
    const Message message = gen.AMessage(i);
    const Decision decided = decider.Decide(message, {.today = {2026, 1, 12}});
    const Decision again = replaying.Decide(message, {.today = {2020, 1, 1}, .replay = &decided.inputs});
    REQUIRE((again == decided));
  }
}

}  // namespace
}  // namespace autorules
