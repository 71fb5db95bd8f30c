// A table of autorules as an administration keeps it: thousands of rows, Windows-1251, semicolons.

#include "tests/support/big_table.h"

#include <algorithm>

#include "dsl/compile.h"
#include "engine/base/render.h"
#include "engine/decide/decide.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("five thousand rows become five thousand rules") {
  const Compilation compilation = CompileTexts(testing::BigTablePack(5000, false));
  INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
  REQUIRE(compilation.rules);
  CHECK(compilation.diagnostics.all().empty());
  CHECK(compilation.rules->rules().size() == 5000);

  Decider decider(std::make_shared<const RuleIndex>(compilation.rules));
  Message message;
  message.text = "яма";
  message.category = "категория 19";
  message.subcategory = "ПОДКАТЕГОРИЯ 3";
  message.fact = "Факт 2";  // number 2139: line 2141 of the file
  const Decision decision = decider.Decide(message, {.today = {2026, 1, 12}});
  REQUIRE(decision.trace.fired.size() == 1);
  const Rule& rule = compilation.rules->rules()[decision.trace.fired[0].rule];
  CHECK(TitleOf(rule) == "авто, строка 2141");
  CHECK(rule.place.file == "data/авто.csv");
  CHECK(rule.place.line == 2141);
  CHECK(rule.basis.text == "Регламент, приложение 1");
  CHECK(decision.tags == std::vector<std::string>{"метка 39"});
}

TEST_CASE("two rows that fit one message are named with a value") {
  const Compilation compilation = CompileTexts(testing::BigTablePack(5000, true));
  REQUIRE(compilation.diagnostics.all().size() == 1);
  CHECK(compilation.rules == nullptr);
  const std::string report = RenderAll(compilation.diagnostics, *compilation.sources, {});
  INFO(report);
  CHECK(report.find("ошибка[E0505]: таблица «авто»: обращению подходят строки 18 и 3001: категория «категория 16», "
                    "подкатегория «подкатегория 0», факт «факт 0»") != std::string::npos);
  CHECK(report.find("data/авто.csv:18:1") != std::string::npos);
}

}  // namespace
}  // namespace autorules
