#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/reasons.h"
#include "cli/terminal.h"
#include "engine/workflow/workflow.h"

namespace autorules::cli {

/// The table of `run`: message, topic, owner, nearest deadline (where the pack has clocks), why; fitted to `width`
/// columns, each row as high as it needs up to three lines. Rows are made one by one, so that a table of any length
/// takes no memory.
class RunTable {
 public:
  RunTable(const Workflow& workflow, const Reasons& reasons, std::size_t width, Style style);

  void AppendHeader(std::string& out) const;
  void AppendRow(const Message& message, const Decision& decision, std::string& out) const;
  /// Closes the table.
  void AppendEnd(std::string& out) const;

 private:
  struct Column {
    std::string_view heading;
    std::size_t width = 0;
  };
  void AppendRule(std::string_view crossing, std::string& out) const;

  std::vector<std::string> Due(const Message& message, const Decision& decision) const;

  const Workflow& workflow_;
  const RuleSet& rules_;
  const Reasons& reasons_;
  Style style_;
  bool has_clocks_;
  std::vector<Column> columns_;
};

}  // namespace autorules::cli
