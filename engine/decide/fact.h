#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// The value of an attribute for the message at hand; monostate when it is absent. Does not own its text.
using Fact = std::variant<std::monostate, std::string_view, double, CivilDate, bool, Id>;

inline bool IsAbsent(const Fact& fact) { return std::holds_alternative<std::monostate>(fact); }

/// The fact with a text of its own.
inline std::optional<Value> ToValue(const Fact& fact) {
  return std::visit(
      [](const auto& known) -> std::optional<Value> {
        using T = std::decay_t<decltype(known)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return std::nullopt;
        } else if constexpr (std::is_same_v<T, std::string_view>) {
          return Value(std::string(known));
        } else {
          return Value(known);
        }
      },
      fact);
}

}  // namespace autorules
