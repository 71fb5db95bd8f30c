// Whatever happens to a rule file, the compiler ends, and every problem has a place.

#include <cstdlib>
#include <random>

#include "dsl/compile.h"
#include "dsl/format.h"
#include "engine/base/render.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

// A shipped pack with the standard modules as files of its own, so that they can be damaged too.
std::vector<TextFiles> ShippedPacks() {
  std::vector<TextFiles> packs;
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "rules")) {
    if (!entry.is_directory()) continue;
    TextFiles files = FilesBelow(entry.path());
    for (const auto& [path, text] : FilesBelow(SourceRoot() / "stdlib")) {
      if (path.ends_with(".rules")) files.emplace_back("stdlib_" + path, text);
    }
    packs.push_back(std::move(files));
  }
  REQUIRE_FALSE(packs.empty());
  return packs;
}

// Small packs that together use every construct, with their tables and scripts.
std::vector<TextFiles> LanguagePacks() {
  std::vector<TextFiles> packs{FilesBelow(SourceRoot() / "tests" / "golden" / "dump" / "everything")};
  for (const fs::path& folder : GoldenCases("language")) packs.push_back(FilesBelow(folder));
  REQUIRE(packs.size() >= 10);
  return packs;
}

std::size_t CountLines(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string WithoutLine(const std::string& text, std::size_t line) {
  std::size_t begin = 0;
  while (line-- > 0) begin = text.find('\n', begin) + 1;
  std::string rest = text;
  return rest.erase(begin, text.find('\n', begin) + 1 - begin);
}

// The first diagnostic without a place in its file, or "".
std::string Placeless(const Compilation& compilation) {
  const auto lost = [&](Span span) {
    return !span.valid() || span.file >= compilation.sources->size() || span.begin > span.end ||
           span.end > compilation.sources->Get(span.file).text().size();
  };
  for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
    if (lost(diagnostic.span)) return MessageOf(diagnostic, Language::kRussian);
    for (const Label& label : diagnostic.labels) {
      if (lost(label.span)) return MessageOf(diagnostic, Language::kRussian) + ": " + label.text.ru;
    }
  }
  return "";
}

void CheckSound(const Compilation& compilation) {
  CHECK(Placeless(compilation) == "");
  CHECK((compilation.rules == nullptr) == compilation.diagnostics.has_errors());
}

// Of each file of each pack, some; AUTORULES_ALL_LINES=1 takes all of them, which is many minutes.
constexpr std::size_t kSampledLines = 3;

TEST_CASE("deleting a line of a shipped file never crashes and never loses a place") {
  // The sample starts at another line of each file.
  const bool all = std::getenv("AUTORULES_ALL_LINES") != nullptr;
  std::size_t compiled = 0;
  for (TextFiles pack : ShippedPacks()) {
    for (std::size_t file = 0; file < pack.size(); ++file) {
      const std::string whole = pack[file].second;
      const std::size_t lines = CountLines(whole);
      const std::size_t step = all ? 1 : std::max<std::size_t>(1, lines / kSampledLines);
      for (std::size_t line = file % step; line < lines; line += step) {
        pack[file].second = WithoutLine(whole, line);
        INFO(pack[file].first << " without line " << line + 1);
        CheckSound(CompileTexts(pack));
        ++compiled;
      }
      pack[file].second = whole;
    }
  }
  CHECK(compiled >= 150);
}

TEST_CASE("deleting any line of a small pack, its tables and scripts never crashes and never loses a place") {
  for (TextFiles pack : LanguagePacks()) {
    for (auto& [path, text] : pack) {
      const std::string whole = text;
      for (std::size_t line = 0; line < CountLines(whole); ++line) {
        text = WithoutLine(whole, line);
        INFO(path << " without line " << line + 1);
        CheckSound(CompileTexts(pack));
      }
      text = whole;
    }
  }
}

TEST_CASE("damaged files never crash and never lose a place") {
  std::mt19937_64 random(20260112);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  // Pieces that the language gives a meaning, and some that it does not.
  const std::vector<std::string> pieces{
      "(",      ")",    ":",          ",",     "\"",  "«",  "»", "конец",        "не ",   "и",
      "или",    "если", "то",         "=",     "//",  "\n", "…", "\xD0",         "\xFF",  std::string(1, '\0'),
      "\r",     "2,5",  "правило \"", "тема ", "end", "-",  "*", "\xEF\xBB\xBF", "срок ", "3 дня ",
      "через ", "на ",  "не больше "};
  const auto damage = [&](std::string text) {
    for (std::size_t times = 1 + below(4); times > 0 && !text.empty(); --times) {
      const std::size_t at = below(text.size());
      switch (below(5)) {
        case 0: text[at] = static_cast<char>(below(256)); break;
        case 1: text.erase(at, 1 + below(20)); break;
        case 2: text.insert(at, pieces[below(pieces.size())]); break;
        case 3: text.resize(at); break;
        default: text.insert(below(text.size()), text.substr(at, 1 + below(200)));
      }
    }
    return text;
  };
  // Small packs are quick to compile; the shipped ones are damaged now and then.
  const std::vector<TextFiles> small = LanguagePacks();
  const std::vector<TextFiles> shipped = ShippedPacks();
  for (int round = 0; round < 1500; ++round) {
    TextFiles pack = round % 50 == 0 ? shipped[below(shipped.size())] : small[below(small.size())];
    auto& [path, text] = pack[below(pack.size())];
    text = damage(std::move(text));
    INFO("round " << round << ", file " << path << ":\n" << (text.size() < 10'000 ? text : "(long)"));
    const Compilation compilation = CompileTexts(pack);
    CheckSound(compilation);
    for (FileId file = 0; file < compilation.sources->size() && round % 10 == 0; ++file) {
      Diagnostics diagnostics;
      FormatSource(*compilation.sources, file, Language::kEnglish, &diagnostics);
    }
  }
}

TEST_CASE("a file name of any bytes is shown as text") {
  const Compilation compilation = CompileTexts({{"\xFF\xD0.rules", "нечто\n"}});
  REQUIRE(compilation.diagnostics.has_errors());
  const std::string shown = RenderAll(compilation.diagnostics, *compilation.sources, {});
  CHECK(IsValidUtf8(shown));
  CHECK(shown.find(".rules:1:1") != std::string::npos);
}

}  // namespace
}  // namespace autorules
