// The table "Who may include whom" of docs/architecture.md against every #include of the program.
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

namespace fs = std::filesystem;

/// Library ("engine/text", "dsl") to what its row allows, as written there.
using Table = std::map<std::string, std::set<std::string>>;

std::string Trim(std::string_view text, std::string_view what = " `") {
  const auto first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(what) + 1 - first));
}

std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(Trim(part));
  return parts;
}

Table ReadTable(const std::string& markdown) {
  std::istringstream in(markdown);
  Table table;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("| Library |")) inside = true;
    if (inside && !line.starts_with("|")) break;
    if (!inside || !line.starts_with("| `")) continue;
    const std::vector<std::string> cells = Split(line.substr(1), '|');
    for (const std::string& library : Split(cells.at(0), ',')) {
      for (const std::string& item : Split(cells.at(1), ',')) table[Trim(library)].insert(item);
    }
  }
  return table;
}

/// Which third-party library a header belongs to, as the table calls it; "std" for the language and the system.
std::string LibraryOf(const std::string& header) {
  static const std::vector<std::pair<std::string, std::string>> kPrefixes = {
      {"fmt/", "fmt"},
      {"tl/", "tl"},
      {"unicode/", "ICU"},
      {"libstemmer.h", "libstemmer"},
      {"lua.hpp", "Lua"},
      {"date/", "date"},
      {"sodium.h", "libsodium"},
      {"simdjson.h", "simdjson"},
      {"tao/", "PEGTL"},
      {"CLI/", "CLI11"},
      {"nlohmann/", "nlohmann"},
      {"zip.h", "libzip"},
      {"pugixml.hpp", "pugixml"},
      {"sys/", "std"},
      {"unistd.h", "std"},
      {"fcntl.h", "std"},
  };
  for (const auto& [prefix, library] : kPrefixes) {
    if (header.starts_with(prefix)) return library;
  }
  const bool standard = header.find_first_of("/.") == std::string::npos;
  return standard ? "std" : header;
}

/// The library of the table that a path such as "engine/text/fold.h" lies in; "" when none.
std::string Home(const Table& table, const std::string& path) {
  for (const auto& [library, allowed] : table) {
    if (path.starts_with(library + "/")) return library;
  }
  return {};
}

bool IsAllowed(const Table& table, const std::string& library, const std::string& include, bool third_party) {
  const std::set<std::string>& allowed = table.at(library);
  if (allowed.contains("everything")) return true;
  if (third_party) {
    // What base stands on comes with base.
    const std::string name = LibraryOf(include);
    return name == "std" || allowed.contains(name) || table.at("engine/base").contains(name);
  }
  const std::string home = Home(table, include);
  return home == library || allowed.contains(include) || allowed.contains(home) ||
         (home.starts_with("engine/") && allowed.contains(home.substr(7)));
}

struct Include {
  std::string header;
  bool third_party = false;
};

std::vector<Include> IncludesOf(const std::string& source) {
  std::vector<Include> includes;
  std::istringstream in(source);
  for (std::string line; std::getline(in, line);) {
    line = Trim(line);
    if (!line.starts_with("#include ")) continue;
    const char quote = line.at(9);
    const auto end = line.find(quote == '<' ? '>' : '"', 10);
    includes.push_back({line.substr(10, end - 10), quote == '<'});
  }
  return includes;
}

TEST_CASE("the checker tells allowed from forbidden includes") {
  const Table table = ReadTable(
      "| Library | may include |\n|---|---|\n"
      "| `engine/base` | std, fmt |\n"
      "| `engine/text`, `engine/calendar` | base, ICU |\n"
      "| `engine/store` | base, `engine/text/fold.h` |\n"
      "| `cli` | everything |\n\n"
      "| `not/this` | table |\n");
  REQUIRE(table.size() == 5);
  CHECK(IsAllowed(table, "engine/base", "vector", true));
  CHECK(IsAllowed(table, "engine/text", "fmt/format.h", true));
  CHECK(IsAllowed(table, "engine/text", "unicode/uchar.h", true));
  CHECK_FALSE(IsAllowed(table, "engine/base", "unicode/uchar.h", true));
  CHECK_FALSE(IsAllowed(table, "engine/text", "new_library.h", true));
  CHECK(IsAllowed(table, "engine/text", "engine/base/source.h", false));
  CHECK(IsAllowed(table, "engine/text", "engine/text/fold.h", false));
  CHECK_FALSE(IsAllowed(table, "engine/base", "engine/text/fold.h", false));
  CHECK(IsAllowed(table, "engine/store", "engine/text/fold.h", false));
  CHECK_FALSE(IsAllowed(table, "engine/store", "engine/text/pattern.h", false));
  CHECK(IsAllowed(table, "cli", "engine/store/store.h", false));
  CHECK_FALSE(IsAllowed(table, "engine/calendar", "cli/output.h", false));
}

TEST_CASE("nothing includes what docs/architecture.md forbids") {
  const fs::path root = testing::SourceRoot();
  const Table table = ReadTable(testing::ReadFile(root / "docs/architecture.md"));
  REQUIRE(table.contains("engine/base"));
  std::set<std::string> seen;
  for (const char* folder : {"engine", "dsl", "cli"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension();
      if (extension != ".h" && extension != ".cc" && extension != ".inc") continue;
      const std::string path = fs::relative(entry.path(), root).generic_string();
      const std::string library = Home(table, path);
      INFO(path << " lies in no library of the table");
      REQUIRE_FALSE(library.empty());
      seen.insert(library);
      for (const Include& include : IncludesOf(testing::ReadFile(entry.path()))) {
        INFO(path << " includes " << include.header << ", which " << library << " may not");
        CHECK(IsAllowed(table, library, include.header, include.third_party));
      }
    }
  }
  for (const auto& [library, allowed] : table) {
    INFO(library << " stands in the table and has no sources");
    CHECK(seen.contains(library));
  }
}

}  // namespace
}  // namespace autorules
