#pragma once

#include <string>

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"

namespace autorules {

struct RenderOptions {
  Language language = Language::kRussian;
  bool colour = false;  ///< ANSI escapes
};

/// One diagnostic for people: code and message, place, the source lines with the spans marked, how to mend it. Ends
/// with a line break. Control characters of the source are shown as spaces, tabs as four of them, long lines are cut
/// around the span. Never fails, whatever the span.
std::string Render(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options);

/// All of them with a blank line between, at most limits::kShownDiagnostics, and a line that counts errors and
/// warnings; empty when there are none.
std::string RenderAll(const Diagnostics& diagnostics, const SourceMap& sources, const RenderOptions& options);

}  // namespace autorules
