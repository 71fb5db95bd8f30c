#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/civil_date.h"

namespace autorules {

/// What conditions may ask about a clock of a case.
struct ClockView {
  std::string name;
  LocalTime due;  ///< of a deadline in days: the last minute of its last day
  bool paused = false, stopped = false, overdue = false;
};

/// What has become of a message since it was decided: what rules of events and steps of examples read besides it.
struct CaseView {
  std::string state;              ///< "" without states
  std::optional<double> rating;   ///< of the event at hand
  std::vector<ClockView> clocks;  ///< the latest of each name
};

}  // namespace autorules
