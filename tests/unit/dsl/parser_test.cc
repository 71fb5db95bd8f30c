#include "dsl/parser.h"

#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

using testing::PackAround;

std::vector<std::string> CodesOf(const Compilation& compilation) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) codes.emplace_back(Describe(diagnostic.code).id);
  return codes;
}

std::vector<std::string> CodesOf(std::string_view rules) {
  return CodesOf(CompileTexts(PackAround(rules), {{}, false}));
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("the grammar has no rule that may loop") { CHECK(AnalyzeGrammar() == 0); }

TEST_CASE("nesting beyond the limit is an error, not a crash") {
  const auto rule = [](const std::string& condition) {
    return "правило \"Глубоко\": если " + condition + " то метка \"м\" конец\n";
  };
  constexpr std::size_t kMost = limits::kConditionDepth;
  struct Row {
    const char* what;
    std::string condition;
    std::vector<std::string> codes;
  };
  for (const Row& row : std::vector<Row>{
           {"as deep as allowed", Repeat("(", kMost) + "тема = дороги" + Repeat(")", kMost), {}},
           {"one deeper", Repeat("(", kMost + 1) + "тема = дороги" + Repeat(")", kMost + 1), {"E0106"}},
           {"parentheses", Repeat("(", 10'000) + "тема = дороги" + Repeat(")", 10'000), {"E0106"}},
           {"parentheses that do not close", Repeat("(", 10'000), {"E0106"}},
           {"negations", Repeat("не ", 10'000) + "важность = низкая", {"E0106"}},
           {"allowed negations", Repeat("не ", kMost) + "важность = низкая", {}},
           {"negated parentheses", Repeat("не (", 5'000) + "важность = низкая" + Repeat(")", 5'000), {"E0106"}},
           {"a long chain is not deep", "слов = 1" + Repeat(" или слов = 1", 5'000), {}},
           {"nor are many groups", "(слов = 1)" + Repeat(" или (слов = 1)", 1'000), {}},
           {"closing ones only", "слов = 1" + Repeat(")", 10'000), {"E0101"}}}) {
    INFO(row.what);
    CHECK(CodesOf(rule(row.condition)) == row.codes);
  }
}

TEST_CASE("an error hides nothing that follows it") {
  const std::string sound = "правило \"Дальше\": если тема = нет_такой то метка \"м\" конец\n";
  for (const std::string broken : {
           "правило \"Без то\": если тема = дороги метка \"м\" конец\n",
           "правило \"Без конца\": если тема = дороги то метка \"м\"\n",
           "правило \"Без условия\": если то метка \"м\" конец\n",
           "правило \"Без действия\": если тема = дороги то конец\n",
           "правило \"Без двоеточия\" если тема = дороги то метка \"м\" конец\n",
           "правило \"Без кавычки: если тема = дороги то метка \"м\" конец\n",
           "правило без_кавычек: если тема = дороги то метка \"м\" конец\n",
           "правило \"Скобка\": если (тема = дороги то метка \"м\" конец\n",
           "правило \"Лишняя скобка\": если тема = дороги) то метка \"м\" конец\n",
           "правило \"Запятая\": если текст содержит \"а\", то метка \"м\" конец\n",
           "правлио \"Опечатка\": если тема = дороги то метка \"м\" конец\n",
           "роль р \"Р\" вид руководитель конец\n",
           "блок б \"Б\":\n  исполнитель и \"И\":\n  темы дороги\nконец\n",
           "тема т \"Т\": вес 3 \"а\" конец\n",
           "конец\n",
           "№ § %\n",
           "\"просто текст\"\n",
       }) {
    INFO(broken);
    const auto codes = CodesOf(broken + sound);
    REQUIRE(codes.size() >= 2);
    CHECK(codes.back() == "E0202");
    CHECK(std::count(codes.begin(), codes.end(), "E0202") == 1);
    CHECK(codes.size() == 2);
  }
}

TEST_CASE("six different mistakes are six errors with a way out in one run") {
  const Compilation compilation =
      CompileTexts(PackAround(R"(правила "Опечатка в слове": если тема = дороги то метка "м" конец
правило "Опечатка в имени": если тема = дорги то метка "м" конец
правило "Опечатка в признаке": если важнасть = высокая то метка "м" конец
правило "Опечатка в значении": если фаст_трек = да то важность высокя конец
правило "Отрицание": если автор.подписчиков не меньше 100 то метка "м" конец
правило "Запятая": если слов больше 2,5 то метка "м" конец
)"));
  CHECK(CodesOf(compilation) == std::vector<std::string>{"E0108", "E0202", "E0205", "E0309", "E0403", "E0104"});
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    for (const Language language : {Language::kRussian, Language::kEnglish}) {
      INFO(MessageOf(diagnostic, language));
      CHECK_FALSE(HelpOf(diagnostic, language).empty());
    }
    CHECK(diagnostic.span.valid());
  }
  const auto& all = compilation.diagnostics.all();
  CHECK(all[0].suggestions == std::vector<std::string>{"правило"});
  CHECK(all[1].suggestions.front() == "дороги");
  CHECK(all[2].suggestions == std::vector<std::string>{"важность"});
  CHECK(all[3].suggestions == std::vector<std::string>{"высокая"});
}

TEST_CASE("a name whose declaration does not parse is not called unknown") {
  CHECK(CodesOf("тема реки \"Реки\" группа: вес 2,5 \"берег*\" конец\nна разбор темы реки\n") ==
        std::vector<std::string>{"E0104"});
  CHECK(CodesOf("рль дежурный \"Дежурный\"\nправило \"Р\": если слов = 1 то назначить дежурный конец\n") ==
        std::vector<std::string>{"E0108"});
}

TEST_CASE("a municipality that does not parse is not called missing") {
  const std::string rules =
      "муниципалитет proba \"Пробный\":\n  октмо восемь\n  по умолчанию: назначить р конец\nконец\n";
  CHECK(CodesOf(CompileTexts({{"a.rules", rules}})) == std::vector<std::string>{"E0101"});
}

TEST_CASE("a pack of modules only has no municipality") {
  CHECK(CodesOf(CompileTexts({{"a.rules", "модуль наш\nканал х \"Х\"\n"}})) == std::vector<std::string>{"E0406"});
  CHECK(CodesOf(CompileTexts({{"a.rules", ""}})) == std::vector<std::string>{"E0406"});
}

TEST_CASE("Russian and English words may be mixed") {
  const auto revision = [](std::string_view rules) {
    const Compilation compilation = CompileTexts(PackAround(rules));
    return compilation.rules ? compilation.rules->revision()
                             : RenderAll(compilation.diagnostics, *compilation.sources, {});
  };
  CHECK(revision("rule \"Р\" set м priority 3: if topic within дороги and author.followers from 1 to 5 then tag \"м\" "
                 "assign coordinator end") ==
        revision("правило \"Р\" набор м приоритет 3: если тема в дороги и автор.подписчиков от 1 до 5 то метка \"м\" "
                 "назначить координатор конец"));
  CHECK(revision("правило \"Р\": if topic absent то важность low end") ==
        revision("rule \"Р\": если тема пуста then importance низкая конец"));
}

}  // namespace
}  // namespace autorules
