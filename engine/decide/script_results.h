#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "engine/decide/script_inputs.h"
#include "engine/ruleset/ruleset.h"
#include "engine/script/script_state.h"

namespace autorules {

/// What scripts give back, checked as the compiler checks the values in rules: names must exist, numbers lie within the
/// bounds of their field. An error is one line that names the value.
template <typename T>
using Checked = tl::expected<T, std::string>;

/// The value of a script function, as an action that would set it; nullopt for nil. A holder word counts when what the
/// holder is found by is among the arguments, or known before the first rule.
Checked<std::optional<Action>> ActionOfFunction(const RuleSetParts& parts, Attribute function,
                                                const ScriptValue& value);

/// What `act` of a rule in Lua has returned. A list takes a text or a list of texts, an outcome its word or a list of
/// the word and the text, a merge the names of the attributes. Nothing but the declared writes is taken.
Checked<std::vector<Action>> ActionsOfRule(const RuleSetParts& parts, const ScriptNames& names,
                                           const ScriptedRule& rule, const ScriptWrites& writes);

}  // namespace autorules
