#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace autorules {

/// Replaces `\uD800`–`\uDFFF` escapes that are not half of a pair by `\uFFFD`: exports that cut texts in the middle of
/// an emoji leave them behind. Nullopt when there is nothing to mend.
std::optional<std::string> RepairSurrogates(std::string_view json);

}  // namespace autorules
