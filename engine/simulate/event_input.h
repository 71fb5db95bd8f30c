#pragma once

#include <functional>
#include <tl/expected.hpp>

#include "engine/simulate/running_case.h"
#include "engine/simulate/script.h"

namespace autorules {

/// Decides a message anew by the rules of a case.
using DecideAnew = std::function<Decision(const Message&)>;

/// What an event of a script asks of a case: its names are those of the case's rules, a unit before a word for the
/// citizen, and who is not named is the owner of now. Refused when there is nobody of that name. Not for PackSwap.
tl::expected<Input, Refusal> InputOf(const ScriptEvent& event, const RunningCase& at, const DecideAnew& decide);

}  // namespace autorules
