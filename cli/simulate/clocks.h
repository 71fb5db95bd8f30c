#pragma once

#include <optional>
#include <vector>

#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// The latest run of every clock of the case, in the order of their start.
std::vector<const ClockRun*> LatestRuns(const Case& value);
/// The deadline that a person looks at first: of clocks that go on the one missed first, else the nearest; nullptr when
/// none goes on.
const ClockRun* FirstToWatch(const Case& value);
/// True when the time of some clock has ever been up.
bool WasOverdue(const Case& value);

}  // namespace autorules::cli
