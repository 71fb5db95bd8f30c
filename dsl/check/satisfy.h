#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/lowering.h"

namespace autorules {

enum class Satisfiable : std::uint8_t { kNo, kYes, kUnknown };

/// Whether one message can make all conditions true at once, decided attribute by attribute: sets of names, intervals
/// of numbers and dates, required and forbidden words. Attributes are taken as independent of each other (a topic of
/// the text), so kYes may be too generous; kNo is a proof. Ends after a bounded number of steps with kUnknown.
struct Verdict {
  Satisfiable satisfiable = Satisfiable::kUnknown;
  Text example;  ///< for kYes: a message that does, as attributes and values
};
/// A value as rules write it, texts in angle quotes.
std::string ShowValue(const Value& value, Attribute attribute, const RuleSetParts& parts);
Verdict Satisfy(const std::vector<const Condition*>& conditions, const LoweredPack& pack);

}  // namespace autorules
