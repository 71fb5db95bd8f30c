#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/workflow/workflow.h"

namespace autorules::cli {

/// The clocks that start with a message and until when they run, the nearest deadline first. Empty when it does not say
/// when it came.
std::vector<std::pair<const Clock*, Deadline>> FirstClocksOf(const Workflow& workflow, const Message& message,
                                                             const Decision& decision);

/// True when some procedure has a clock.
bool HasClocks(const RuleSet& rules);

/// What a message waits for, if nothing happens to it until then; moments as ISO 8601.
struct TimesToCome {
  struct Deadline {
    const Clock* clock = nullptr;
    std::string due;
    bool preliminary = false;
    bool operator==(const Deadline&) const = default;
  };
  /// A step of a chain, the first time.
  struct Step {
    const Clock* clock = nullptr;
    std::string at;
    const std::string* when = nullptr;  ///< "за 1 рабочий день до срока «ответ»"
    const std::string* what = nullptr;  ///< "уведомить ответственный"
    bool operator==(const Step&) const = default;
  };
  std::vector<Deadline> clocks;  ///< the nearest first
  std::vector<Step> steps;       ///< in the order of time
  bool operator==(const TimesToCome&) const = default;
};

/// Works out what messages of one rule set wait for, and remembers days that are the same from the first to the last
/// moment: those of procedures that count in days. Not thread-safe; the workflow must outlive it.
class FirstTimes {
 public:
  explicit FirstTimes(const Workflow& workflow) : workflow_(workflow) {}

  /// Lives until the next call. Empty when the message does not say when it came.
  const TimesToCome& Of(const Message& message, const Decision& decision);

 private:
  struct StepText {
    std::string when, what;
  };
  TimesToCome WorkOut(UnixSeconds received, bool only_day, Id procedure);
  const StepText& TextOf(const Clock& clock, std::uint32_t step);

  const Workflow& workflow_;
  std::map<std::pair<Id, int>, std::optional<TimesToCome>> days_;  ///< by procedure and day; nullopt: not the same
  std::map<std::pair<const Clock*, std::uint32_t>, StepText> texts_;
  TimesToCome latest_;
};

}  // namespace autorules::cli
