// docs/municipalities.md leads from clauses to lines: each line named there begins with the declaration named beside
// it. AUTORULES_UPDATE_GOLDENS=1 looks the lines up anew.

#include <fmt/format.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "dsl/parser.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;
using namespace autorules::testing;

/// Line by line; of a file that does not exist, none.
std::vector<std::string> LinesOf(const fs::path& path) {
  std::vector<std::string> lines;
  if (!fs::exists(path)) return lines;
  std::istringstream in(ReadFile(path));
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool Begins(const std::string& line, const std::string& head) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string::npos || line.compare(begin, head.size(), head) != 0) return false;
  const std::size_t end = begin + head.size();
  return end == line.size() || line[end] == ' ' || line[end] == ':';
}

/// From 1; 0 when no line does.
std::size_t LineOf(const std::vector<std::string>& lines, const std::string& head) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (Begins(lines[i], head)) return i + 1;
  }
  return 0;
}

// [structure.rules:12](../rules/perm/structure.rules#L12) `роль куратор_мцу`
const std::regex kReference(R"(\[([^\]:]+):(\d+)\]\(\.\./(rules/[^)#]+)#L(\d+)\) `([^`]+)`)");

TEST_CASE("clauses of the decrees lead to the lines of their declarations") {
  const fs::path path = SourceRoot() / "docs" / "municipalities.md";
  const std::string text = ReadFile(path);
  std::string mended;
  std::map<std::string, std::size_t> references;  // by pack
  auto at = text.begin();
  for (std::sregex_iterator found(text.begin(), text.end(), kReference), none; found != none; ++found) {
    const std::smatch& match = *found;
    const fs::path file = match[3].str();
    INFO(match.str());
    CHECK(file.filename() == match[1].str());
    const std::size_t line = LineOf(LinesOf(SourceRoot() / file), match[5]);
    CHECK(line > 0);
    ++references[(++file.begin())->string()];
    mended.append(at, text.begin() + match.position());
    mended += fmt::format("[{}:{}](../{}#L{}) `{}`", match[1].str(), line, match[3].str(), line, match[5].str());
    at = text.begin() + match.position() + match.length();
  }
  mended.append(at, text.end());
  CheckGolden(path, mended);
  for (const char* pack : {"perm", "alarsky", "slantsy", "kamensky", "pozharsky"}) {
    INFO(pack);
    CHECK(references[pack] >= 10);
  }
  // What is written otherwise would not be checked.
  std::size_t links = 0;
  for (std::size_t link = text.find("#L"); link != std::string::npos; link = text.find("#L", link + 1)) ++links;
  std::size_t counted = 0;
  for (const auto& [pack, count] : references) counted += count;
  CHECK(links == counted);
}

/// `роль имя`, `блок имя`, `территория имя` of a pack, as docs/municipalities.md calls them.
std::set<std::string> UnitsOf(const fs::path& pack) {
  std::set<std::string> units;
  for (const auto& entry : fs::directory_iterator(pack)) {
    if (entry.path().extension() != ".rules") continue;
    const std::string text = ReadFile(entry.path());
    SourceMap sources;
    Diagnostics diagnostics;
    for (const CstNode& node : ParseFile(sources, sources.Add(entry.path().string(), text), &diagnostics)) {
      if (node.node != Node::kUnit) continue;
      const CstNode& name = node.children.at(1);
      units.insert(text.substr(node.begin, name.end - node.begin));
    }
  }
  return units;
}

TEST_CASE("every role, block and territory of a pack is found from the decree") {
  const std::string text = ReadFile(SourceRoot() / "docs" / "municipalities.md");
  for (const auto& entry : fs::directory_iterator(SourceRoot() / "rules")) {
    for (const std::string& unit : UnitsOf(entry.path())) {
      INFO(entry.path() << ": " << unit);
      CHECK(text.find("`" + unit + "`") != std::string::npos);
    }
  }
}

}  // namespace
}  // namespace autorules
