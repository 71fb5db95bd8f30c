#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/workflow/case.h"

namespace autorules {

/// A person asks for a transition of the procedure. One that leaves a final state is a reopening.
struct Request {
  std::string transition;
  Id by = kNone;                                           ///< in which post; kNone: the citizen
  std::vector<std::pair<std::string, std::string>> given;  ///< what it brings, by name (folded), ordered
  std::optional<Duration> extension;                       ///< of a transition that extends; without it the most
  bool operator==(const Request&) const = default;
};

/// A timer of the case is due.
struct TimerFired {
  std::uint32_t timer = 0;
  bool operator==(const TimerFired&) const = default;
};

/// The citizen rates the answer, 1–5 stars.
struct Rated {
  int stars = 0;
  bool operator==(const Rated&) const = default;
};

/// The message was changed: as it is now, and decided anew by the rules of the case.
struct Edited {
  Id by = kNone;
  Message message;
  Decision decision;
  bool operator==(const Edited&) const = default;
};

/// A person hands the case to another unit.
struct Redirected {
  Id by = kNone, to = kNone;
  std::string reason;
  bool operator==(const Redirected&) const = default;
};

/// The case joins a job with others that agree on a merge key of its decision.
struct Merged {
  std::string job;
  std::string lead;  ///< id of the first message of the job
  Id owner = kNone;  ///< who works on it; the case goes to him
  bool operator==(const Merged&) const = default;
};

using Input = std::variant<Request, TimerFired, Rated, Edited, Redirected, Merged>;

}  // namespace autorules
