#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/intake/input_problem.h"
#include "engine/intake/line_reader.h"
#include "engine/intake/message.h"

namespace autorules {

/// Reads messages from NDJSON inputs, one after the other: docs/message.md is the schema and says what is survived and
/// how. Memory is bounded by the longest line allowed and some 40 bytes a message, which remember the ids met.
/// Not thread-safe.
class MessageReader {
 public:
  /// `inputs` are file names, `-` for standard input; `zone` is the tz name for moments without an offset. Fails when
  /// one of them cannot be opened, before anything is read.
  static Result<MessageReader> Open(std::vector<std::string> inputs, std::string zone);
  /// The same over one stream, for tests and embedding; `name` is what problems call it.
  MessageReader(std::string name, ReadBytes read, std::string zone);
  ~MessageReader();
  MessageReader(MessageReader&&) noexcept;
  MessageReader& operator=(MessageReader&&) noexcept;

  /// The next message; false at the end. The problems of its line and of lines skipped before it are appended.
  /// Fails when reading fails.
  Result<bool> Next(Message* message, std::vector<InputProblem>* problems);

  std::uint64_t bytes_read() const;
  /// Sum of the sizes of the inputs; nullopt unless all are plain files.
  std::optional<std::uint64_t> total_bytes() const;

 private:
  struct Impl;
  explicit MessageReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
