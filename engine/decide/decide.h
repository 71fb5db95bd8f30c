#pragma once

#include <memory>
#include <vector>

#include "engine/decide/case_view.h"
#include "engine/decide/decision.h"
#include "engine/decide/switch_off.h"
#include "engine/decide/windows.h"
#include "engine/intake/message.h"
#include "engine/match/rule_index.h"
#include "engine/text/scanner.h"

namespace autorules {

/// What a decision depends on besides the message and the rules; recorded with it, so that it replays.
struct DecideContext {
  CivilDate today;  ///< for `действует с … по …` when the message has no time of arrival
  WindowCounts* windows = nullptr;  ///< nullptr: there were no messages before
  /// Decides again as it was decided: day, window counts and results of scripts are these, nothing is asked or run.
  const DecisionInputs* replay = nullptr;
};

/// Decides messages by one rule set. One per thread (it owns the scanner's memory); the rule set and index are
/// shared. Decide is pure but for the inputs that it records: the same message, rule set and inputs give the same
/// decision.
///
/// What docs/language.md leaves open is settled so:
///  * `тема` is `тема_по_словам`, and `территория` is `территория_по_адресу`, unless a rule sets it.
///  * Defaults that are plain values are what rules read when neither the message nor a rule sets the attribute;
///    defaults that name a unit or copy an attribute, and default lists, come after the last rule. So a rule can ask
///    whether anybody claimed the message: `ответственный пусто`.
///  * A default owner that resolves to nobody falls to the head, else a curator, else the first role, else the first
///    unit, of each a vacant one only by its deputy: nothing is left without an owner while there is anybody.
///  * A vacant unit answers as its deputy. A territory says where, so that its vacancy does not matter there.
///  * An own field is what a rule sets, else what the message brings, else the default. Copying an empty text, like an
///    absent value or a number outside of the field's bounds, sets nothing.
///  * Messages do not agree on what they lack: with an absent or empty key nothing is merged and a window is unknown.
///  * A window or script function is asked for by the first condition that reads it, and at the end when a later
///    message may have to be counted by it or a template shows it.
///  * A person who has several posts is told once, under the first of them.
///  * Working hours that the municipality does not name are Monday to Friday, 09:00 to 18:00.
///  * The constant of a topic counts once a word of the topic or of one below it was found.
class Decider {
 public:
  explicit Decider(std::shared_ptr<const RuleIndex> index);
  ~Decider();
  Decider(const Decider&) = delete;
  Decider& operator=(const Decider&) = delete;

  Decision Decide(const Message& message, const DecideContext& context);
  /// What of the scripts has been switched off since the last call, each once; it stays off for this decider.
  std::vector<SwitchOff> TakeSwitchOffs();
  const RuleSet& rule_set() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// True, false or unknown (nullopt): an expectation of an example over a finished decision. Unit attributes compare
/// with what a holder resolves to for this message; a window or script function is what the decision has recorded.
/// `of_case` is what has become of it since, for steps of examples and rules of events.
std::optional<bool> Holds(const Condition& condition, const Message& message, const Decision& decision,
                          const RuleSet& rules, const CaseView* of_case = nullptr);

}  // namespace autorules
