#pragma once

#include <string>

#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// A fact of the history of a case in a line for people, without its moment.
std::string EntryText(const JournalEntry& entry, const RuleSet& rules);
/// The same, or the refusal.
std::string HappeningText(const Happening& happening);

/// A clock of a case as it stands: "срок «ответ» по 11.02.2026 — идёт".
std::string ClockText(const ClockRun& run, const RunningCase& of_case);

/// The stable word of a kind of entry, for programs: "clock_started".
std::string_view IdOf(JournalEntry::Kind kind);
/// Of a cause: "timer".
std::string_view IdOf(Cause cause);

}  // namespace autorules::cli
