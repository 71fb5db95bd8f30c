#pragma once

#include <string>
#include <utility>
#include <vector>

namespace autorules::testing {

/// A zip archive of files, names first, deflated fast. Of files of one name the first is taken. Aborts when the archive
/// cannot be made.
std::string MakeZip(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace autorules::testing
