#pragma once

#include <cstdint>

#include "engine/decide/facts.h"
#include "engine/decide/holders.h"

namespace autorules {

/// Kleene's three values.
enum class Truth : std::uint8_t { kFalse, kUnknown, kTrue };

constexpr Truth Of(bool value) { return value ? Truth::kTrue : Truth::kFalse; }
constexpr Truth Not(Truth a) { return a == Truth::kUnknown ? a : Of(a == Truth::kFalse); }
/// The order false < unknown < true makes the conjunction the least, the disjunction the greatest.
constexpr Truth And(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth Or(Truth a, Truth b) { return a < b ? b : a; }

/// The truth of a condition. Pure but for what `facts` remembers.
Truth Evaluate(const Condition& condition, Facts& facts, const Holders& holders);

}  // namespace autorules
