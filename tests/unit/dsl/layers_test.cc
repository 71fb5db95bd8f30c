// Packs over modules over the standard library, and what order means: nothing.

#include <random>

#include "dsl/compile.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

constexpr const char* kPack = R"(муниципалитет proba "Пробный район":
  по умолчанию: назначить руководитель конец
конец
роль руководитель "Руководитель центра": вид руководитель конец
)";

Compilation Compile(const std::string& pack, TextFiles others = {}) {
  others.emplace_back("pack.rules", kPack + pack);
  return CompileTexts(others, {{}, false});
}

std::shared_ptr<const RuleSet> Compiled(const std::string& pack, TextFiles others = {}) {
  const Compilation compilation = Compile(pack, std::move(others));
  INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
  REQUIRE(compilation.rules);
  return compilation.rules;
}

std::vector<std::string> CodesOf(const Compilation& compilation) {
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) codes.emplace_back(Describe(diagnostic.code).id);
  return codes;
}

std::string DisplayOf(const std::vector<Channel>& channels, std::string_view name) {
  for (const Channel& channel : channels) {
    if (channel.name == name) return channel.display;
  }
  return "";
}

// Rules as "name@module:layer".
std::vector<std::string> RulesOf(const RuleSet& rules) {
  std::vector<std::string> all;
  for (const Rule& rule : rules.rules())
    all.push_back(rule.name + "@" + rule.module + ":" + std::to_string(static_cast<int>(rule.layer)));
  return all;
}

TEST_CASE("what a pack declares replaces what its modules declare, and those the standard library") {
  const std::string module = "модуль наш\nиспользовать каналы\nканал вк \"ВК модуля\"\nканал ок \"ОК модуля\"\n";
  const auto rules = Compiled("использовать наш\nканал вк \"ВК набора\"\n", {{"наш.rules", module}});
  CHECK(DisplayOf(rules->channels(), "вк") == "ВК набора");
  CHECK(DisplayOf(rules->channels(), "ок") == "ОК модуля");
  CHECK(DisplayOf(rules->channels(), "макс") == "MAX");
}

TEST_CASE("the strongest layer's threshold counts") {
  const std::string module = "модуль наш\nпорог тем 7 отрыв 2\n";
  CHECK(Compiled("использовать наш\n", {{"наш.rules", module}})->policy().threshold == 7);
  CHECK(Compiled("использовать наш\nпорог тем 5 отрыв 1\n", {{"наш.rules", module}})->policy().threshold == 5);
}

TEST_CASE("rules know their module and layer") {
  const std::string module = "модуль наш\nправило \"А\": если слов = 1 то метка \"м\" конец\n";
  CHECK(RulesOf(*Compiled("использовать наш\nправило \"А\": если слов = 2 то метка \"п\" конец\n",
                          {{"наш.rules", module}})) == std::vector<std::string>{"А@наш:1", "А@:2"});
}

// What the dump says of one procedure.
std::string ProcedureOf(const RuleSet& rules, const std::string& name) {
  const std::string dump = Dump(rules.parts());
  const std::size_t begin = dump.find("procedure " + name + " ");
  REQUIRE(begin != std::string::npos);
  std::size_t end = begin;
  do {
    end = dump.find('\n', end) + 1;
  } while (dump.substr(end, 2) == "  ");
  return dump.substr(begin, end - begin);
}

constexpr const char* kProcedure = R"(модуль наш
порядок письмо "Письмо":
  основание "п. 1"
  состояния новое, готово
  переход ответить из новое в готово может руководитель
  срок ответ 1 месяц предел пауза в новое продление до 3 дней один раз основание "п. 2"
  нерабочий последний день переносится назад
конец
)";

TEST_CASE("a refinement changes what it says and leaves the rest") {
  const std::string pack = R"(использовать наш
уточнить порядок письмо:
  основание "п. 4"
  состояния в_работе
  завершение готово
  переход ответить из новое, в_работе в готово
  переход взять из новое в в_работе
  срок ответ 15 дней
  срок отклик 1 рабочий день до в_работе
конец
)";
  CHECK(ProcedureOf(*Compiled(pack, {{"наш.rules", kProcedure}}), "письмо") ==
        "procedure письмо \"Письмо\" basis=\"п. 4\"\n"
        "  states [новое, готово, в_работе]\n"
        "  transition взять [новое] -> в_работе\n"
        "  transition ответить [в_работе, новое] -> готово\n"
        "  start новое\n"
        "  finals [готово]\n"
        "  clock ответ 15 days новое -> [готово] pauses=[новое] statutory extension=3 days x1 back basis=\"п. 2\"\n"
        "  clock отклик 1 working day новое -> [в_работе] back\n");
}

