#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "cli/terminal.h"
#include "engine/simulate/running_case.h"

namespace autorules::cli {

/// A line per case: state, owner, the deadline to watch, whether any was missed, how many steps of chains were taken.
class CaseTable {
 public:
  CaseTable(std::size_t width, Style style);

  void AppendHeader(std::string& out) const;
  void AppendRow(const RunningCase& of_case, std::string& out) const;

 private:
  static constexpr std::size_t kColumns = 6;
  void AppendCells(const std::array<std::string, kColumns>& cells, const auto& colour, std::string& out) const;

  Style style_;
  std::array<std::size_t, kColumns> widths_;
};

}  // namespace autorules::cli
