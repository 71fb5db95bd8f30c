#include "dsl/parser.h"

#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/base/render.h"
#include "engine/ruleset/attributes.h"
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
           "таблица т первая:\n  если слов\n  то метка\n  1 \"м\"\n  2 ; \"н\"\nконец\n",
           "таблица т первая:\n  если слов\n  то метка\n  1 ; \"м\"\n",
           "поле этаж число от 1\n",
           "шаблон т \"Т\": текст \"а\" \"б\" конец\n",
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

TEST_CASE("rows may begin with an empty cell or a range, in either spelling") {
  const auto revision = [](std::string_view rules) {
    const Compilation compilation = CompileTexts(PackAround(rules), {{}, false});
    return compilation.rules ? compilation.rules->revision()
                             : RenderAll(compilation.diagnostics, *compilation.sources, {});
  };
  const std::string expected = revision(
      "таблица т первая:\n  если слов ; поступило\n  то метка ; исход\n"
      "  любая ; от 09:00 до 18:00 ; \"день\" ;\n  от 1 до 5 ; любое ; ; перенаправить \"М\"\nконец\n");
  CHECK(expected.size() == 16);
  CHECK(revision("таблица т первая:\n  если слов ; поступило\n  то метка ; исход\n"
                 "  ; от 9:00 до 18:00 ; \"день\" ;  // днём\n\n  от 1 до 5 ; ; ; перенаправить \"М\"\nконец\n") ==
        expected);
  CHECK(revision("table т first: if words ; received then tag ; outcome\n"
                 "  ; from 9:00 to 18:00 ; \"день\" ; any\n  from 1 to 5 ; any ; ; redirect \"М\"\nend\n") == expected);
}

// Every attribute of the language, compared with every kind of value by every comparison, in rules and in cells.
TEST_CASE("a value that does not fit is an error, not a crash") {
  const std::vector<std::string> values{"а",      "да",         "высокая",    "1",    "\"а\"",
                                        "\"а*\"", "2026-01-12", "2026-02-31", "22:00"};
  std::string rules = "поле дом перечень мкд\nшаблон т \"Т\": текст \"а\" конец\n";
  std::vector<std::string> attributes{"дом", "похожих (тема) за 1 день"};
  for (const AttributeInfo& info : Attributes()) attributes.emplace_back(info.ru);
  std::size_t count = 0;
  for (const std::string& attribute : attributes) {
    std::string cells;
    const auto add = [&](const std::string& test, const std::string& cell) {
      rules += "правило \"" + std::to_string(++count) + "\": если " + test + " то метка \"м\" конец\n";
      if (!cell.empty()) cells += "  " + cell + " ; \"м\"\n";
    };
    for (const std::string& value : values) {
      if (value != "22:00") {
        for (const char* op : {"=", "не =", "среди", "не среди"}) add(attribute + " " + op + " " + value, "");
        if (!attribute.starts_with("похожих")) add("есть " + attribute + " " + value, value);
      }
      if (value.find_first_of("0123456789") != 0) continue;
      for (const char* op : {"больше", "меньше", "не больше", "не меньше"}) {
        add(attribute + " " + op + " " + value, op + (" " + value));
      }
      add(attribute + " от " + value + " до 5", "от " + value + " до 5");
      add(attribute + " от 23:00 до " + value, "от 23:00 до " + value);
    }
    for (const char* op : {"содержит \"а\"", "не содержит \"...\"", "содержит все словарь нет", "в а, б",
                           "в рабочее время", "в выходной"})
      add(attribute + " " + op, "");
    for (const char* op : {"заполнено", "пусто"}) add(attribute + " " + op, op);
    if (attribute.starts_with("похожих")) continue;
    for (const char* policy : {"первая", "единственная", "все"}) {
      rules += "таблица т" + std::to_string(++count) + " " + policy + ":\n если " + attribute + "\n то метка\n" +
               cells + "конец\n";
    }
  }
  const Compilation compilation = CompileTexts(PackAround(rules));
  CHECK(compilation.rules == nullptr);
  for (const std::string& code : CodesOf(compilation)) {
    INFO(code);
    CHECK(code != "E0101");
  }
}

