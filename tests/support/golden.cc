#include "tests/support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/support/catch.h"

namespace autorules::testing {
namespace {

namespace fs = std::filesystem;

bool Updating() {
  const char* value = std::getenv("AUTORULES_UPDATE_GOLDENS");
  return value != nullptr && std::string_view(value) == "1";
}

std::string FirstDifference(const std::string& expected, const std::string& actual) {
  std::istringstream left(expected), right(actual);
  std::string a, b;
  for (int line = 1;; ++line) {
    const bool has_a = static_cast<bool>(std::getline(left, a));
    const bool has_b = static_cast<bool>(std::getline(right, b));
    if (!has_a && !has_b) return "they differ in line breaks only";
    if (has_a != has_b || a != b) {
      return "line " + std::to_string(line) + "\n  expected: " + (has_a ? a : "(end of file)") +
             "\n  actual:   " + (has_b ? b : "(end of file)");
    }
  }
}

}  // namespace

fs::path SourceRoot() { return AUTORULES_SOURCE_DIR; }

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  INFO("file " << path);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteFile(const fs::path& path, std::string_view content) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << content;
  out.flush();
  INFO("file " << path);
  REQUIRE(out.good());
}

std::vector<fs::path> GoldenCases(std::string_view folder, std::string_view extension) {
  std::vector<fs::path> cases;
  const fs::path root = SourceRoot() / "tests" / "golden" / folder;
  for (const auto& entry : fs::directory_iterator(root)) {
    if (extension.empty() ? entry.is_directory() : entry.path().extension() == extension) cases.push_back(entry.path());
  }
  INFO("no golden cases in " << root);
  REQUIRE_FALSE(cases.empty());
  std::sort(cases.begin(), cases.end());
  return cases;
}

void CheckGolden(const fs::path& expected, std::string_view actual) {
  INFO("golden " << expected);
  if (Updating()) {
    WriteFile(expected, actual);
    FAIL_CHECK("rewritten; read the change and run again without AUTORULES_UPDATE_GOLDENS");
    return;
  }
  if (!fs::exists(expected)) {
    FAIL_CHECK("no such file; run with AUTORULES_UPDATE_GOLDENS=1 to write it");
    return;
  }
  const std::string wanted = ReadFile(expected);
  if (wanted != actual) FAIL_CHECK(FirstDifference(wanted, std::string(actual)));
}

}  // namespace autorules::testing
