#pragma once

#include <functional>

#include "cli/exit_code.h"

namespace CLI {
class App;
}

namespace autorules::cli {

/// What a chosen subcommand does; set while the command line is parsed.
using Action = std::function<ExitCode()>;

/// Each adds its subcommand with options, help and examples, and sets `chosen` when the user asks for it.
void AddNew(CLI::App& app, Action& chosen);
void AddCheck(CLI::App& app, Action& chosen);
void AddFmt(CLI::App& app, Action& chosen);
void AddTest(CLI::App& app, Action& chosen);
void AddRun(CLI::App& app, Action& chosen);
void AddExplain(CLI::App& app, Action& chosen);
void AddSimulate(CLI::App& app, Action& chosen);
void AddScore(CLI::App& app, Action& chosen);
void AddDump(CLI::App& app, Action& chosen);
void AddStdlib(CLI::App& app, Action& chosen);
void AddCalendar(CLI::App& app, Action& chosen);
void AddDeadline(CLI::App& app, Action& chosen);

}  // namespace autorules::cli
