#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "cli/reasons.h"
#include "cli/terminal.h"
#include "engine/decide/decision.h"
#include "engine/intake/message.h"

namespace autorules::cli {

/// The table of `run`: message, topic, owner, why; fitted to `width` columns, each row as high as it needs up to three
/// lines. Rows are made one by one, so that a table of any length takes no memory.
class RunTable {
 public:
  RunTable(const RuleSet& rules, const Reasons& reasons, std::size_t width, Style style);

  void AppendHeader(std::string& out) const;
  void AppendRow(const Message& message, const Decision& decision, std::string& out) const;
  /// Closes the table.
  void AppendEnd(std::string& out) const;

 private:
  static constexpr std::size_t kColumns = 4;
  using Widths = std::array<std::size_t, kColumns>;
  void AppendRule(std::string_view crossing, std::string& out) const;

  const RuleSet& rules_;
  const Reasons& reasons_;
  Style style_;
  Widths widths_;
};

}  // namespace autorules::cli
