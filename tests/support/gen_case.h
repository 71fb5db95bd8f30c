#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/workflow/workflow.h"

namespace autorules::testing {

/// Random offices, procedures, chains and rules of events, and things that people and time may do to a case: most of
/// them allowed, many not. The same seed gives the same sequence on every machine.
class CaseGen {
 public:
  explicit CaseGen(std::uint64_t seed) : random_(seed) {}

  /// Ready for RuleSet::Freeze.
  RuleSetParts Parts();
  /// The same after a reform: other durations, chains, people and superiors. All names stay, a unit is added.
  RuleSetParts Reformed(RuleSetParts parts);
  Message AMessage();
  Decision ADecision(const RuleSetParts& parts);

  struct Move {
    Input input;
    UnixSeconds at = 0;
  };
  /// What is tried next on the case. Time goes on by anything from nothing to weeks.
  Move AMove(const Case& value, const RuleSet& rules);

 private:
  std::size_t Below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  bool Chance(unsigned percent) { return Below(100) < percent; }
  template <typename T>
  const T& Pick(const std::vector<T>& list) {
    return list[Below(list.size())];
  }
  Id AUnit(const RuleSetParts& parts) { return static_cast<Id>(Below(parts.units.size())); }

  void AddUnits(RuleSetParts* parts);
  void AddPeople(RuleSetParts* parts);
  void AddChain(RuleSetParts* parts, const std::string& name);
  void AddRules(RuleSetParts* parts);
  Procedure AProcedure(const RuleSetParts& parts, const std::string& name);
  Clock AClock(const RuleSetParts& parts, const Procedure& procedure, const std::string& name);
  void SetDuration(Clock* clock);
  Actor AnActor(const RuleSetParts& parts, bool citizen);
  EscalationStep AStep(const RuleSetParts& parts);
  std::vector<std::string> Some(const std::vector<std::string>& names, unsigned percent);
  Duration ADuration(DurationUnit unit, bool working, std::size_t most);

  Request ARequest(const Case& value, const RuleSet& rules);
  Edited AnEdit(const Case& value, const RuleSet& rules);
  Id Somebody(const Case& value, const RuleSet& rules);

  std::mt19937_64 random_;
};

}  // namespace autorules::testing
