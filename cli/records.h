#pragma once

#include <string>

#include "cli/first_times.h"

namespace autorules::cli {

/// Answers to messages for programs; docs/message.md defines the keys. Not thread-safe; the workflow must outlive it.
class Records {
 public:
  explicit Records(const Workflow& workflow) : rules_(workflow.rules()), times_(workflow) {}

  /// One line of NDJSON.
  void AppendJson(const Message& message, const Decision& decision, std::string& out);
  /// The header of the table: a byte order mark and `;`, which Russian spreadsheets expect.
  void AppendCsvHeader(std::string& out);
  /// One row; lists are joined by ", ".
  void AppendCsv(const Message& message, const Decision& decision, std::string& out);

 private:
  const RuleSet& rules_;
  FirstTimes times_;
};

}  // namespace autorules::cli
