// What the documents show compiles, and every diagnostic has a page that shows it.

#include <set>

#include "dsl/compile.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

// About files as such: no text can show them.
const std::set<std::string_view> kWithoutBlocks{"E0001", "E0002", "E0003", "E0004"};

std::vector<FencedBlock> RulesBlocks(std::string_view markdown) {
  std::vector<FencedBlock> blocks = FencedBlocks(markdown);
  std::erase_if(blocks, [](const FencedBlock& block) { return block.info != "rules"; });
  return blocks;
}

// The block as a pack, with the tables and scripts that the page shows above it (```csv data/bad.csv, ```lua
// scripts/адрес.lua); of a file that is shown again the last text counts.
Compilation CompileBlock(std::string_view page, const FencedBlock& block, const CompileOptions& options = {}) {
  TextFiles files = PackAround(block.text);
  for (const FencedBlock& other : FencedBlocks(page)) {
    if (other.line > block.line) break;
    if (!other.info.starts_with("csv ") && !other.info.starts_with("lua ")) continue;
    const std::string path = other.info.substr(4);
    std::erase_if(files, [&](const auto& file) { return file.first == path; });
    files.emplace_back(path, other.text);
  }
  return CompileTexts(files, options);
}

bool Shows(const Compilation& compilation, std::string_view id) {
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    if (Describe(diagnostic.code).id == id) return true;
  }
  return false;
}

TEST_CASE("every code has a page, and its blocks show the mistake and the mended text") {
  const fs::path folder = SourceRoot() / "docs" / "diagnostics";
  const std::string index = ReadFile(folder / "README.md");
  for (const CatalogEntry& entry : Catalog()) {
    const std::string id(entry.id);
    INFO(id);
    CHECK(index.find("[" + id + "](" + id + ".md)") != std::string::npos);
    const std::string page = ReadFile(folder / (id + ".md"));
    CHECK(page.starts_with("# " + id + ". "));
    CHECK(page.find("*English:*") != std::string::npos);
    const auto blocks = RulesBlocks(page);
    if (kWithoutBlocks.contains(entry.id)) {
      CHECK(blocks.empty());
      continue;
    }
    REQUIRE(blocks.size() == 2);
    // Only here what is made around a block would be the mending.
    const bool bare = entry.code == Code::kNoMunicipality;
    CHECK(Shows(bare ? CompileTexts({{"пример.rules", blocks[0].text}}) : CompileBlock(page, blocks[0]), entry.id));
    const Compilation mended = CompileBlock(page, blocks[1]);
    INFO(RenderAll(mended.diagnostics, *mended.sources, {}));
    CHECK_FALSE(mended.diagnostics.has_errors());
    CHECK_FALSE(Shows(mended, entry.id));
  }
}

TEST_CASE("every page is of a code") {
  std::set<std::string> known{"README"};
  for (const CatalogEntry& entry : Catalog()) known.emplace(entry.id);
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "docs" / "diagnostics")) {
    INFO(entry.path());
    CHECK(known.contains(entry.path().stem().string()));
  }
}

TEST_CASE("rules in the documents compile") {
  std::size_t blocks = 0;
  for (const char* name : {"README.md", "docs/language.md", "docs/guide.ru.md", "docs/glossary.md"}) {
    if (!fs::exists(SourceRoot() / name)) continue;
    const std::string text = ReadFile(SourceRoot() / name);
    for (const FencedBlock& block : RulesBlocks(text)) {
      ++blocks;
      const Compilation compilation = CompileBlock(text, block, {{}, false});
      INFO(name << ", block of line " << block.line);
      INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
      CHECK_FALSE(compilation.diagnostics.has_errors());
    }
  }
  CHECK(blocks >= 6);
}

}  // namespace
}  // namespace autorules
