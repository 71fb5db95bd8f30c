#pragma once

#include <vector>

#include "engine/decide/decision.h"
#include "engine/ruleset/ruleset.h"

namespace autorules {

/// Who the holder words mean, worked out ahead for every channel and topic (docs/language.md §3). Immutable.
class Holders {
 public:
  /// `rules` must outlive it.
  explicit Holders(const RuleSet& rules);

  const RuleSet& rules() const { return rules_; }
  /// Who answers, by what the decision says so far: the unit meant, for a vacant one its deputy; kNone when it is
  /// nobody.
  Id Resolve(HolderRef holder, const Decision& decision) const { return Answering(Meant(holder, decision)); }
  /// The unit that an attribute of the type takes: a territory says where, so that its vacancy does not matter.
  Id ResolveFor(ValueType type, HolderRef holder, const Decision& decision) const;
  /// The unit itself, for a vacant one its deputy, the deputy's deputy and so on; kNone when all are vacant.
  Id Answering(Id unit) const { return unit == kNone ? kNone : answering_[unit]; }
  /// Who answers when the default owner resolves to nobody, best first; vacant units only when every unit is vacant.
  const std::vector<Id>& last_resorts() const { return last_resorts_; }

 private:
  /// Vacant or not; a coordinator and a superior are found among those who are there.
  Id Meant(HolderRef holder, const Decision& decision) const;
  Id CuratorAbove(Id unit) const;
  /// The nearest above that is not vacant, else the unit itself.
  Id SuperiorOf(Id unit) const;
  void FindAnswering();
  void FindCoordinators();
  void FindCurators();
  void FindLastResorts();

  const RuleSet& rules_;
  std::vector<Id> answering_;    ///< by unit
  std::vector<Id> coordinator_;  ///< by channel
  std::vector<Id> curator_;      ///< by topic
  Id sole_curator_ = kNone;      ///< when the pack has exactly one
  std::vector<Id> last_resorts_;
};

}  // namespace autorules
