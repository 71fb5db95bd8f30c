#pragma once

#include <optional>

#include "engine/workflow/draft.h"

namespace autorules {

/// The clock called so; nullptr when there is none.
const Clock* FindClock(const Procedure& procedure, const std::string& name);
/// The run of the clock that is neither stopped nor history; paused or not. Nullopt when there is none.
std::optional<std::uint32_t> LiveRun(const Case& value, std::uint32_t clock);
/// When the time of the run is up: its duration with what was granted and paused so far.
Deadline DueOf(const Clock& clock, const ClockRun& run, const WorkingTime& time);
/// Both of one family.
TimeAmount Sum(const TimeAmount& a, const TimeAmount& b);

/// A new run, with its timers.
void Start(Draft* draft, std::uint32_t clock);
/// Its timers go; the rest of what is due stays for people to see.
void Stop(Draft* draft, std::uint32_t run, bool by_end);
void Pause(Draft* draft, std::uint32_t run);
void Resume(Draft* draft, std::uint32_t run);
/// Why the clock called so cannot be extended by that much (nullopt: by the most) at the moment.
Acceptance MayExtend(const Draft& draft, const std::string& clock, const std::optional<Duration>& by);
/// Requires MayExtend.
void Extend(Draft* draft, const std::string& clock, const std::optional<Duration>& by, Id who);

}  // namespace autorules
