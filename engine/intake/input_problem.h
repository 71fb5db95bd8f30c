#pragma once

#include <cstdint>
#include <string>

#include "engine/base/catalog.h"

namespace autorules {

/// What is wrong with one line of a message stream: data, like a Diagnostic, but about input that changes every day.
struct InputProblem {
  std::string input;       ///< file name as given, "-" for standard input
  std::uint64_t line = 0;  ///< from 1
  bool skipped = false;    ///< the line gave no message; otherwise the message was kept
  Text what;
  Text help;  ///< how to mend it; may be empty
  bool operator==(const InputProblem&) const = default;
};

}  // namespace autorules
