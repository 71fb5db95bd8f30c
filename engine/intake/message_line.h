#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/intake/input_problem.h"
#include "engine/intake/message.h"

namespace autorules {

/// Turns one line of NDJSON into a message by the table of message_fields.h. Owns the JSON parser's memory.
/// Not thread-safe.
class MessageLineParser {
 public:
  explicit MessageLineParser(std::string zone);
  ~MessageLineParser();
  MessageLineParser(const MessageLineParser&) = delete;
  MessageLineParser& operator=(const MessageLineParser&) = delete;

  /// LineReader::kPadding bytes after `line` must be readable. False when the line gives no message. Problems are
  /// appended without input and line number; a message that lacks an id comes out with an empty one.
  bool Parse(std::string_view line, Message* message, std::vector<InputProblem>* problems);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace autorules
