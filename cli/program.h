#pragma once

namespace autorules::cli {

/// The whole program: parses the command line, runs one subcommand, returns its ExitCode. No exception leaves it.
int Run(int argc, char** argv);

}  // namespace autorules::cli
