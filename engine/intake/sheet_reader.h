#pragma once

#include <string>

#include "engine/base/status.h"
#include "engine/intake/sheet.h"

namespace autorules {

/// True for the first bytes of a workbook, whatever its file is called.
bool LooksLikeWorkbook(std::string_view bytes);

/// The table in the bytes of a file called `name`: a workbook when they look like one, otherwise CSV in any encoding
/// that DecodeTable knows. The headings are the first row that `is_heading` accepts among the first
/// limits::kHeadingRows that are not blank; of a workbook, in the first visible worksheet that has such a row. Without
/// one they are the first row of more than one value, or the first that is not blank. Fails on what is no table or more
/// than limits.h allows, with a text that says what to do.
Result<Sheet> ReadSheet(const std::string& name, std::string bytes, const IsHeadingRow& is_heading);

}  // namespace autorules
