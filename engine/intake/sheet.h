#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
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
/// around, line breaks as LF, numbers as 1,5, flags as Да and Нет, dates as 12.01.2026 or 12.01.2026 09:30:00. Blank
/// rows are left out.
struct Sheet {
  std::string input;                     ///< file name as given
  std::string title;                     ///< of the worksheet; empty for CSV
  std::vector<std::string> left_sheets;  ///< titles of worksheets with cells that were not read
  std::uint32_t heading_row = 1;
  std::vector<std::string> headings;   ///< of all columns, in the order of the file; may be empty texts, not the last
  std::vector<SheetRow> rows;          ///< ascending by number
  std::vector<InputProblem> problems;  ///< of rows that cannot be read; their cells are not in `rows`
};

/// Says whether the cells of a row are the headings that are looked for.
using IsHeadingRow = std::function<bool(const std::vector<std::string>& cells)>;

/// What headings look like when none are recognised: more than one value, unlike a title.
bool MayBeHeadings(const std::vector<std::string>& cells);

/// What a spreadsheet calls a column, counted from 0: A, B, …, Z, AA.
std::string ColumnLetters(std::uint32_t column);

/// The cell without blanks and line breaks around it, and with line breaks as LF.
std::string TrimCell(std::string_view cell);

/// A row with a value beyond the last heading: its columns have shifted. `column` is that value's, from 0.
InputProblem TooManyCells(const Sheet& sheet, std::uint32_t row, std::uint32_t column);

}  // namespace autorules
