#pragma once

#include <cstddef>
#include <string>

#include "cli/terminal.h"
#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// The life of one case for people, `width` columns wide where words allow: what happened and when, how its clocks
/// stand at `end`, who had it how long.
std::string Timeline(const RunningCase& of_case, UnixSeconds end, std::size_t width, Style style);

/// Working time from the moment on during which somebody had a case, `end` while he has it.
std::int64_t WorkingSecondsOf(const Holding& holding, const RunningCase& of_case, UnixSeconds end);

}  // namespace autorules::cli
