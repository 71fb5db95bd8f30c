#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace autorules::testing {

/// The root of the source tree, for tests over shipped files.
std::filesystem::path SourceRoot();
/// The whole file; fails the test case when it cannot be read.
std::string ReadFile(const std::filesystem::path& path);
void WriteFile(const std::filesystem::path& path, std::string_view content);

/// Entries of tests/golden/`folder` in order of name: the folders when `extension` is empty, else the files with it
/// (".rules"). Fails the test case when there are none: a lost folder must not look like success.
std::vector<std::filesystem::path> GoldenCases(std::string_view folder, std::string_view extension = "");

/// Checks `actual` against the expectation in file `expected` and shows the first line that differs. With
/// AUTORULES_UPDATE_GOLDENS=1 in the environment it writes the file instead and then fails, so that a run that
/// rewrites expectations never reports success.
void CheckGolden(const std::filesystem::path& expected, std::string_view actual);

}  // namespace autorules::testing
