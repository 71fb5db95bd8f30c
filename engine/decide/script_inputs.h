#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/decide/facts.h"
#include "engine/script/script_state.h"

namespace autorules {

/// What a script sees of an attribute: texts as in the message, dates as "2026-01-12", entities and options by the
/// names that rules use, lists as lists of such names, nil for what is absent.
ScriptValue ToScript(Attribute attribute, Facts& facts);

/// How scripts call attributes: in either spelling, with `_` for the `.` of the English one, or by the form that
/// actions have; own attributes by their name. Immutable.
class ScriptNames {
 public:
  explicit ScriptNames(const RuleSetParts& parts);
  /// Nullopt when there is no such attribute.
  std::optional<Attribute> Find(std::string_view name) const;

 private:
  std::map<std::string, Attribute, std::less<>> names_;  ///< folded
};

}  // namespace autorules
