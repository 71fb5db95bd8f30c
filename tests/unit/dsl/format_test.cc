#include "dsl/format.h"

#include "dsl/compile.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

std::optional<std::string> Format(const std::string& text, std::optional<Language> language = std::nullopt) {
  SourceMap sources;
  const FileId file = sources.Add("a.rules", text);
  Diagnostics diagnostics;
  return FormatSource(sources, file, language, &diagnostics);
}

std::vector<fs::path> ShippedFiles() {
  std::vector<fs::path> files;
  for (const char* folder : {"stdlib", "rules"}) {
    for (const auto& entry : fs::recursive_directory_iterator(SourceRoot() / folder)) {
      if (entry.path().extension() == ".rules") files.push_back(entry.path());
    }
  }
  REQUIRE(files.size() >= 5);
  return files;
}

TEST_CASE("shipped files are formatted already") {
  for (const fs::path& path : ShippedFiles()) {
    INFO(path);
    const std::string text = ReadFile(path);
    const auto formatted = Format(text);
    REQUIRE(formatted);
    CHECK((*formatted == text));
  }
}

TEST_CASE("to English and back gives the same bytes") {
  for (const fs::path& path : ShippedFiles()) {
    INFO(path);
    const std::string text = ReadFile(path);
    const auto english = Format(text, Language::kEnglish);
    REQUIRE(english);
    CHECK(*english != text);
    CHECK((Format(*english, Language::kEnglish) == english));
    CHECK((Format(*english, Language::kRussian) == text));
  }
}

TEST_CASE("both spellings are one rule set") {
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "rules")) {
    if (!entry.is_directory()) continue;
    TextFiles russian = FilesBelow(entry.path());
    for (const auto& [path, text] : FilesBelow(SourceRoot() / "stdlib")) {
      if (path.ends_with(".rules")) russian.emplace_back("stdlib_" + path, text);
    }
    TextFiles english = russian;
    for (auto& [path, text] : english) {
      if (path.ends_with(".rules")) text = Format(text, Language::kEnglish).value();
    }
    const Compilation one = CompileTexts(russian);
    const Compilation two = CompileTexts(english);
    REQUIRE(one.rules);
    REQUIRE(two.rules);
    CHECK((Dump(one.rules->parts()) == Dump(two.rules->parts())));
    CHECK(one.rules->revision() == two.rules->revision());
    CHECK(one.diagnostics.all().size() == two.diagnostics.all().size());
  }
}

TEST_CASE("layout") {
  for (const fs::path& path : GoldenCases("format", ".rules")) {
    const std::string text = ReadFile(path);
    const auto formatted = Format(text);
    INFO(path);
    REQUIRE(formatted);
    fs::path expected = path;
    CheckGolden(expected.replace_extension(".txt"), *formatted);
    CheckGolden(expected.replace_extension(".en.txt"), Format(text, Language::kEnglish).value());
    CHECK(Format(*formatted) == formatted);
    // What the file says stays the same.
    const Compilation before = CompileTexts({{"a.rules", text}});
    const Compilation after = CompileTexts({{"a.rules", *formatted}});
    CHECK(before.diagnostics.Count(Severity::kError) == after.diagnostics.Count(Severity::kError));
  }
}

TEST_CASE("formatting is idempotent, keeps comments and keeps what is said") {
  std::size_t formatted_files = 0;
  for (const char* folder : {"diagnostics", "format", "dump", "language"}) {
    for (const auto& [path, text] : FilesBelow(SourceRoot() / "tests" / "golden" / folder)) {
      if (!path.ends_with(".rules")) continue;
      INFO(folder << "/" << path);
      const auto once = Format(text);
      if (!once) continue;  // does not parse
      ++formatted_files;
      CHECK(Format(*once) == once);
      for (const Language language : {Language::kRussian, Language::kEnglish}) {
        const auto other = Format(text, language);
        REQUIRE(other);
        CHECK(Format(*other, language) == other);
      }
      // Forms of a word beside the first one (`пуста`) are lost on the way to English, and nothing afterwards.
      const auto english = Format(text, Language::kEnglish);
      const auto russian = Format(*english, Language::kRussian);
      REQUIRE(russian);
      CHECK((Format(*russian, Language::kEnglish) == english));
      const auto comments = [](std::string_view of) {
        std::size_t count = 0;
        for (std::size_t at = 0; (at = of.find("// ", at)) != std::string_view::npos; ++at) ++count;
        return count;
      };
      CHECK(comments(*once) == comments(text));
    }
  }
  CHECK(formatted_files >= 80);
}

TEST_CASE("a file that does not parse is left alone, with its problems") {
  SourceMap sources;
  const FileId file = sources.Add("a.rules", "правило");
  Diagnostics diagnostics;
  CHECK_FALSE(FormatSource(sources, file, std::nullopt, &diagnostics));
  CHECK(diagnostics.has_errors());
}

TEST_CASE("small files") {
  struct Row {
    std::string text, formatted;
  };
  for (const Row& row :
       std::vector<Row>{{"", ""},
                        {"\n\n", ""},
                        {"// только это", "// только это\n"},
                        {"\xEF\xBB\xBFпорядок а \"А\"", "порядок а \"А\"\n"},
                        {"порядок а \"А\"\r\n\r\n\r\nпорядок б \"Б\"\r\n", "порядок а \"А\"\n\nпорядок б \"Б\"\n"},
                        {"ПОРЯДОК\xC2\xA0\tа   \"А\" // почему  ", "порядок а \"А\"  // почему\n"},
                        {"procedure а \"А\"", "procedure а \"А\"\n"},
                        {"канал а \"А\":КОД \"1\"конец", "канал а \"А\": код \"1\" конец\n"}}) {
    INFO(row.text);
    CHECK(Format(row.text) == row.formatted);
  }
}

}  // namespace
}  // namespace autorules
