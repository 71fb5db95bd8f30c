#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/decide/facts.h"
#include "engine/decide/holders.h"
#include "engine/decide/script_inputs.h"
#include "engine/decide/switch_off.h"
#include "engine/script/script_state.h"

namespace autorules {

/// Runs the scripts of a pack, each in a sandbox of its own, checks what they give back and switches off what keeps
/// failing. A failure is a result: nothing here fails. One per thread.
class Scripts {
 public:
  /// Compiles every script. `holders` must outlive it.
  explicit Scripts(const Holders& holders);

  /// Nothing that scripts kept of the message before is left.
  void Begin();
  /// Requires a ScriptCall whose arguments are settled.
  FunctionResult Call(Attribute function, Facts& facts);
  /// Requires a rule in Lua whose reads are settled. The result does not say which rule of a set wins.
  ScriptedRuleResult Run(Id rule, Facts& facts);

  /// Each once, in the order in which they were switched off.
  std::vector<SwitchOff> TakeSwitchOffs();

 private:
  struct Sandbox {
    ScriptState state;
    bool used = false;  ///< for the message at hand
  };
  struct Health {
    int failures = 0;  ///< in a row
    std::string last_reason;
    bool is_off() const;
  };

  /// The script, ready for the message; nullptr and a failure when it does not load.
  ScriptState* Ready(Id script, ScriptFailure* failure);
  void Note(Health* health, const std::string& name, Id script, const ScriptFailure* failure);
  ScriptResult<std::optional<Value>> Evaluate(const ScriptCall& call, Attribute function, Facts& facts);
  ScriptResult<std::optional<std::vector<Action>>> Evaluate(const ScriptedRule& rule, Facts& facts);
  void SpellTags(std::vector<Action>* actions) const;

  const Holders& holders_;
  const RuleSet& rules_;
  const ScriptNames names_;
  std::vector<Sandbox> sandboxes_;           ///< by script
  std::map<Attribute, Health> functions_;    ///< those that have been called
  std::map<Id, Health> scripted_;            ///< rules that have been run
  std::map<std::string, std::string> tags_;  ///< spelling of the pack's tags, by the folded tag
  std::vector<SwitchOff> switch_offs_;
};

}  // namespace autorules