TEST_CASE("the pack refines what its module has refined, and what it declares anew nobody below refines") {
  const std::string middle =
      "модуль средний\nиспользовать наш\nуточнить порядок письмо: срок ответ 20 дней предел конец\n";
  const TextFiles modules{{"наш.rules", kProcedure}, {"средний.rules", middle}};
  const auto clock = [&](const std::string& pack) {
    const std::string procedure = ProcedureOf(*Compiled("использовать средний\n" + pack, modules), "письмо");
    const std::string_view head = "clock ответ ";
    const std::size_t begin = procedure.find(head) + head.size();
    return procedure.substr(begin, procedure.find(" новое", begin) - begin);
  };
  CHECK(clock("") == "20 days");
  CHECK(clock("порядок письмо \"Наше\": состояния новое срок ответ 5 дней конец\n") == "5 days");
}

TEST_CASE("a unit of the pack wins over a word in the procedures of a library") {
  const TextFiles modules{{"наш.rules", kProcedure}};
  CHECK(ProcedureOf(*Compiled("использовать наш\n", modules), "письмо").find("may=[руководитель]") !=
        std::string::npos);
  const std::string other =
      "муниципалитет м \"М\": по умолчанию: назначить глава конец конец\nиспользовать наш\n"
      "роль глава \"Глава\": вид руководитель конец\n";
  const Compilation compilation = CompileTexts({{"наш.rules", kProcedure}, {"pack.rules", other}}, {{}, false});
  REQUIRE(compilation.rules);
  CHECK(ProcedureOf(*compilation.rules, "письмо").find("may=[@role:head]") != std::string::npos);
}

TEST_CASE("a chain of the pack replaces that of its module") {
  const std::string module = "модуль наш\nэскалация э: по истечении метка \"модуль\" конец\n";
  const auto chain = [&](const std::string& pack) {
    const auto rules = Compiled("использовать наш\n" + pack, {{"наш.rules", module}});
    REQUIRE(rules->escalations().size() == 1);
    return std::get<EscalationTag>(rules->escalations()[0].steps[0].acts[0]).tag;
  };
  CHECK(chain("") == "модуль");
  CHECK(chain("эскалация э: по истечении метка \"набор\" конец\n") == "набор");
}

TEST_CASE("rules are cancelled by name, and by module") {
  const TextFiles modules{{"один.rules", "модуль один\nправило \"А\": если слов = 1 то метка \"м\" конец\n"},
                          {"два.rules",
                           "модуль два\nправило \"А\": если слов = 2 то метка \"м\" конец\n"
                           "правило \"Б\": если слов = 3 то метка \"м\" конец\n"}};
  const std::string use = "использовать один, два\n";
  struct Row {
    std::string cancels;
    std::vector<std::string> left;
  };
  for (const Row& row : std::vector<Row>{{"", {"А@два:1", "А@один:1", "Б@два:1"}},
                                         {"отменить правило \"А\"\n", {"Б@два:1"}},
                                         {"отменить правило \"А\" из один\n", {"А@два:1", "Б@два:1"}},
                                         {"отменить правило \"А\" из ДВА\nотменить правило \"Б\"\n", {"А@один:1"}}}) {
    INFO(row.cancels);
    CHECK(RulesOf(*Compiled(use + row.cancels, modules)) == row.left);
  }
  CHECK(CodesOf(Compile(use + "отменить правило \"В\"\n", modules)) == std::vector<std::string>{"E0207"});
  CHECK(CodesOf(Compile(use + "отменить правило \"Б\" из один\n", modules)) == std::vector<std::string>{"E0207"});
}

TEST_CASE("a pack cancels its own rules; a module cannot cancel the pack's") {
  CHECK(Compiled("правило \"А\": если слов = 1 то метка \"м\" конец\nотменить правило \"А\"\n")->rules().empty());
  const Compilation refused = Compile("использовать наш\nправило \"А\": если слов = 1 то метка \"м\" конец\n",
                                      {{"наш.rules", "модуль наш\nотменить правило \"А\"\n"}});
  CHECK(CodesOf(refused) == std::vector<std::string>{"E0207"});
}

