#pragma once

#include <memory>

#include "engine/decide/decide.h"

namespace autorules::testing {

/// The oracle of Decider: looks at every rule for every message, without an index, stages or shared code beyond the
/// contracts of the scanner, the address book and the rule set. Slow and plain on purpose.
class NaiveDecider {
 public:
  explicit NaiveDecider(std::shared_ptr<const RuleSet> rules);
  Decision Decide(const Message& message, const DecideContext& context) const;

 private:
  std::shared_ptr<const RuleSet> rules_;
};

}  // namespace autorules::testing
