#pragma once

#include <optional>
#include <string>

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"

namespace autorules {

/// The canonical layout of a rule file, its comments kept: two-space indentation by nesting, the user's line breaks,
/// at most one blank line in a row, one space between words, keywords in `language` (nullopt: each as it is, in its
/// canonical form). Idempotent. Nullopt when the file does not parse; the problems are then in `diagnostics`.
std::optional<std::string> FormatSource(const SourceMap& sources, FileId file, std::optional<Language> language,
                                        Diagnostics* diagnostics);

}  // namespace autorules