TEST_CASE("modules bring their modules, once, from several files, and in circles") {
  const TextFiles modules{{"один.rules", "модуль один\nиспользовать два\nканал а \"А\"\n"},
                          {"один_ещё.rules", "модуль один\nканал б \"Б\"\n"},
                          {"два.rules", "модуль два\nиспользовать один\nканал д \"Д\"\n"},
                          {"лишний.rules", "модуль лишний\nканал г \"Г\"\n"}};
  CHECK(Compiled("использовать один\nиспользовать два, один\n", modules)->channels().size() == 3);
}

TEST_CASE("unknown modules are suggested") {
  struct Row {
    std::string use;
    std::vector<std::string> suggestions;
  };
  for (const Row& row : std::vector<Row>{{"использовать канал\n", {"каналы"}},
                                         {"использовать тема\n", {"темы"}},
                                         {"использовать порядоки\n", {"порядки"}},
                                         {"использовать нашы\n", {"наши"}}}) {
    INFO(row.use);
    const Compilation compilation = Compile(row.use, {{"наши.rules", "модуль наши\n"}});
    REQUIRE(CodesOf(compilation) == std::vector<std::string>{"E0204"});
    CHECK(compilation.diagnostics.all()[0].suggestions == row.suggestions);
  }
}

TEST_CASE("a pack's own module is stronger than a standard one of the same name") {
  const auto rules =
      Compiled("использовать каналы\n", {{"каналы.rules", "модуль каналы\nканал голубь \"Голубиная почта\"\n"}});
  CHECK(rules->channels().size() == 1);
}

TEST_CASE("a library's examples are not the pack's") {
  const std::string module = "модуль наш\nпример \"П\": текст \"а\" ожидается слов = 1 конец\n";
  CHECK(Compiled("использовать наш\n", {{"наш.rules", module}})->examples().empty());
}

// Declarations of a file: stretches that begin in the first column, comments with what follows them.
std::vector<std::string> Declarations(const std::string& text) {
  std::vector<std::string> all;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = begin;
    do {
      end = std::min(text.find('\n', end), text.size() - 1) + 1;
    } while (end < text.size() && (text[end] == ' ' || text[end] == '\n' || text.compare(end, 10, "конец") == 0));
    all.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return all;
}

TEST_CASE("the order of files and declarations changes nothing") {
  std::mt19937_64 random(7);
  const auto shuffle = [&](auto& list) {
    for (std::size_t i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random() % i]);
  };
  const auto check = [&](const TextFiles& files) {
    const Compilation expected = CompileTexts(files);
    auto codes = CodesOf(expected);
    std::sort(codes.begin(), codes.end());
    for (int round = 0; round < 5; ++round) {
      TextFiles other;
      for (const auto& [path, text] : files) {
        std::vector<std::string> declarations = Declarations(text);
        // `модуль` stays where it has to be.
        if (path.ends_with(".rules")) shuffle(declarations);
        std::stable_partition(declarations.begin(), declarations.end(),
                              [](const std::string& d) { return d.starts_with("модуль "); });
        std::string joined;
        for (const std::string& declaration : declarations) joined += declaration;
        // Files are read in order of path.
        other.emplace_back(path.ends_with(".rules") ? std::to_string(random() % 100) + path : path, joined);
      }
      const Compilation actual = CompileTexts(other);
      auto actual_codes = CodesOf(actual);
      std::sort(actual_codes.begin(), actual_codes.end());
      CHECK(actual_codes == codes);
      REQUIRE((actual.rules == nullptr) == (expected.rules == nullptr));
      if (actual.rules) CHECK(actual.rules->revision() == expected.rules->revision());
    }
  };
  check(FilesBelow(SourceRoot() / "rules" / "perm"));
  check(FilesBelow(SourceRoot() / "tests" / "golden" / "dump" / "everything"));
  for (const char* folder : {"procedures", "escalations", "steps"}) {
    INFO(folder);
    check(FilesBelow(SourceRoot() / "tests" / "golden" / "language" / folder));
  }
  for (const char* code : {"E0201", "E0502", "E0503", "E0407", "W0101", "W0111", "E0414"}) {
    INFO(code);
    check(FilesBelow(SourceRoot() / "tests" / "golden" / "diagnostics" / code));
  }
  for (const char* code : {"E0202", "E0208", "E0210", "E0211", "E0303", "E0308", "E0402", "E0403", "E0415", "E0419",
                           "W0103", "W0104", "W0105", "W0109", "W0110"}) {
    INFO(code);
    check(PackAround(ReadFile(SourceRoot() / "tests" / "golden" / "diagnostics" / (std::string(code) + ".rules"))));
  }
}

}  // namespace
}  // namespace autorules
