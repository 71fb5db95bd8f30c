#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/workflow/workflow.h"

namespace autorules {

/// What made something happen to a case.
enum class Cause : std::uint8_t { kArrival, kTimer, kInput, kMerge, kMigration };

/// Something that was asked of a case and not done.
struct RefusedInput {
  std::string what;  ///< for people
  Text reason;
  bool operator==(const RefusedInput&) const = default;
};

/// A fact of the history of a case.
struct Happening {
  UnixSeconds at = 0;
  Cause cause = Cause::kArrival;
  Id owner = kNone;                ///< who held the case until then
  bool escalation = false;         ///< a step of a chain at or after its deadline
  const RuleSet* rules = nullptr;  ///< what ids in here refer to
  std::variant<JournalEntry, RefusedInput> fact;
};

/// One case on its way through time: what it is now and everything that has happened to it. Moments of calls do not
/// descend, and of timers that are due the case must be told before anything else. The workflows that it has run by
/// must outlive it. Not thread-safe.
class RunningCase {
 public:
  RunningCase(const Workflow& workflow, Message message, Decision decision, UnixSeconds now);

  /// As it is now; ids refer to the rules of `workflow()`.
  const Case& value() const { return value_; }
  const Workflow& workflow() const { return *workflow_; }
  const RuleSet& rules() const { return workflow_->rules(); }
  bool open() const { return !value_.closed; }
  const std::vector<Happening>& history() const { return history_; }

  /// When the next timer is due.
  std::optional<UnixSeconds> NextTimer() const;
  /// Fires the next timer, which there is; `now` is not before it.
  void FireTimer(UnixSeconds now);
  /// Fires, each at its moment, the timers that are due by `now`.
  void FireTimersUntil(UnixSeconds now);

  /// Does what the input asks, or notes the refusal, which calls it `what`; false then.
  bool Apply(const Input& input, UnixSeconds now, Cause cause, const std::string& what);
  /// Notes what could not even be asked of the workflow.
  void Refuse(UnixSeconds now, Cause cause, std::string what, Text reason);
  /// Goes on by other rules, or notes the refusal and stays; false then.
  bool Migrate(const Workflow& to, UnixSeconds now, const std::string& what);

 private:
  void Take(Transition transition, Cause cause, bool escalation);

  const Workflow* workflow_;
  Case value_;
  std::vector<Happening> history_;
};

}  // namespace autorules
