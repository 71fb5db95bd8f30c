#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/script/script_state.h"

namespace autorules::testing {

/// Something that a script might try against its sandbox, and how it has to end.
struct ScriptAttempt {
  enum class Where : std::uint8_t {
    kCall,  ///< the code is the body of a function that is called without arguments
    kWhen,  ///< of the `when` of a rule that reads `текст` and `теги`
    kAct,   ///< of its `act`
    kLoad   ///< the code is the script
  };
  const char* name;
  Where where;
  std::string code;
  std::optional<ScriptFailureKind> outcome;  ///< nullopt: harmless
  const char* expected;                      ///< a part of the reason, or the value that a harmless attempt gives
};

const std::vector<ScriptAttempt>& ScriptAttempts();

/// The script with the attempt and, unless it is the whole script, the function `проба`.
ScriptSource SourceOf(const ScriptAttempt& attempt);
/// Makes the attempt in a state of SourceOf(attempt): the failure, or the value as text.
ScriptResult<std::string> Try(ScriptState& state, const ScriptAttempt& attempt);
/// What `проба` gives, as text: it uses what attempts try to spoil and counts how often it was called.
std::string Probe(ScriptState& state);

std::string Show(const ScriptValue& value);

}  // namespace autorules::testing
