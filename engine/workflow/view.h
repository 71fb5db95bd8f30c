#pragma once

#include "engine/decide/case_view.h"
#include "engine/workflow/case.h"

namespace autorules {

/// The declaration of what a run of the case counts; `rules` are the case's.
const Clock& ClockOf(const RuleSet& rules, const Case& value, const ClockRun& run);

/// What conditions may ask about the case at the moment; the rating is left out, it belongs to its event.
CaseView ViewOf(const Case& value, const RuleSet& rules, UnixSeconds now);

}  // namespace autorules
