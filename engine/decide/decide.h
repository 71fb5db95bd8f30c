#pragma once

#include <memory>

#include "engine/decide/decision.h"
#include "engine/intake/message.h"
#include "engine/match/rule_index.h"
#include "engine/text/scanner.h"

namespace autorules {

/// What a decision depends on besides the message and the rules; recorded with it, so that it replays.
struct DecideContext {
  CivilDate today;  ///< for `действует с … по …` when the message has no time of arrival
};

/// Decides messages by one rule set. One per thread (it owns the scanner's memory); the rule set and index are
/// shared. Decide is pure: the same message, rule set and context give the same decision.
///
/// What docs/language.md leaves open is settled so:
///  * `тема` is `тема_по_словам`, and `территория` is `территория_по_адресу`, unless a rule sets it.
///  * Defaults that are plain values (topic, procedure, importance, outcome) are what rules read when no rule sets the
///    attribute; defaults that name a unit, and default tags, come after the last rule. So a rule can ask whether
///    anybody claimed the message: `ответственный пусто`.
///  * A default owner that resolves to nobody falls to the head, else a curator, else the first role, else the first
///    unit: nothing is left without an owner while there is anybody.
///  * The constant of a topic counts once a word of the topic or of one below it was found.
class Decider {
 public:
  explicit Decider(std::shared_ptr<const RuleIndex> index);
  ~Decider();
  Decider(const Decider&) = delete;
  Decider& operator=(const Decider&) = delete;

  Decision Decide(const Message& message, const DecideContext& context);
  const RuleSet& rule_set() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// True, false or unknown (nullopt): an expectation of an example over a finished decision. Unit attributes compare
/// with what a holder resolves to for this message.
std::optional<bool> Holds(const Condition& condition, const Message& message, const Decision& decision,
                          const RuleSet& rules);

}  // namespace autorules
