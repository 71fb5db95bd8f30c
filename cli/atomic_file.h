#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"

namespace autorules::cli {

/// Replaces the file's content as a whole: readers see the old or the new text, also after a crash. Follows a symbolic
/// link to its file and keeps the access rights.
Result<void> ReplaceFile(const std::string& path, std::string_view content);

}  // namespace autorules::cli
