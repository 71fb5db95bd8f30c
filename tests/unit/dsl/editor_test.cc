// The extension for editors in editors/vscode: what is made from the tables of the compiler is as they say, folding and
// brackets fit the packs, and every snippet is rule text. What the grammar colours is checked in editor_scopes_test.cc.

#include <fmt/format.h>

#include <regex>
#include <set>

#include "dsl/compile.h"
#include "dsl/format.h"
#include "dsl/parser.h"
#include "engine/base/render.h"
#include "tests/support/catch.h"
#include "tests/support/editor_grammar.h"
#include "tests/support/golden.h"
#include "tests/support/rules_blocks.h"
#include "tests/support/textmate.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;
using Json = nlohmann::ordered_json;

fs::path Extension() { return SourceRoot() / "editors" / "vscode"; }

std::string Pretty(const Json& json) { return json.dump(2) + "\n"; }

// A file that is written by hand, laid out as the others are.
Json ReadJson(const fs::path& path) {
  const std::string text = ReadFile(path);
  Json json = Json::parse(text);
  INFO(path);
  CHECK(Pretty(json) == text);
  return json;
}

TEST_CASE("the files of the editor extension are those of the code") {
  CheckGolden(Extension() / "syntaxes" / "autorules.tmLanguage.json", Pretty(EditorGrammar()));
  CheckGolden(Extension() / "language-configuration.json", Pretty(EditorConfiguration()));
}

TEST_CASE("the manifest names the files, the scopes and the version that there are") {
  const Json manifest = ReadJson(Extension() / "package.json");
  const Json& parts = manifest.at("contributes");
  const Json& language = parts.at("languages").at(0);
  const Json& grammar = parts.at("grammars").at(0);
  const Json& snippets = parts.at("snippets").at(0);
  for (const std::string path : {language.at("configuration"), grammar.at("path"), snippets.at("path")}) {
    INFO(path);
    CHECK(fs::is_regular_file(Extension() / path));
  }
  CHECK(language.at("extensions") == Json::array({".rules"}));
  CHECK(grammar.at("language") == language.at("id"));
  CHECK(snippets.at("language") == language.at("id"));
  CHECK(parts.at("configurationDefaults").contains(fmt::format("[{}]", language.at("id").get<std::string>())));
  CHECK(grammar.at("scopeName") == EditorGrammar().at("scopeName"));
  for (const std::string scope : grammar.at("balancedBracketScopes")) {
    INFO(scope);
    CHECK(EditorGrammar().dump().find("\"" + scope + ".") != std::string::npos);
  }
  const std::string version = manifest.at("version");
  CHECK(ReadFile(SourceRoot() / "CMakeLists.txt").find("project(autorules VERSION " + version + " ") !=
        std::string::npos);
  const std::string folder = fmt::format("{}.{}-{}", manifest.at("publisher").get<std::string>(),
                                         manifest.at("name").get<std::string>(), version);
  CHECK(ReadFile(Extension() / "README.md").find("`" + folder + "`") != std::string::npos);
}

std::vector<fs::path> RuleFiles() {
  std::vector<fs::path> files;
  for (const char* folder : {"rules", "stdlib", "tests/golden/language"}) {
    for (const auto& entry : fs::recursive_directory_iterator(SourceRoot() / folder)) {
      if (entry.path().extension() == ".rules") files.push_back(entry.path());
    }
  }
  REQUIRE(files.size() > 20);
  return files;
}

std::string Formatted(const std::string& text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto formatted = FormatSource(sources, sources.Add("текст.rules", text), Language::kRussian, &diagnostics);
  INFO(RenderAll(diagnostics, sources, {}));
  REQUIRE(formatted);
  return *formatted;
}

