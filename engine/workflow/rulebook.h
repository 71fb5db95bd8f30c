#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "engine/calendar/working_time.h"
#include "engine/decide/claims.h"
#include "engine/decide/holders.h"
#include "engine/workflow/case.h"

namespace autorules {

/// What every step needs of one rule set, worked out once. Immutable; any thread may read.
class Rulebook {
 public:
  explicit Rulebook(std::shared_ptr<const RuleSet> rules);
  Rulebook(const Rulebook&) = delete;
  Rulebook& operator=(const Rulebook&) = delete;

  const RuleSet& rules() const { return *rules_; }
  const Holders& holders() const { return holders_; }
  const RuleStrengths& strengths() const { return strengths_; }
  /// The working time that a clock counts by.
  const WorkingTime& TimeOf(const Clock& clock) const;
  /// Nullptr when the decision names none.
  const Procedure* ProcedureOf(const Decision& decision) const;
  /// The rules that wait for the event, ascending.
  const std::vector<Id>& RulesOf(EventKind kind, const std::string& name) const;

 private:
  std::shared_ptr<const RuleSet> rules_;
  Holders holders_;
  RuleStrengths strengths_;
  WorkingTime usual_;                   ///< the municipality's
  std::vector<WorkingTime> schedules_;  ///< by Municipality::schedules
  std::map<std::pair<EventKind, std::string>, std::vector<Id>> waiting_;
};

}  // namespace autorules
