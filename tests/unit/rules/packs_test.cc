// The five packs as a whole: clean, with examples that pass, faithful in form, and enough for every construct.

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <regex>
#include <set>

#include "dsl/compile.h"
#include "dsl/lexis.h"
#include "dsl/parser.h"
#include "engine/base/render.h"
#include "engine/script/script_state.h"
#include "tests/support/catch.h"
#include "tests/support/constructs.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

constexpr auto kPacks = std::to_array<std::string_view>({"perm", "alarsky", "slantsy", "kamensky", "pozharsky"});
constexpr std::size_t kFewestExamples = 25;

fs::path FolderOf(std::string_view pack) { return SourceRoot() / "rules" / pack; }

bool IsRules(const std::string& path) { return path.ends_with(".rules"); }

struct Tree {
  std::string path;
  std::string text;
  std::vector<CstNode> declarations;
};

std::vector<Tree> TreesOf(std::string_view pack) {
  std::vector<Tree> trees;
  for (const auto& [path, text] : FilesBelow(FolderOf(pack))) {
    if (!IsRules(path)) continue;
    SourceMap sources;
    Diagnostics diagnostics;
    const FileId file = sources.Add(path, text);
    trees.push_back({path, text, ParseFile(sources, file, &diagnostics)});
    CHECK(diagnostics.all().empty());
  }
  return trees;
}

std::string Shown(const Tree& tree, const CstNode& node) {
  const std::string text = tree.text.substr(node.begin, node.end - node.begin);
  return tree.path + ": " + text.substr(0, text.find('\n'));
}

TEST_CASE("every folder of rules is one of the five packs") {
  std::set<std::string> folders;
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "rules")) folders.insert(entry.path().filename());
  CHECK(folders == std::set<std::string>(kPacks.begin(), kPacks.end()));
}

TEST_CASE("packs compile without a word, and their examples pass") {
  for (const std::string_view pack : kPacks) {
    INFO(pack);
    const auto compilation = CompilePack(FolderOf(pack).string(), {});
    REQUIRE(compilation);
    INFO(RenderAll(compilation->diagnostics, *compilation->sources, {}));
    CHECK(compilation->diagnostics.all().empty());
    REQUIRE(compilation->rules);
    CHECK(compilation->rules->examples().size() >= kFewestExamples);
    const ProgramResult result = RunProgram({"test", FolderOf(pack).string()});
    INFO(result.out << result.err);
    CHECK(result.code == 0);
  }
}

TEST_CASE("packs are laid out as the formatter does") {
  for (const std::string_view pack : kPacks) {
    const ProgramResult result = RunProgram({"fmt", "--check", FolderOf(pack).string()});
    INFO(pack << result.out << result.err);
    CHECK(result.code == 0);
  }
}

TEST_CASE("packs use every construct of the language between them") {
  Constructs constructs(Constructs::Detail::kWithoutKinds);
  for (const std::string_view pack : kPacks) {
    const auto compilation = CompilePack(FolderOf(pack).string(), {});
    REQUIRE(compilation);
    REQUIRE(compilation->rules);
    constructs.Use(FilesBelow(FolderOf(pack)), compilation->rules->parts(), std::string(pack));
  }
  std::cout << constructs.Table();
  for (const std::string& construct : constructs.Unused()) FAIL_CHECK("no pack uses: " << construct);
}

// ---- Bases

bool MayCite(Node node) {
  switch (node) {
    case Node::kMunicipality:
    case Node::kChannel:
    case Node::kProcedure:
    case Node::kUnit:
    case Node::kTopic:
    case Node::kLeave:
    case Node::kField:
    case Node::kTemplate:
    case Node::kScript:
    case Node::kTable:
    case Node::kRule: return true;
    default: return false;
  }
}

void CheckCites(const Tree& tree, const CstNode& node) {
  if (MayCite(node.node)) {
    INFO(Shown(tree, node));
    CHECK(std::any_of(node.children.begin(), node.children.end(),
                      [](const CstNode& child) { return child.node == Node::kBasis; }));
  }
  for (const CstNode& child : node.children) {
    if (child.node == Node::kUnit) CheckCites(tree, child);
  }
}

