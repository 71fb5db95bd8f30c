#include "engine/workflow/rulebook.h"

#include "engine/decide/arrival.h"

namespace autorules {

Rulebook::Rulebook(std::shared_ptr<const RuleSet> rules)
    : rules_(std::move(rules)),
      holders_(*rules_),
      strengths_(*rules_),
      usual_(rules_->municipality().calendar, WorkingHours(rules_->municipality()), rules_->municipality().zone) {
  const Municipality& municipality = rules_->municipality();
  for (const NamedSchedule& schedule : municipality.schedules) {
    schedules_.emplace_back(municipality.calendar, schedule.hours, municipality.zone);
  }
  for (Id id = 0; id < rules_->rules().size(); ++id) {
    const Rule& rule = rules_->rules()[id];
    // Rules in Lua decide arrivals only.
    if (rule.event.kind != EventKind::kArrival && !rule.script)
      waiting_[{rule.event.kind, rule.event.name}].push_back(id);
  }
}

const WorkingTime& Rulebook::TimeOf(const Clock& clock) const {
  return clock.schedule == kNone ? usual_ : schedules_[clock.schedule];
}

const Procedure* Rulebook::ProcedureOf(const Decision& decision) const {
  return decision.procedure == kNone ? nullptr : &rules_->procedures()[decision.procedure];
}

const std::vector<Id>& Rulebook::RulesOf(EventKind kind, const std::string& name) const {
  static const std::vector<Id> kNobody;
  const auto found = waiting_.find({kind, name});
  return found == waiting_.end() ? kNobody : found->second;
}

}  // namespace autorules