// Slips in one construct each: one error, and its message or help says the words that mend it.
struct Slip {
  std::string rules;
  std::string code;
  std::string says;
};

void CheckSlips(const std::vector<Slip>& slips) {
  for (const Slip& slip : slips) {
    INFO(slip.rules);
    const Compilation compilation = CompileTexts(PackAround(slip.rules), {{}, false});
    INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
    REQUIRE(CodesOf(compilation) == std::vector<std::string>{slip.code});
    const Diagnostic& diagnostic = compilation.diagnostics.all().front();
    const std::string told = MessageOf(diagnostic, Language::kRussian) + "; " + HelpOf(diagnostic, Language::kRussian);
    CHECK(told.find(slip.says) != std::string::npos);
    CHECK(diagnostic.span.valid());
  }
}

TEST_CASE("slips in decision tables") {
  const auto table = [](const std::string& rows) {
    return "таблица т первая:\n  если категория ; слов\n  то назначить ; метка\n" + rows + "конец\n";
  };
  CheckSlips({
      {table("  \"Дороги\" 5 ; руководитель ; \"м\"\n"), "E0101", "«;» или конец строки"},
      {table("  \"Дороги\" ; 5 ; руководитель \"м\"\n"), "E0101", "«;» или конец строки"},
      {table("  \"Дороги\" ; не 5 ; руководитель ;\n"), "E0101", "в ячейке — значение"},
      {table("  \"Дороги\" ; - ; руководитель ;\n"), "E0101", "«любая» или ничего"},
      {table("  = \"Дороги\" ; 5 ; руководитель ;\n"), "E0101", "ячейка — значение, список"},
      {table("  \"Дороги\" ; 5 ;\n"), "E0504", "одна строка таблицы — одна строка текста"},
      {table("  \"Дороги\" ; 5\n"), "E0504", "ячеек — 2, а столбцов — 4"},
      {table("  \"Дороги\" ; 5 ; руководитель ; \"м\" ;\n"), "E0504", "ячеек — 5, а столбцов — 4"},
      {table("  \"Дороги\" ; от 5 ; руководитель ;\n"), "E0101", "«до»"},
      {table("  \"Дороги\" ; от 5 до 1 ; руководитель ;\n"), "E0310", "поменяйте их местами"},
      {table("  \"Дороги\" ; 2,5 ; руководитель ;\n"), "E0104", "2.5"},
      {table("  Дороги ; 5 ; руководитель ;\n"), "E0301", "тексты — в кавычках"},
      {table("  \"Дороги\" ; 5 ; \"руководитель\" ;\n"), "E0301", "имена пишутся без кавычек"},
      {table("  \"Дороги\" ; 5 ; руководител ;\n"), "E0202", "«руководитель»"},
      {table("  больше 5 ; 5 ; руководитель ;\n"), "E0302", "«категория»"},
      {table("  \"Дороги\" ; 5 ; больше 3 ;\n"), "E0503", "столбец «назначить»"},
      {table("  \"Дороги\" ; 5 ; руководитель, координатор ;\n"), "E0405", "одно действие"},
      {table("  \"Дороги\" ; перенаправить \"М\" ; руководитель ;\n"), "E0503", "исход бывает только действием"},
      {table("  из \"data/нет.csv\"\n"), "E0501", "data/нет.csv"},
      {table(""), "E0101", "строка таблицы или «из файл»"},
      {table("  \"Дороги\",\n  \"Мосты\" ; 5 ; руководитель ;\n"), "E0101", "здесь конец строки"},
      {"таблица т первая:\n  если слов\n  то метка\n  1 ; \"м\"\nправило \"Р\": если слов = 1 то метка \"м\" конец\n",
       "E0101", "нужно: «конец»"},
      {"таблица т первая:\n  если слов\n  то ответственный\n  1 ; руководитель\nконец\n", "E0206", "«назначить»"},
      {"таблица т первая:\n  если катгория\n  то метка\n  \"а\" ; \"м\"\nконец\n", "E0205", "«категория»"},
      {"таблица т первая:\n  если слов\n  то метко\n  1 ; \"м\"\nконец\n", "E0206", "«метка»"},
      {"таблица т первая:\n  если слов\n  то назначить ; назначить\n  1 ; руководитель ;\nконец\n", "E0405",
       "«назначить»"},
      {"таблица т первая:\n  если слов, текст\n  то метка\n  1 ; ; \"м\"\nконец\n", "E0101", "«;» или «то»"},
      {"таблица т первая:\n  если слов\n  1 ; \"м\"\nконец\n", "E0101", "«то»"},
      {"таблица т:\n  если слов\n  то метка\n  1 ; \"м\"\nконец\n", "E0101", "«первая», «единственная» или «все»"},
      {"таблица т первая\n  если слов\n  то метка\n  1 ; \"м\"\nконец\n", "E0101", "«:» перед телом"},
      {"таблица \"т\" первая:\n  если слов\n  то метка\n  1 ; \"м\"\nконец\n", "E0101", "имя — одно слово"},
      {"таблица т первая:\n  если слов\n  то метка\n  1 ; \"м\"\n", "E0101", "«конец»"},
      {"таблица т первая:\n  если похожих (тема) за 1 день\n  то метка\n  1 ; \"м\"\nконец\n", "E0101", "«;» или «то»"},
      {"таблица т первая:\n  если слов\n  то исход\n  1 ; \"Министерство\"\nконец\n", "E0503", "столбец «исход»"},
      {"таблица т первая:\n  если слов\n  то исход\n  1 ; без ответа \"ст. 11\"\nконец\n", "E0101", "«основание»"},
  });
}