TEST_CASE("every body that a line of the packs opens for folding is closed by another") {
  // Folding and indentation read whole lines, which a grammar of two rules does as well.
  const Json markers = EditorConfiguration().at("folding").at("markers");
  const TextMateGrammar lines({{"scopeName", "lines"},
                               {"patterns", Json::array({{{"name", "start"}, {"match", markers.at("start")}},
                                                         {{"name", "end"}, {"match", markers.at("end")}}})}});
  for (const fs::path& path : RuleFiles()) {
    INFO(path);
    const std::string text = Formatted(ReadFile(path));
    int depth = 0;
    int deepest = 0;
    for (const ScopedText& line : lines.Tokenize(text)) {
      if (line.scopes.back() == "start") deepest = std::max(deepest, ++depth);
      if (line.scopes.back() == "end" && --depth < 0) FAIL(text.substr(line.begin, line.end - line.begin));
    }
    CHECK(depth == 0);
    CHECK(deepest <= 2);
  }
}

// ---- snippets

struct Snippet {
  std::string name;
  std::string prefix;
  std::string body;
};

std::vector<Snippet> Snippets() {
  std::vector<Snippet> snippets;
  const Json json = ReadJson(Extension() / "snippets" / "autorules.json");
  for (const auto& [name, snippet] : json.items()) {
    std::string body;
    for (const std::string line : snippet.at("body")) body += line + "\n";
    CHECK_FALSE(snippet.at("description").get<std::string>().empty());
    snippets.push_back({name, snippet.at("prefix"), body});
  }
  return snippets;
}

// The text after the user has accepted every default: `${1:имя}`, the first of `${2|первая,все|}`, and again by `$1`.
std::string Filled(const std::string& body) {
  static const std::regex place(R"(\$\{(\d+)(?::([^}]*)|\|([^,|]*)[^|]*\|)?\})");
  std::map<std::string, std::string> defaults;
  std::string filled;
  auto rest = body.cbegin();
  for (std::sregex_iterator at(body.begin(), body.end(), place), end; at != end; ++at) {
    const std::smatch& match = *at;
    filled.append(rest, match[0].first);
    const std::string given = match[2].matched ? match[2] : match[3];
    // A place has its default where it stands first, as the user fills it there.
    CHECK(given.empty() == defaults.contains(match[1]));
    filled += defaults.try_emplace(match[1], given).first->second;
    rest = match[0].second;
  }
  filled.append(rest, body.cend());
  CHECK(filled.find('$') == std::string::npos);
  return filled;
}

// Names, tables and owners come from the pack that the snippet is used in.
bool IsOfThePack(const Diagnostic& diagnostic) {
  return Describe(diagnostic.code).id.starts_with("E02") || diagnostic.code == Code::kTableUnreadable ||
         diagnostic.code == Code::kTopicWithoutOwner;
}

TEST_CASE("every snippet parses, is laid out as the formatter does it and has no mistakes of its own") {
  std::set<std::string> prefixes;
  for (const Snippet& snippet : Snippets()) {
    const std::string text = Filled(snippet.body);
    INFO(snippet.name << "\n" << text);
    CHECK(prefixes.insert(snippet.prefix).second);
    CHECK(Formatted(text) == text);
    const Compilation compilation = CompileTexts(PackAround(text), {{}, false});
    INFO(RenderAll(compilation.diagnostics, *compilation.sources, {}));
    for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
      CHECK(IsOfThePack(diagnostic));
    }
  }
}

TEST_CASE("every declaration has a snippet that is called by its word") {
  std::map<Keyword, std::set<std::string>> prefixes;
  for (const Snippet& snippet : Snippets()) {
    SourceMap sources;
    Diagnostics diagnostics;
    const auto trees = ParseFile(sources, sources.Add("заготовка.rules", Filled(snippet.body)), &diagnostics);
    INFO(snippet.name);
    REQUIRE_FALSE(diagnostics.has_errors());
    REQUIRE(trees.size() == 1);
    const Keyword keyword = trees.front().children.front().keyword;
    prefixes[keyword].insert(snippet.prefix);
    CHECK(snippet.prefix.starts_with(Canonical(keyword, Language::kRussian)));
  }
  for (const KeywordRow& row : kKeywords) {
    if (row.place != KeywordPlace::kDeclaration) continue;
    const std::string word(Canonical(row.id, Language::kRussian));
    INFO("no snippet for " << word);
    CHECK(prefixes[row.id].contains(word));
  }
}

}  // namespace
}  // namespace autorules
