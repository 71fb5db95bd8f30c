#pragma once

#include <string>

namespace autorules {

/// A script function or rule in Lua that failed limits::kScriptFailures times in a row and is no longer run.
struct SwitchOff {
  std::string name;    ///< of the function or rule
  std::string file;    ///< of the script
  std::string reason;  ///< of the last failure
  bool operator==(const SwitchOff&) const = default;
};

}  // namespace autorules
