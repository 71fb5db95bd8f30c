#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/decide/decision.h"
#include "engine/decide/holders.h"

namespace autorules {

/// Who wins (docs/language.md §6): lets true rules act stage by stage, keeps every value that a rule claims for an
/// attribute, and settles the attribute with the strongest. Keeps scratch memory: one per thread.
class Claims {
 public:
  /// Both must outlive it.
  Claims(const RuleSet& rules, const Holders& holders);

  /// `decision` must live until the next Begin.
  void Begin(Decision* decision);
  /// The true rules of one stage, in any order. Lists take their values at once; `true_rules` is reordered.
  void Act(std::span<Id> true_rules);
  void Settle(std::span<const Attribute> attributes);

  /// True when a rule gave the attribute a value (for a list: an entry). Single-valued ones: once settled.
  bool IsGiven(Attribute attribute) const { return given_[static_cast<std::size_t>(attribute)]; }
  /// True when a rule named an owner by a holder that is nobody although what the holder is found by was there.
  bool nobody_resolved() const { return nobody_resolved_; }
  /// What a default does to a list or a unit attribute; false when its holder is nobody.
  bool Apply(const Action& action);

 private:
  struct Claim {
    Id rule;
    const Action* action;
    Id unit;  ///< what a holder resolved to
  };

  bool YieldsOwner(const Rule& rule) const;
  void Perform(Id rule);
  void Unresolved(Id rule, const Action& action);
  void Set(Attribute attribute, const Claim& claim);

  const RuleSet& rules_;
  const Holders& holders_;
  std::vector<std::uint32_t> rank_;  ///< by rule: 0 is the strongest
  std::vector<std::uint32_t> set_;   ///< by rule: number of its set, or kNone
  std::vector<Id> set_winner_;       ///< by set; reset after each stage
  Decision* decision_ = nullptr;
  std::array<std::vector<Claim>, kAttributeCount> claims_;
  std::array<bool, kAttributeCount> given_{};
  bool nobody_resolved_ = false;
};

}  // namespace autorules
