// What rules become: goldens over small packs, tests/golden/dump/NAME/ with NAME.txt beside it.

#include "dsl/compile.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

using namespace autorules::testing;

TEST_CASE("dumps of small packs") {
  for (const auto& folder : GoldenCases("dump")) {
    const Compilation compilation = CompileTexts(FilesBelow(folder));
    INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
    CHECK(compilation.diagnostics.all().empty());
    REQUIRE(compilation.rules);
    CheckGolden(folder.string() + ".txt", Dump(compilation.rules->parts()));
  }
}

TEST_CASE("conditions keep their words for the trace") {
  const Compilation compilation = CompileTexts(PackAround(
      "правило \"Р\":\n  если тема в дороги\n     и (слов больше 3 или\n адрес пуст)\n  то метка \"м\"\nконец\n"));
  REQUIRE(compilation.rules);
  const Condition& when = compilation.rules->rules().at(0).when;
  CHECK(when.text == "тема в дороги и (слов больше 3 или адрес пуст)");
  REQUIRE(when.children.size() == 2);
  CHECK(when.children[0].text == "тема в дороги");
  CHECK(when.children[1].text == "слов больше 3 или адрес пуст");
}

}  // namespace
}  // namespace autorules
