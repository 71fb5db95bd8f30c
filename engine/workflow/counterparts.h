#pragma once

#include <optional>
#include <string>

#include "engine/workflow/draft.h"

namespace autorules {

/// Finds what of one rule set is called the same in another. What is missing is remembered, so that a whole decision
/// can be moved before it is asked for.
class Counterparts {
 public:
  Counterparts(const RuleSet& from, const RuleSet& to) : from_(from), to_(to) {}

  Id Unit(Id unit);
  Id Topic(Id topic);
  Id Channel(Id channel);
  Id Procedure(Id procedure);
  /// kNone when there is none: a template is history, and nothing hangs on it.
  Id Template(Id letter) const;
  /// Ids, own values, window counts and results of functions; notices and replies by templates that are gone lose
  /// these. Without a trace.
  Decision Move(Decision decision);

  /// The first thing that has no counterpart.
  const std::optional<Refusal>& missing() const { return missing_; }

 private:
  template <typename Entities>
  Id Find(const Entities& from, const Entities& to, Id id, const char* ru, const char* en);
  std::optional<Value> MoveValue(Attribute from, Attribute to, const Value& value) const;
  std::optional<Attribute> OwnOf(Attribute attribute) const;
  std::vector<std::optional<Value>> MoveOwn(const std::vector<std::optional<Value>>& own) const;
  DecisionInputs MoveInputs(const DecisionInputs& inputs) const;

  const RuleSet& from_;
  const RuleSet& to_;
  std::optional<Refusal> missing_;
};

}  // namespace autorules
