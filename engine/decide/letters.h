#pragma once

#include <string>

#include "engine/decide/decision.h"
#include "engine/intake/message.h"

namespace autorules {

/// The template filled in for a decided message, as people read: display names, dates as 12.01.2026, `да` and `нет`,
/// lists joined by commas, an outcome by its text, message texts as they came; «—» for what is absent or empty.
std::string Render(const Template& letter, const Message& message, const Decision& decision, const RuleSet& rules);

}  // namespace autorules
