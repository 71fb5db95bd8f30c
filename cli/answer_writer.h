#pragma once

#include <memory>
#include <string>

#include "cli/atomic_file.h"
#include "cli/exit_code.h"
#include "cli/message_stream.h"
#include "engine/workflow/workflow.h"

namespace autorules::cli {

/// One way to write the decisions of `run`.
class AnswerWriter {
 public:
  virtual ~AnswerWriter() = default;
  /// Called for every message that was read; `shown` is false for those that --only leaves out. False when nobody reads
  /// any more: the caller may stop working.
  virtual bool Add(const MessageStream& from, const Message& message, const Decision& decision, bool shown) = 0;
  /// Writes the rest; `code`, or kCouldNotRun when writing has failed, which it says on stderr.
  virtual ExitCode Finish(const MessageStream& from, ExitCode code) = 0;
};

struct AnswerOptions {
  std::string format;  ///< table, jsonl, csv or xlsx
  bool all = true;     ///< false under --only
};

/// For what `from` will read, to `file`, or, when it is nullptr, to standard output, which cannot be a workbook. The
/// workflow, the stream and the file must outlive the writer. Says on stderr why there is none.
std::unique_ptr<AnswerWriter> MakeAnswerWriter(const AnswerOptions& options, const Workflow& workflow,
                                               const MessageStream& from, const PendingFile* file);

}  // namespace autorules::cli
