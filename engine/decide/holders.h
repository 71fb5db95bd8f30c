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
  /// The unit meant, by what the decision says so far; kNone when it is nobody.
  Id Resolve(HolderRef holder, const Decision& decision) const;
  /// Who answers when the default owner resolves to nobody; kNone only when there are no units.
  Id last_resort() const { return last_resort_; }

 private:
  Id CuratorAbove(Id unit) const;

  const RuleSet& rules_;
  std::vector<Id> coordinator_;  ///< by channel
  std::vector<Id> curator_;      ///< by topic
  Id sole_curator_ = kNone;      ///< when the pack has exactly one
  Id last_resort_ = kNone;
};

}  // namespace autorules
