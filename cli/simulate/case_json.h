#pragma once

#include <string>

#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// One line of NDJSON with the life of a case as it stands at `end`; docs/simulate.md defines the keys.
void AppendCaseJson(const RunningCase& of_case, UnixSeconds end, std::string& out);

}  // namespace autorules::cli
