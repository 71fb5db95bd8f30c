#pragma once

#include <string>

#include "engine/base/catalog.h"
#include "engine/intake/export_input.h"

namespace autorules::cli {

/// What a table was recognised as, and below it which columns are read into which fields and which are left: lines
/// that are broken between columns to be at most `width` wide, where they can.
std::string TableNote(const ExportInput& table, std::size_t width, Language language);

}  // namespace autorules::cli
