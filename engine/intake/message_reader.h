#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/intake/export_options.h"
#include "engine/intake/input_problem.h"
#include "engine/intake/line_reader.h"
#include "engine/intake/message.h"
#include "engine/intake/sheet.h"

namespace autorules {

class ExportInput;

/// Reads messages from inputs, one after the other: NDJSON as docs/message.md describes it, and tables (XLSX, CSV) as
/// docs/exports.md does. Memory is bounded by the longest line allowed, the tables, and some 40 bytes a message, which
/// remember the ids met. Not thread-safe.
class MessageReader {
 public:
  /// `inputs` are file names, `-` for standard input, which is always NDJSON; `zone` is the tz name for moments without
  /// an offset. Fails when one of them cannot be opened, or is a table that cannot be read, before any message is.
  static Result<MessageReader> Open(std::vector<std::string> inputs, const std::string& zone,
                                    const ExportOptions& options = {});
  /// The same over one stream of NDJSON, for tests and embedding; `name` is what problems call it.
  MessageReader(std::string name, ReadBytes read, std::string zone);
  ~MessageReader();
  MessageReader(MessageReader&&) noexcept;
  MessageReader& operator=(MessageReader&&) noexcept;

  /// The next message; false at the end. The problems of its line and of lines skipped before it are appended.
  /// Fails when reading fails.
  Result<bool> Next(Message* message, std::vector<InputProblem>* problems);

  /// The tables among the inputs, in their order. They live as long as the reader, wherever it is moved.
  std::vector<const ExportInput*> tables() const;
  /// The table that the last message came from, nullptr for NDJSON. Lives as long as the reader.
  const Sheet* sheet() const;
  /// The number of its row there (SheetRow::number); 0 for NDJSON.
  std::uint32_t row() const;

  /// Of a table, as many as its rows passed stand for.
  std::uint64_t bytes_read() const;
  /// Sum of the sizes of the inputs; nullopt unless all are plain files.
  std::optional<std::uint64_t> total_bytes() const;

 private:
  struct Impl;
  explicit MessageReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
