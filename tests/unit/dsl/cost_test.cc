// A pack may cost so much for a message and no more; the compiler itself ends whatever a table lists.

#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

TEST_CASE("script functions alone can be too much, and the report names one") {
  const std::size_t allowed = static_cast<std::size_t>(limits::kPackCost / limits::kScriptCost);
  const auto pack = [](std::size_t functions) {
    std::string rules, script;
    for (std::size_t i = 0; i < functions; ++i) {
      const std::string name = "ф" + std::to_string(i);
      rules += "скрипт счёт." + name + "(текст) даёт число\n";
      script += "define(\"" + name + "\", function(s) return #s end)\n";
    }
    testing::TextFiles files = testing::PackAround(rules);
    files.emplace_back("scripts/счёт.lua", script);
    return CompileTexts(files, {{}, false});
  };
  CHECK(pack(allowed).rules != nullptr);
  const Compilation refused = pack(allowed + 1);
  REQUIRE(refused.diagnostics.all().size() == 1);
  const Diagnostic& diagnostic = refused.diagnostics.all()[0];
  CHECK(diagnostic.code == Code::kTooExpensive);
  CHECK(MessageOf(diagnostic, Language::kRussian).find("дорог") != std::string::npos);
  CHECK(refused.sources->Describe(diagnostic.span).find("пример.rules:") == 0);
}

TEST_CASE("long lists of numbers in many columns do not multiply") {
  std::string fields, head, row;
  for (int column = 0; column < 12; ++column) {
    const std::string name = "п" + std::to_string(column);
    fields += "поле " + name + " число\n";
    head += (column > 0 ? " ; " : "") + name;
    row += (column > 0 ? " ; " : "") + std::string("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12");
  }
  const Compilation compilation = CompileTexts(testing::PackAround(fields + "таблица т единственная:\n  если " + head +
                                                                   "\n  то метка\n  " + row + " ; \"а\"\nконец\n"));
  CHECK_FALSE(compilation.diagnostics.has_errors());
}

}  // namespace
}  // namespace autorules
