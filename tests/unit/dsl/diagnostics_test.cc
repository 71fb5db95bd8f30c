// Every code of the catalogue is shown by a golden: tests/golden/diagnostics/CODE.rules (a fragment, with a pack made
// around it) or CODE/ (a whole pack), next to it CODE.txt with what a person reads, in Russian and in English.

#include <set>

#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

std::string Both(const Compilation& compilation) {
  const auto render = [&](Language language) {
    return RenderAll(compilation.diagnostics, *compilation.sources, {language, false});
  };
  return render(Language::kRussian) + "\n" + render(Language::kEnglish);
}

bool Shows(const Compilation& compilation, std::string_view id) {
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    if (Describe(diagnostic.code).id == id) return true;
  }
  return false;
}

// What no small file in the tree can show.
std::optional<Compilation> CompileMadeUp(std::string_view id) {
  if (id == "E0001") return CompileTexts(PackAround(""), {{"нет_такой_папки"}, true});
  if (id == "E0003") return CompileTexts({{"всё.rules", std::string(limits::kSourceBytes + 1, ' ')}});
  return std::nullopt;
}

Compilation CompileGolden(std::string_view id) {
  if (auto made_up = CompileMadeUp(id)) return std::move(*made_up);
  const fs::path root = SourceRoot() / "tests" / "golden" / "diagnostics";
  if (fs::is_directory(root / id)) return CompileTexts(FilesBelow(root / id));
  const std::string name = std::string(id) + ".rules";
  return CompileTexts(PackAround(ReadFile(root / name), name));
}

TEST_CASE("every code has a golden that shows it") {
  for (const CatalogEntry& entry : Catalog()) {
    INFO(entry.id);
    const Compilation compilation = CompileGolden(entry.id);
    CHECK(Shows(compilation, entry.id));
    // A golden is about one mistake: nothing follows from it.
    for (const Diagnostic& diagnostic : compilation.diagnostics.all()) CHECK(Describe(diagnostic.code).id == entry.id);
    CHECK((compilation.rules == nullptr) == compilation.diagnostics.has_errors());
    CheckGolden(SourceRoot() / "tests" / "golden" / "diagnostics" / (std::string(entry.id) + ".txt"),
                Both(compilation));
  }
}

TEST_CASE("every golden is of a code") {
  std::set<std::string> known;
  for (const CatalogEntry& entry : Catalog()) known.emplace(entry.id);
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "tests" / "golden" / "diagnostics")) {
    INFO(entry.path());
    CHECK(known.contains(entry.path().stem().string()));
  }
}

}  // namespace
}  // namespace autorules