TEST_CASE("slips in windows, hours and events") {
  const auto rule = [](const std::string& condition) {
    return "правило \"Р\": если " + condition + " то метка \"м\" конец\n";
  };
  const auto on = [](const std::string& event) {
    return "правило \"Р\" " + event + ": если слов = 1 то метка \"м\" конец\n";
  };
  const auto municipality = [](const std::string& item) {
    return "муниципалитет м \"М\":\n  " + item + "\n  по умолчанию: назначить руководитель конец\nконец\n";
  };
  CheckSlips({
      {rule("похожих (территория) за 24 больше 5"), "E0101", "например 24 часа"},
      {rule("похожих (территория) за 2 года больше 5"), "E0101", "промежуток времени"},
      {rule("похожих (территория) за 1 месяц больше 5"), "E0313", "до 366 дней"},
      {rule("похожих (территория) за 3 рабочих дня больше 5"), "E0313", "«3 рабочих дня»"},
      {rule("похожих (территория) больше 5"), "E0101", "«за»"},
      {rule("похожих территория за 24 часа больше 5"), "E0101", "скобка «(»"},
      {rule("похожих () за 24 часа больше 5"), "E0101", "имена признаков через запятую"},
      {rule("похожих (териртория) за 24 часа больше 5"), "E0205", "«территория»"},
      {rule("похожих (территория) за 24 часа"), "E0101", "сравнение"},
      {rule("похожих (территория) за 24 часа больше много"), "E0101", "число"},
      {rule("похожих (территория) за 24 часа содержит \"а\""), "E0302", "это число"},
      {rule("поступило от 22:00 до 07:60"), "E0315", "времени 07:60"},
      {rule("поступило больше 22:00"), "E0301", "а здесь время 22:00"},
      {rule("текст в рабочее время"), "E0302", "«в рабочее время»"},
      {rule("есть ответ принято"), "E0202", "шаблон «принято»"},
      {rule("есть ответить принято"), "E0205", "«ответить»"},
      {on("при закрытии"), "E0101", "«переоткрытии»"},
      {on("при переходе починить"), "E0202", "переход порядка «починить»"},
      {on("при просрочке починка"), "E0202", "срок порядка «починка»"},
      {on("при оценке при изменении"), "E0110", "«при»"},
      {municipality("рабочее время: понедельник от 09:00 до 18:00 конец"), "E0309", "пн, вт, ср"},
      {municipality("рабочее время: пн-пт от 09:00 до 18:00 конец"), "E0101", "«от 09:00 до 18:00»"},
      {municipality("рабочее время: пн 09:00-18:00 конец"), "E0101", "«от 09:00 до 18:00»"},
      {municipality("рабочее время: пн от 18:00 до 09:00 конец"), "E0310", "поменяйте"},
      {municipality("рабочее время: пн, пн от 09:00 до 18:00 конец"), "E0110", "«пн»"},
      {municipality("рабочее время: пн от 09:00 до 18:00"), "E0101", "«конец»"},
      {municipality("рабочее время пн от 09:00 до 18:00 конец"), "E0101", "«:» перед телом"},
      {municipality("рабочее время смена: пн от 00:00 до 24:30 конец"), "E0315", "24:30"},
      {municipality("рабочее время смена: пн от 09:00 до 18:00 конец рабочее время смена: вт от 9:00 до 18:00 конец"),
       "E0110", "«смена»"},
      {municipality("календарь росия"), "E0202", "«россия»"},
      {municipality("люди \"data/нет.csv\""), "E0101", "«из»"},
      {rule("есть метка срочно"), "E0301", "тексты — в кавычках"},
      {municipality("люди из \"data/нет.csv\""), "E0501", "data/нет.csv"},
  });
}

