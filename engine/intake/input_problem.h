#pragma once

#include <cstdint>
#include <string>

#include "engine/base/catalog.h"

namespace autorules {

/// What is wrong with one line of a message stream or one row of a table: data, like a Diagnostic, but about input that
/// changes every day.
struct InputProblem {
  std::string input;       ///< file name as given, "-" for standard input
  std::uint64_t line = 0;  ///< from 1; of a table, the row as a spreadsheet shows it
  bool skipped = false;    ///< the line gave no message: marked at one of its problems; otherwise it was kept
  Text what;
  Text help;                 ///< how to mend it; may be empty
  std::uint32_t column = 0;  ///< of a table, from 1; 0: the line as a whole
  bool operator==(const InputProblem&) const = default;
};

}  // namespace autorules
