#pragma once

namespace autorules::cli {

/// What the program says to the shell. `--help` of the program lists them.
enum ExitCode : int {
  kOk = 0,           ///< warnings included
  kFindings = 1,     ///< errors in rules, failed examples, skipped records, a file that is not formatted
  kUsage = 2,        ///< the command line makes no sense
  kCouldNotRun = 3,  ///< a file cannot be read or written
};

}  // namespace autorules::cli