TEST_CASE("slips in fields, templates, scripts and examples") {
  const std::string rule = "правило \"Р\": если слов = 1 то ";
  CheckSlips({
      {"поле этаж\n", "E0101", "тип поля"},
      {"поле этаж цифра\n", "E0309", "число, дата, флаг"},
      {"поле \"этаж\" число\n", "E0101", "имя — одно слово"},
      {"поле этаж число от 1\n", "E0101", "«до»"},
      {"поле этаж число от 9 до 1\n", "E0310", "поменяйте"},
      {"поле этаж текст от 1 до 9\n", "E0303", "границы бывают только у чисел"},
      {"поле дом перечень\n", "E0101", "имена через запятую"},
      {"поле дом перечень мкд, МКД\n", "E0110", "«МКД»"},
      {"поле тема текст\n", "E0203", "«тема»"},
      {"поле этаж число\n" + rule + "этаж \"5\" конец\n", "E0301", "это число"},
      {"поле дом перечень мкд, частный\n" + rule + "дом чстный конец\n", "E0309", "«частный»"},
      {"шаблон т \"Т\": \"а\" конец\n", "E0101", "«текст»"},
      {"шаблон т \"Т\": текст \"а\" \"б\" конец\n", "E0101", "запятая"},
      {"шаблон т \"Т\" текст \"а\" конец\n", "E0101", "«:» перед телом"},
      {"шаблон т \"Т\": текст \"%тма%\" конец\n", "E0205", "«тема»"},
      {"шаблон т \"Т\": текст \"100%\" конец\n", "E0314", "пишется дважды"},
      {"шаблон т \"Т\": текст \"а\" конец\n" + rule + "ответить т конец\n", "E0206", "«ответить шаблон»"},
      {rule + "ответить шаблон т конец\n", "E0202", "шаблон «т»"},
      {rule + "уведомить \"руководитель\" конец\n", "E0101", "имена через запятую"},
      {rule + "объединить тема конец\n", "E0101", "скобка «(»"},
      {rule + "объединить (метка) конец\n", "E0302", "с одним значением"},
      {rule + "метка \"а\"; \"б\" конец\n", "E0101", "действие или «конец»"},
      {"скрипт адрес.район(текст) территория\n", "E0101", "«даёт»"},
      {"скрипт адрес.район() даёт текст\n", "E0101", "имена признаков"},
      {"скрипт адрес.район(текст) даёт текст\n", "E0212", "scripts/адрес.lua"},
      {"пример \"П\": похожих пять ожидается слов = 0 конец\n", "E0101", "цифры"},
      {"пример \"П\": метка \"а\" ожидается слов = 0 конец\n", "E0408", "«ожидается»"},
      {"порядок х \"Х\": состояния а, б переход п из а конец\n", "E0101", "«в состояние»"},
      {"порядок х \"Х\": состояния а, б переход п из а в г конец\n", "E0202", "состояние порядка «г»"},
  });
}

