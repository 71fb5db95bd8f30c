#pragma once

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// The hours that the municipality works; Monday to Friday, 09:00 to 18:00, when it has named none at all.
const WeekSchedule& WorkingHours(const Municipality& municipality);

}  // namespace autorules
