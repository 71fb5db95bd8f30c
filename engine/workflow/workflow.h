#pragma once

#include <memory>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/catalog.h"
#include "engine/workflow/input.h"

namespace autorules {

/// Something to send. Who sends it is somebody else's matter.
struct Outgoing {
  enum class Kind : std::uint8_t { kNotice, kReply };
  Kind kind = Kind::kNotice;
  Id unit = kNone;    ///< kNone: the citizen
  Id letter = kNone;  ///< a template, or kNone
  std::string what;   ///< for a notice without a template: one line in Russian
  bool operator==(const Outgoing&) const = default;
};

/// What one input makes of a case. All of it is to be stored together, or none.
struct Transition {
  Case next;
  std::vector<Outgoing> messages;
  std::vector<JournalEntry> journal;
  bool operator==(const Transition&) const = default;
};

/// Why an input was not taken: for people, with how to mend it. The case is what it was.
struct Refusal {
  Text reason;
};

using StepResult = tl::expected<Transition, Refusal>;

/// The procedures, clocks, escalations and rules of events of one rule set. Every function is pure: the same case,
/// input and moment give the same transition, no clock is read, nothing is sent. Immutable; any thread may use it.
///
/// What docs/language.md leaves open is settled so:
///  * A case begins when its message came; of one whose export gives the day alone, where the working hours of that day
///    begin, or with the day when it has none.
///  * A clock starts when its case comes into its `from` state and no run of it goes on already: coming back from a
///  pause
///    or from an errand is no new beginning. A reopening starts those again that the end had stopped, but for those
///    whose `from` state the case can still come into. Final states stop every clock. From one final state to another
///    nothing is reopened.
///  * A day clock that stood still is later by the days between, and one in hours by the time between, counted as it
///    counts. A run that was in time when it was paused never comes back late.
///  * An escalation hands nothing down: whom the owner stands above does not get the case from it.
///  * What has run out is not extended, and what the request does not limit is extended by the most.
///  * Without `may` a transition is for the owner and for those above him. A person may act in every post that is his,
///    and the deputy in a vacant one.
///  * What people do ends at the moment of the input: timers that are due by then, at the very moment too, have to be
///    fired first, in their order; until then every other input is refused, and so is one that comes before the last.
///  * A changed message is decided anew, but stays with whom people, escalations and rules of events have given it to
///    unless the rules now name another owner than before; tags and importance likewise. Only who has not been told
///    of it is told.
///  * Nothing is handed over to the recused. A closed case is not handed over or merged.
class Workflow {
 public:
  explicit Workflow(std::shared_ptr<const RuleSet> rules);
  ~Workflow();
  Workflow(const Workflow&) = delete;
  Workflow& operator=(const Workflow&) = delete;

  const RuleSet& rules() const;

  /// A new case, begun when the message came (`now`, when it does not say). Its decision is of this rule set.
  Transition Open(Message message, Decision decision, UnixSeconds now) const;
  /// What `input` makes of the case at `now`. Refuses a case of other rules.
  StepResult Step(const Case& value, const Input& input, UnixSeconds now) const;
  /// Moves a case of `from` to this rule set: units, topics, states and clocks keep their names, deadlines are counted
  /// anew, the procedure and chains are those of this one. The journal has a kMigrated entry for each change. What has
  /// no counterpart here is a Refusal, and the case stays with its rules.
  StepResult Migrate(const Case& value, const Workflow& from, UnixSeconds now) const;

  /// The working time that a clock counts by.
  const WorkingTime& TimeOf(const Clock& clock) const;
  /// The deadlines of a message that was decided so, if nothing happens: those of the clocks that start with it.
  std::vector<std::pair<const Clock*, Deadline>> FirstDeadlines(const Message& message, const Decision& decision,
                                                                UnixSeconds now) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
