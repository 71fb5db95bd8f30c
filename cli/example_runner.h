#pragma once

#include <memory>
#include <string>

#include "cli/reasons.h"
#include "cli/terminal.h"
#include "engine/decide/decide.h"
#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// Plays the examples of a rule set: decides the message of each and, when it has steps, takes its case through them,
/// timers firing in between. Not thread-safe.
class ExampleRunner {
 public:
  ExampleRunner(std::shared_ptr<const RuleIndex> index, Style style);

  /// Empty when every expectation holds; otherwise a report for people: which does not, and why.
  std::string Run(const Example& example);

 private:
  std::string Report(const Example& example, const std::string& what) const;
  std::string CheckDecision(const Example& example, const Message& message, const Decision& decision) const;
  /// What went another way at the first step at which anything did.
  std::string PlaySteps(const Example& example, const Message& message, const Decision& decision) const;
  /// Whether it holds, each of the expectations that do not with what there is instead.
  std::string CheckStep(const ExampleStep::Expectation& expectation, const RunningCase& at, UnixSeconds now) const;
  std::string Missed(const Condition& expectation, const Decision& decision) const;
  std::string Origin(Attribute attribute, const Decision& decision) const;

  Decider decider_;
  Workflow workflow_;
  const RuleSet& rules_;
  Reasons reasons_;
  Style style_;
};

}  // namespace autorules::cli
