#pragma once

#include <string>

#include "engine/workflow/draft.h"

namespace autorules {

// What people, escalations and rules of events do to a case, each with its entry in the journal. `why` is one line in
// Russian.

/// The case goes to another unit; `by` is the person who did it, if one did.
void HandOver(Draft* draft, Id to, const std::string& why, Id by = kNone);
/// A word to a unit, by a template or without one (kNone).
void Tell(Draft* draft, Id unit, Id letter, const std::string& why);
/// A letter to the citizen.
void Reply(Draft* draft, Id letter);
/// Does nothing when the case has it, in whatever spelling.
void AddTag(Draft* draft, const std::string& tag);
void SetImportance(Draft* draft, Importance importance);

}  // namespace autorules
