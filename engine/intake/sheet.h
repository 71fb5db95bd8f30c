#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/intake/input_problem.h"

namespace autorules {

/// A row of a sheet. `number` is what a spreadsheet shows beside it, from 1; there are as many cells as headings.
struct SheetRow {
  std::uint32_t number = 1;
  std::vector<std::string> cells;
  bool operator==(const SheetRow&) const = default;
};

/// The table of a file that people made (CSV, XLSX), every cell as the text that a person sees: UTF-8, without blanks
/// around, dates as 12.01.2026 or 12.01.2026 09:30:00. Blank rows are left out.
struct Sheet {
  std::string input;  ///< file name as given
  std::uint32_t heading_row = 1;
  std::vector<std::string> headings;  ///< of all columns, in the order of the file; may be empty texts
  std::vector<SheetRow> rows;         ///< ascending by number
  std::vector<InputProblem> problems; ///< of rows that cannot be read; their cells are not in `rows`
};

}  // namespace autorules
