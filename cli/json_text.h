#pragma once

#include <string>
#include <string_view>

namespace autorules::cli {

/// Appends the text as a JSON string with its quotes. Requires valid UTF-8; only what JSON demands is escaped.
void AppendJson(std::string_view text, std::string& out);

}  // namespace autorules::cli
