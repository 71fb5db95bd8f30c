#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/decide/decision.h"
#include "engine/intake/message.h"

namespace autorules::cli {

/// A word of the message that counted for a topic.
struct TopicWord {
  Id topic = kNone;
  const WeightedPattern* pattern = nullptr;
  WordHit hit;
};

/// What a rule does: its actions, or those that a rule in Lua gave for this message.
const std::vector<Action>& ActionsOf(const RuleSet& rules, const Decision& decision, Id rule);

/// Explains decisions of one rule set from their traces. Immutable; the rule set must outlive it.
class Reasons {
 public:
  explicit Reasons(const RuleSet& rules);

  /// The rule whose value for the attribute stands; kNone when the default or the words decided.
  Id RuleFor(const Decision& decision, Attribute attribute) const;
  /// The words that counted for `topic` and those below it, heaviest first, then in the order of the text.
  std::vector<TopicWord> WordsFor(const Decision& decision, Id topic) const;
  /// One sentence: which rule gave the owner (or the outcome) and which words of the message led there; for a fallback,
  /// why nobody claimed it.
  std::string Why(const Message& message, const Decision& decision) const;

 private:
  bool IsStronger(Id a, Id b) const;

  const RuleSet& rules_;
  std::unordered_map<PatternId, std::vector<std::pair<Id, const WeightedPattern*>>> topics_of_;
};

/// The bytes of a hit as the citizen wrote them, in one line.
std::string Quote(const Message& message, std::uint32_t begin, std::uint32_t end);

}  // namespace autorules::cli
