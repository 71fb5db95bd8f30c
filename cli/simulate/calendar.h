#pragma once

#include <span>
#include <string>

#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// The deadlines of the cases as an iCalendar file (RFC 5545): an event for the latest run of every clock, at its last
/// minute or moment in UTC. Its stamp is when the clock started, so that the same scenario gives the same file.
std::string CalendarOf(std::span<const RunningCase* const> cases);

/// A line of content with its end: folded after 75 bytes, no character cut.
std::string FoldLine(std::string_view line);
/// A text as a value: \ ; , and line breaks escaped, other control characters left out.
std::string EscapeText(std::string_view text);

}  // namespace autorules::cli
