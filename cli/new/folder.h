#pragma once

#include <string>

#include "cli/new/pack.h"
#include "engine/base/status.h"

namespace autorules::cli {

/// Says why no pack can be written to `folder`: it exists and is not empty, or there is no folder to put it in.
Result<void> CheckNewFolder(const std::string& folder);

/// Writes all files below `folder`, or none: into a temporary folder beside it that then takes its name.
Result<void> WriteNewFolder(const std::string& folder, const std::vector<PackFile>& files);

}  // namespace autorules::cli
