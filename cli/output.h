#pragma once

#include <unistd.h>

#include <string>
#include <string_view>

#include "cli/exit_code.h"

namespace autorules::cli {

/// Buffered output, as a rule the standard one. A reader that went away (`| head`) ends the output without fuss; any
/// other failure to write is said once on stderr and makes Finish return kCouldNotRun.
class Output {
 public:
  explicit Output(int descriptor = STDOUT_FILENO) : descriptor_(descriptor) {}
  ~Output() { Flush(); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Where to append; call Commit after each record.
  std::string& buffer() { return buffer_; }
  /// Writes when enough has gathered. False when nobody reads any more: the caller may stop working.
  bool Commit();
  bool Write(std::string_view text);
  bool Flush();
  /// Flushes; `code` unless the output failed.
  ExitCode Finish(ExitCode code);

 private:
  int descriptor_;
  std::string buffer_;
  bool closed_ = false;
  bool failed_ = false;
};

}  // namespace autorules::cli
