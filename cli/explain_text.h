#pragma once

#include <string>

#include "cli/terminal.h"
#include "engine/workflow/workflow.h"

namespace autorules::cli {

/// The whole trace of one decision in plain Russian: the message with the words that counted, what was decided, the
/// deadlines, the topic sums word by word, the address, and every rule that fired, gave way or nearly fired, with its
/// clause and place.
std::string ExplainText(const Workflow& workflow, const Message& message, const Decision& decision, Style style);

}  // namespace autorules::cli
