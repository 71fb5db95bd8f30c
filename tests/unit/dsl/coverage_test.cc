// The packs below tests/golden/language use every construct of the language between them: each compiles without a
// word, has a golden dump and a golden English text, and what no pack uses is named. What there is to use comes from
// the tables and enumerations of the code itself.

#include <fmt/format.h>

#include <iostream>

#include "dsl/compile.h"
#include "dsl/format.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/constructs.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

std::string Formatted(const std::string& path, const std::string& text, Language language) {
  SourceMap sources;
  Diagnostics diagnostics;
  return FormatSource(sources, sources.Add(path, text), language, &diagnostics).value();
}

TEST_CASE("language goldens compile without a word; dump, layout and English are as expected") {
  for (const fs::path& folder : GoldenCases("language")) {
    INFO(folder);
    const TextFiles files = FilesBelow(folder);
    const Compilation compilation = CompileTexts(files);
    INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
    CHECK(compilation.diagnostics.all().empty());
    REQUIRE(compilation.rules);
    CheckGolden(folder.string() + ".txt", Dump(compilation.rules->parts()));
    TextFiles translated = files;
    std::string english;
    for (auto& [path, text] : translated) {
      if (!path.ends_with(".rules")) continue;
      text = Formatted(path, text, Language::kEnglish);
      CHECK((Formatted(path, text, Language::kEnglish) == text));
      const std::string russian = Formatted(path, text, Language::kRussian);
      CHECK((Formatted(path, russian, Language::kEnglish) == text));
      english += "// " + path + "\n" + text;
    }
    CheckGolden(folder.string() + ".en.txt", english);
    const Compilation other = CompileTexts(translated);
    REQUIRE(other.rules);
    CHECK(other.rules->revision() == compilation.rules->revision());
  }
}

TEST_CASE("language goldens use every construct of the language") {
  Constructs constructs(Constructs::Detail::kAll);
  for (const fs::path& folder : GoldenCases("language")) {
    const TextFiles files = FilesBelow(folder);
    const Compilation compilation = CompileTexts(files);
    INFO(folder);
    REQUIRE(compilation.rules);
    constructs.Use(files, compilation.rules->parts(), folder.filename().string());
  }
  std::cout << constructs.Table();
  for (const std::string& construct : constructs.Unused()) {
    FAIL_CHECK("no pack in tests/golden/language uses: " << construct);
  }
}

TEST_CASE("every golden text of the language is of a pack") {
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "tests" / "golden" / "language")) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    CHECK((entry.is_directory() || fs::is_directory(entry.path().parent_path() / name.substr(0, name.find('.')))));
  }
}

}  // namespace
}  // namespace autorules
