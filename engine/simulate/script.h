#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/calendar/civil_date.h"
#include "engine/calendar/duration.h"
#include "engine/intake/input_problem.h"

namespace autorules {

/// What happens at a moment while time runs: somebody acts, or the rules change. Names are as written; what they mean
/// depends on the rules of the case that they come to.
struct ScriptEvent {
  struct Transition {
    std::string name;                                        ///< folded
    std::vector<std::pair<std::string, std::string>> given;  ///< by name (folded), ordered
    std::optional<Duration> extension;
    bool operator==(const Transition&) const = default;
  };
  struct HandOver {
    std::string to, reason;
    bool operator==(const HandOver&) const = default;
  };
  struct Rating {
    int stars = 0;
    bool operator==(const Rating&) const = default;
  };
  struct Edit {
    std::string text;
    bool operator==(const Edit&) const = default;
  };
  struct PackSwap {
    std::string folder;
    bool operator==(const PackSwap&) const = default;
  };

  std::string input;       ///< file name as given
  std::uint64_t line = 0;  ///< from 1
  UnixSeconds at = 0;
  std::string id;                 ///< of the message, "" when it is about a job or the rules
  std::string job;                ///< its key or the id of one of its messages, "" for none
  std::optional<std::string> by;  ///< a unit or the word for the citizen; nullopt: the owner of then
  std::variant<Transition, HandOver, Rating, Edit, PackSwap> what;
  bool operator==(const ScriptEvent&) const = default;
};

/// The event in a few words, for people: «переход «взять»».
Text Describe(const ScriptEvent& event);

struct EventScript {
  std::vector<ScriptEvent> events;     ///< in the order of the file
  std::vector<InputProblem> problems;  ///< of lines that gave no event
};

/// How a duration is written: the language of rules knows.
using ReadDuration = std::function<std::optional<Duration>(std::string_view)>;

/// Reads NDJSON as docs/simulate.md describes it; `zone` is for moments without an offset. A line with any problem
/// gives no event, all its problems are said and the other lines count. Blank lines are skipped.
EventScript ReadEventScript(std::string_view text, const std::string& input, const std::string& zone,
                            const ReadDuration& read_duration);

}  // namespace autorules
