#pragma once

#include <string>

#include "cli/terminal.h"
#include "engine/workflow/workflow.h"

namespace autorules::cli {

/// The deadlines of a message, if nothing happens to it, with how long each clock runs, by which clause, and what is
/// done around it: a section of an explanation. Empty when its procedure has no clocks that start with it.
std::string ExplainDeadlines(const Workflow& workflow, const Message& message, const Decision& decision, Style style);

}  // namespace autorules::cli
