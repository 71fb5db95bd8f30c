#pragma once

#include <string>

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"

namespace autorules::cli {

/// All diagnostics as one JSON object for editors and scripts: `diagnostics`, `errors`, `warnings`. Lines and columns
/// count from 1, columns in characters; `file` is null for a problem without a place.
std::string DiagnosticsJson(const Diagnostics& diagnostics, const SourceMap& sources, Language language);

}  // namespace autorules::cli