TEST_CASE("every declaration of a pack cites its clause or says that it is an assumption") {
  for (const std::string_view pack : kPacks) {
    INFO(pack);
    for (const Tree& tree : TreesOf(pack)) {
      for (const CstNode& declaration : tree.declarations) CheckCites(tree, declaration);
    }
    for (const auto& [path, text] : FilesBelow(FolderOf(pack))) {
      if (!path.ends_with(".lua")) continue;
      const ScriptState script({"", path, text});
      for (const ScriptRule& rule : script.rules()) {
        INFO(path << ": " << rule.name);
        CHECK_FALSE(rule.basis.empty());
      }
    }
  }
}

// ---- Names of people

TEST_CASE("nobody is named: positions only") {
  // «Фамилия И.О.» and «И.О. Фамилия», in bytes of UTF-8: capital letters are D0 90 to D0 AF and D0 81.
  const std::string capital = "\xD0[\x81\x90-\xAF]";
  const std::string small = "(?:\xD0[\xB0-\xBF]|\xD1[\x80-\x8F\x91])";
  const std::string initials = capital + "\\. ?" + capital + "\\.";
  const std::string surname = capital + small + "{2,}";
  const std::regex person("(?:" + surname + " " + initials + ")|(?:" + initials + " ?" + surname + ")");
  CHECK(std::regex_search("глава Петренко А.Б. решил", person));
  CHECK(std::regex_search("А. Б. Петренко", person));
  CHECK_FALSE(std::regex_search("Положение, п. 3.3; 59-ФЗ, ст. 8 ч. 6", person));
  std::vector<fs::path> places{SourceRoot() / "docs", SourceRoot() / "examples", SourceRoot() / "rules"};
  for (const fs::path& place : places) {
    for (const auto& [path, text] : FilesBelow(place)) {
      if (path.ends_with(".xlsx")) continue;
      std::smatch found;
      const bool named = std::regex_search(text, found, person);
      INFO(place << " " << path << ": " << (named ? found.str() : ""));
      CHECK_FALSE(named);
    }
  }
}

// ---- Blocks

/// The names of topics that stand under `темы` of the unit and the executors inside it.
void CollectTopics(const Tree& tree, const CstNode& unit, std::vector<std::string>* topics) {
  for (const CstNode& child : unit.children) {
    if (child.node == Node::kUnit) CollectTopics(tree, child, topics);
    if (child.node != Node::kTopicsItem) continue;
    for (const CstNode& name : child.children) {
      if (name.node == Node::kName) topics->push_back(tree.text.substr(name.begin, name.end - name.begin));
    }
  }
}

bool HasOwnerAbove(const RuleSet& rules, const std::string& name) {
  Id topic = 0;
  while (topic < rules.topics().size() && rules.topics()[topic].name != name) ++topic;
  REQUIRE(topic < rules.topics().size());
  return rules.topics()[topic].parent != kNone;
}

bool IsBlock(const CstNode& node) {
  return node.node == Node::kUnit && node.children.front().node == Node::kKeyword &&
         node.children.front().keyword == Keyword::kBlock;
}

TEST_CASE("without any one of its blocks a pack is told what has no owner") {
  for (const std::string_view pack : kPacks) {
    const auto whole = CompileOrFail(FilesBelow(FolderOf(pack)));
    std::size_t blocks = 0;
    for (const Tree& tree : TreesOf(pack)) {
      for (const CstNode& node : tree.declarations) {
        if (!IsBlock(node)) continue;
        ++blocks;
        INFO(pack << ": " << Shown(tree, node));
        TextFiles files = FilesBelow(FolderOf(pack));
        for (auto& [path, text] : files) {
          if (path == tree.path) text.erase(node.begin, node.end - node.begin);
        }
        const Compilation compilation = CompileTexts(files);
        CHECK(compilation.diagnostics.has_errors());
        std::vector<std::string> topics;
        CollectTopics(tree, node, &topics);
        CHECK_FALSE(topics.empty());
        // What lies below somebody else's topic falls to him.
        std::erase_if(topics, [&](const std::string& topic) { return HasOwnerAbove(*whole, topic); });
        std::string orphans;
        for (const Diagnostic& diagnostic : compilation.diagnostics.all()) {
          if (diagnostic.code == Code::kTopicWithoutOwner) orphans += MessageOf(diagnostic, Language::kRussian) + "\n";
        }
        for (const std::string& topic : topics) {
          INFO(topic << " in\n" << orphans);
          CHECK(orphans.find(topic + " («") != std::string::npos);
        }
      }
    }
    INFO(pack);
    CHECK(blocks > 0);
  }
}

}  // namespace
}  // namespace autorules