TEST_CASE("slips in procedures") {
  const auto procedure = [](const std::string& items) {
    return "порядок х \"Х\": состояния а, б переход п из а в б " + items + " конец\n";
  };
  CheckSlips({
      {procedure("срок отклик"), "E0415", "«срок отклик 30 дней»"},
      {procedure("срок отклик 30"), "E0101", "например 24 часа"},
      {procedure("срок отклик 30 дней от в"), "E0101", "имя — одно слово"},
      {procedure("срок отклик 30 дней от г"), "E0202", "состояние порядка «г»"},
      {procedure("срок отклик 30 дней от принято"), "E0202", "проверьте имя или объявите его; есть: а, б"},
      {procedure("срок отклик 30 дней до а, г"), "E0202", "состояние порядка «г»"},
      {procedure("срок отклик 30 дней пауза в г"), "E0202", "состояние порядка «г»"},
      {procedure("срок отклик 30 дней от а от б"), "E0110", "«от»"},
      {procedure("срок отклик 30 дней график ночной"), "E0202", "график «ночной»"},
      {procedure("срок отклик 30 дней эскалация обычна"), "E0202", "«обычная»"},
      {procedure("срок отклик 30 дней продление до 30 дней"), "E0101", "«один раз»"},
      {procedure("срок отклик 30 дней продление до 30 дней не больше двух раз"), "E0101", "число раз"},
      {procedure("срок отклик 30 дней продление до 30 дней не больше 2"), "E0101", "«раз»"},
      {procedure("срок отклик 30 дней продление до 30 дней не больше 0 раз"), "E0303", "от 1 до 500"},
      {procedure("срок отклик 30 дней продление до 3 рабочих дней один раз"), "E0313",
       "срок 30 дней продлевают на 3 рабочих дня, а единицы должны быть одни"},
      {procedure("срок отклик 0 дней"), "E0313", "не меньше одного"},
      {procedure("срок отклик 2 рабочих месяца"), "E0313", "рабочих часах"},
      {procedure("срок отклик 3 дня срок отклик 4 дня"), "E0110", "«отклик»"},
      {procedure("состояния а"), "E0110", "«а»"},
      {procedure("переход п из б в а"), "E0110", "«п»"},
      {procedure("начало г"), "E0202", "состояние порядка «г»"},
      {procedure("завершение г"), "E0202", "состояние порядка «г»"},
      {procedure("переход н из а в б может начальник"), "E0202", "«начальник»"},
      {procedure("переход н из а в б может кординатор"), "E0202", "«координатор»"},
      {procedure("переход н из а в б может руководитель может куратор"), "E0110", "«может»"},
      {procedure("переход н из а в б продлевает отклик"), "E0202", "срок порядка «отклик»"},
      {procedure("срок отклик 3 дня переход н из а в а продлевает отклик"), "E0416", "продление до"},
      {procedure("нерабочий последний день остаётся"), "E0101", "«нерабочий последний день …»"},
      {"порядок х \"Х\": срок отклик 3 дня конец\n", "E0202", "состояние, с которого идёт срок"},
      {"уточнить порядок сообщени: срок ответ 3 дня конец\n", "E0202", "«сообщение»"},
      {"уточнить порядок сообщение: срок звонок до ответ_дан конец\n", "E0415", "«звонок»"},
      {"уточнить порядок сообщение \"Сообщение\": срок ответ 3 дня конец\n", "E0101", "«:» перед телом"},
      {"уточнить порядок сообщение: срок ответ 3 дня конец\nуточнить порядок сообщение: срок ответ 4 дня конец\n",
       "E0201", "уточнение порядка «сообщение»"},
  });
}

