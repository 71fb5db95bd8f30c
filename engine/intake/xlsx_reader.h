#pragma once

#include <string>
#include <string_view>

#include "engine/base/status.h"
#include "engine/intake/sheet.h"

namespace autorules {

/// ReadSheet for workbooks: XLSX as ECMA-376 part 1 describes it. Read a row at a time; formulas count with the value
/// that was saved with them.
Result<Sheet> ReadWorkbook(const std::string& name, std::string_view bytes, const IsHeadingRow& is_heading);

}  // namespace autorules
