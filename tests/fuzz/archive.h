#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace autorules::fuzz {

/// Files of a pack in memory, for CompileTexts.
using TextFiles = std::vector<std::pair<std::string, std::string>>;

/// A whole pack in one input: a line `=== name` begins the file of that name; what stands before the first such line
/// is `main.rules`, left out when empty. Names are made valid UTF-8, contents stay as they are.
TextFiles FilesOfArchive(std::string_view archive);

}  // namespace autorules::fuzz
