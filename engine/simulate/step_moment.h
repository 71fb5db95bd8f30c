#pragma once

#include "engine/workflow/workflow.h"

namespace autorules {

/// When a step of an example happens whose message came at `received`: hours and minutes exactly so much later, working
/// ones in working time; days, weeks and months at the same time of the clock so many later, working days on the day
/// that lies so many of them later. A time that a change of clocks skips is the moment of the change.
UnixSeconds MomentOf(const ExampleStep& step, UnixSeconds received, const Workflow& workflow);

/// The same of a duration by a calendar.
UnixSeconds Later(UnixSeconds start, const Duration& duration, const WorkingTime& time);

}  // namespace autorules
