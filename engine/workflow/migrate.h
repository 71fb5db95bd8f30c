#pragma once

#include "engine/workflow/draft.h"

namespace autorules {

/// Workflow::Migrate. What is refused: a case whose channel, topics, procedure, state or clocks, or any unit that has
/// to do with it, are not called so any more; one whose state has become final or is no longer; and one with a clock
/// that stood or was extended and now counts in other units. An owner whose post is vacant now gives way to his deputy.
/// Clocks that only the new rules have begin when the case comes into their state; the journal names them. Steps of
/// chains that have been taken stay taken where the new chain has a step at the same time; others begin if their moment
/// is still to come. Templates and own fields that are gone are left out. The trace and the results of scripts stay
/// with the rules that decided: the new case has none.
StepResult MigrateCase(const Case& value, const Rulebook& from, const Rulebook& to, UnixSeconds now);

}  // namespace autorules
