#pragma once

#include <memory>
#include <tl/expected.hpp>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "dsl/compile.h"
#include "engine/calendar/civil_date.h"
#include "engine/match/rule_index.h"

namespace autorules::cli {

/// Compiles the pack. A folder that cannot be read is said on stderr and gives the exit code.
tl::expected<Compilation, ExitCode> Compile(const PackOptions& options, bool warnings);

/// The rules of the pack, ready to decide. Problems are said on stderr; errors give the exit code.
tl::expected<std::shared_ptr<const RuleIndex>, ExitCode> LoadRules(const PackOptions& options);

/// The day of the run where the municipality is.
CivilDate Today(const RuleSet& rules);

}  // namespace autorules::cli