TEST_CASE("slips in escalations") {
  const auto escalation = [](const std::string& items) { return "эскалация х: " + items + " конец\n"; };
  CheckSlips({
      {escalation("за 3 дня уведомить ответственный"), "E0101", "«до срока»"},
      {escalation("через 3 дня уведомить ответственный"), "E0101", "«после срока»"},
      {escalation("через 3 после срока уведомить ответственный"), "E0101", "например 24 часа"},
      {escalation("по истечении"), "E0101", "«передать …»"},
      {escalation("по истечении уведомить заявитель"), "E0202", "«заявитель»"},
      {escalation("по истечении передать вышестоящему"), "E0202", "«вышестоящий»"},
      {escalation("по истечении уведомить ответственный шаблон нет"), "E0202", "шаблон «нет»"},
      {escalation("по истечении тема дороги"), "E0417", "«уведомить …»"},
      {escalation("по истечении метка срочно"), "E0301", "тексты — в кавычках"},
      {escalation("по истечении важность срочная"), "E0309", "высокая"},
      {escalation("по истечении метка \"а\" повторять каждый 1 день"), "E0101", "«не больше»"},
      {escalation("по истечении метка \"а\" повторять каждый 1 день не больше 5"), "E0101", "«раз»"},
      {escalation("по истечении метка \"а\" повторять каждый 1 день не больше 501 раза"), "E0303", "от 1 до 500"},
      {escalation("по истечении метка \"а\" повторять каждую 1 рабочую неделю не больше 5 раз"), "E0313",
       "рабочих днях"},
      {escalation("уведомить ответственный"), "E0101", "«по истечении»"},
      {"эскалация: по истечении метка \"а\" конец\n", "E0101", "имя — одно слово"},
      {"эскалация х \"Х\": по истечении метка \"а\" конец\n", "E0101", "«:» перед телом"},
  });
}

TEST_CASE("slips in steps of examples") {
  const auto example = [](const std::string& steps) {
    return "пример \"П\": поступило 2026-01-12 " + steps + " конец\n";
  };
  CheckSlips({
      {example("через 3 дня"), "E0101", "«переход …»"},
      {example("через 3 дня взять"), "E0101", "«переход …»"},
      {example("через 3 дня нельзя ожидается состояние = а"), "E0101", "«переход …», «передать …» или «оценка …»"},
      {example("через 3 дня нельзя"), "E0101", "«передать …»"},
      {example("через 3 дня переход починить"), "E0202", "переход порядка «починить»"},
      {example("через 3 дня переход взять от координатор"), "E0420", "заявитель"},
      {example("через 3 дня переход взять с причина"), "E0101", "текст в кавычках"},
      {example("через 3 дня передать от руководитель"), "E0101", "«к кому»"},
      {example("через 3 дня передать к никто"), "E0202", "«никто»"},
      {example("через 3 дня оценка 6"), "E0303", "от 1 до 5"},
      {example("через 3 дня ожидается состояние = взято"), "E0202", "состояние порядка «взято»"},
      {example("через 3 дня ожидается состояние = \"в работе\""), "E0301", "имя состояния"},
      {example("через 3 дня ожидается состояние содержит \"в\""), "E0302", "«состояние»"},
      {example("через 3 дня ожидается срок починка истёк"), "E0202", "срок порядка «починка»"},
      {example("через 3 дня ожидается срок ответ"), "E0101", "«истёк»"},
      {example("через 3 дня ожидается срок ответ = завтра"), "E0101", "дата"},
      {example("через 3 дня ожидается срок ответ = 2026-02-11 24:30"), "E0315", "24:30"},
      {example("через 3 дня ожидается оценка = 2"), "E0409", "при оценке"},
      {example("на 2026-02-30 10:00 оценка 2"), "E0304", "2026-02-30"},
      {example("через 3 рабочие недели оценка 2"), "E0313", "рабочих днях"},
      {example("через 3 дня оценка 2 через 2 дня оценка 2"), "E0419", "«2 дня»"},
      {example("ожидается срок ответ идёт"), "E0409", "шагам примеров"},
      {"пример \"П\": через 3 дня оценка 2 конец\n", "E0418", "поступило"},
  });
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
