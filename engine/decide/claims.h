#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/decide/decision.h"
#include "engine/decide/facts.h"
#include "engine/decide/holders.h"

namespace autorules {

/// How the rules of a rule set stand to each other, worked out once. Immutable; any thread may read.
struct RuleStrengths {
  explicit RuleStrengths(const RuleSet& rules);
  std::vector<std::uint32_t> rank;  ///< by rule: 0 is the strongest
  std::vector<std::uint32_t> set;   ///< by rule: number of its set, or kNone
  std::size_t sets = 0;
};

/// Who wins (docs/language.md §6): lets true rules act stage by stage, keeps every value that a rule claims for an
/// attribute, and settles the attribute with the strongest. Keeps scratch memory: one per thread.
class Claims {
 public:
  /// All must outlive it; the rule set is that of `holders`.
  Claims(const RuleStrengths& strengths, const Holders& holders, Facts& facts);

  /// `decision` must live until the next Begin, and `facts` be about it.
  void Begin(Decision* decision);
  /// The true rules of one stage, in any order. Lists take their values at once; `true_rules` is reordered.
  void Act(std::span<Id> true_rules);
  void Settle(std::span<const Attribute> attributes);

  /// True when a rule gave the attribute a value (for a list: an entry). Single-valued ones: once settled.
  bool IsGiven(Attribute attribute) const { return given_[static_cast<std::size_t>(attribute)]; }
  /// True when a rule named an owner by a holder that is nobody although what the holder is found by was there.
  bool nobody_resolved() const { return nobody_resolved_; }
  /// True when a rule named an owner who must not get the message.
  bool owner_recused() const { return owner_recused_; }
  /// Sets the attribute at once, or adds to the list: what a default does. False when there is nothing to set: the
  /// holder is nobody, the attribute to copy or to merge by is absent.
  bool Apply(const Action& action);

 private:
  struct Claim {
    Id rule;
    Fact value;
    std::string_view outcome_text;  ///< of the action; empty for other attributes
  };

  /// The actions of the rule; for one in Lua, what it has returned.
  std::span<const Action> ActionsOf(Id rule) const;
  /// True when the rule names an owner and there is nobody by that name who may get the message; it is then traced.
  bool Yields(Id rule, std::span<const Action> actions);
  /// Adds what the actions recuse, which holds for their own owners already.
  void Recuse(std::span<const Action> actions);
  /// The value that the action gives; absent, too, when it goes to one of the recused.
  Fact ValueFor(const Action& action);
  /// Whom a list of units gets; kNone as above.
  Id UnitFor(const Action& action) const;
  /// True when the action would give the message to one of the recused.
  bool NamesRecused(const Action& action);
  bool IsRecusedFor(Attribute attribute, Id unit) const;
  void Perform(Id rule);
  void Unresolved(Id rule, const Action& action);
  void Set(Attribute attribute, const Fact& value, std::string_view outcome_text);
  bool AddToList(const Action& action);

  const RuleSet& rules_;
  const Holders& holders_;
  Facts& facts_;
  const RuleStrengths& strengths_;
  std::vector<Id> set_winner_;  ///< by set; reset after each stage
  Decision* decision_ = nullptr;
  std::vector<std::vector<Claim>> claims_;  ///< by attribute
  std::vector<bool> given_;                 ///< by attribute
  bool nobody_resolved_ = false;
  bool owner_recused_ = false;
};

}  // namespace autorules
