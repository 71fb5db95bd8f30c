#include "cli/simulate/clocks.h"

#include <algorithm>

namespace autorules::cli {

std::vector<const ClockRun*> LatestRuns(const Case& value) {
  std::vector<const ClockRun*> runs;
  for (const ClockRun& run : value.clocks) {
    std::erase_if(runs, [&](const ClockRun* earlier) { return earlier->clock == run.clock; });
    runs.push_back(&run);
  }
  return runs;
}

const ClockRun* FirstToWatch(const Case& value) {
  const ClockRun* first = nullptr;
  // A missed deadline lies before every one that is not.
  for (const ClockRun& run : value.clocks) {
    if (!run.stopped && (first == nullptr || run.due.at < first->due.at)) first = &run;
  }
  return first;
}

bool WasOverdue(const Case& value) {
  return std::any_of(value.clocks.begin(), value.clocks.end(), [](const ClockRun& run) { return run.overdue; });
}

}  // namespace autorules::cli
