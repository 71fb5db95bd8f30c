#include "engine/decide/own_facts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "engine/ruleset/values.h"
#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

std::optional<double> ReadNumber(std::string folded) {
  std::replace(folded.begin(), folded.end(), ',', '.');
  double number = 0;
  const char* end = folded.data() + folded.size();
  const auto [stop, error] = std::from_chars(folded.data(), end, number);
  if (error != std::errc() || stop != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<bool> ReadFlag(std::string_view folded) {
  if (folded == "true" || folded == "1") return true;
  if (folded == "false" || folded == "0") return false;
  const ValueWord* word = FindWord(Words::kFlags, folded);
  return word == nullptr ? std::nullopt : std::optional(word->value != 0);
}

template <typename T>
std::optional<Value> Wrap(const std::optional<T>& value) {
  return value ? std::optional<Value>(*value) : std::nullopt;
}

std::optional<Value> ReadValue(const RuleSetParts& parts, Attribute attribute, const std::string& raw,
                               const std::string& folded) {
  const OwnAttributeInfo& info = parts.own[OwnIndex(attribute)];
  switch (info.type) {
    case ValueType::kText: return Value(raw);
    case ValueType::kNumber: {
      const auto number = ReadNumber(folded);
      if (number && !IsWithinBounds(std::get<Field>(info.source), *number)) return std::nullopt;
      return Wrap(number);
    }
    case ValueType::kDate: return Wrap(ParseCivilDate(folded));
    case ValueType::kFlag: return Wrap(ReadFlag(folded));
    default: return Wrap(FindId(parts, attribute, folded));
  }
}

Fact FactOf(const std::optional<Value>& value) {
  if (!value) return {};
  return std::visit(
      [](const auto& known) -> Fact {
        if constexpr (std::is_same_v<std::decay_t<decltype(known)>, std::string>)
          return std::string_view(known);
        else
          return known;
      },
      *value);
}

}  // namespace

bool IsWithinBounds(const Field& field, double number) {
  return !(field.low && number < *field.low) && !(field.high && number > *field.high);
}

void ReadOwnFields(const RuleSet& rules, const Message& message, Decision* decision) {
  const auto& own = rules.own();
  if (own.empty()) return;
  decision->own.resize(own.size());
  auto& unread = decision->trace.unread_fields;
  for (const auto& [key, raw] : message.fields) {
    const std::string name = Fold(key), folded = Fold(raw);
    const auto at =
        std::lower_bound(own.begin(), own.end(), name,
                         [](const OwnAttributeInfo& info, const std::string& sought) { return info.name < sought; });
    if (at == own.end() || at->name != name || !std::holds_alternative<Field>(at->source) || folded.empty()) continue;
    const auto index = static_cast<std::size_t>(at - own.begin());
    if (decision->own[index] || std::find(unread.begin(), unread.end(), name) != unread.end()) continue;
    decision->own[index] = ReadValue(rules.parts(), OwnAttribute(index), raw, folded);
    if (!decision->own[index]) unread.push_back(name);
  }
  std::sort(unread.begin(), unread.end());
}

Fact OwnFact(const RuleSet& rules, const Decision& decision, Attribute attribute) {
  const auto& source = rules.own()[OwnIndex(attribute)].source;
  if (std::holds_alternative<Field>(source)) {
    return OwnIndex(attribute) < decision.own.size() ? FactOf(decision.own[OwnIndex(attribute)]) : Fact();
  }
  if (std::holds_alternative<Window>(source)) {
    for (const WindowCount& count : decision.inputs.windows) {
      if (count.window == attribute) return static_cast<double>(count.count);
    }
    return {};
  }
  for (const FunctionResult& result : decision.inputs.functions) {
    if (result.function == attribute) return FactOf(result.value);
  }
  return {};
}

}  // namespace autorules
