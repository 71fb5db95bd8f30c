#pragma once

#include <optional>
#include <string>

#include "engine/workflow/draft.h"

namespace autorules {

/// Something that rules wait for.
struct CaseEvent {
  EventKind kind = EventKind::kTransition;
  std::string name;  ///< of the transition or the clock
  std::string what;  ///< one line in Russian, for those who are told
  std::optional<double> rating;
};

/// Lets the rules of the event act (docs/language.md §13). All of them read the case as the event has left it, before
/// the first one acts, so that a rule may ask for what it changes; then they act together, as rules of one stage do:
/// the strongest value wins, of a set one rule acts, the recused get nothing. They are valid by the day of arrival.
void FireRules(Draft* draft, const CaseEvent& event);

}  // namespace autorules
