#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/catalog.h"

namespace autorules {

/// One cell and where it stands: `begin` and `end` are bytes of the text, with the quotes and without the blanks
/// around.
struct CsvCell {
  std::string value;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool operator==(const CsvCell&) const = default;
};

struct CsvRow {
  std::uint32_t line = 1;  ///< that it begins on, from 1
  std::vector<CsvCell> cells;
  std::uint32_t row = 1;  ///< as a spreadsheet numbers it: blank lines count, a cell of many lines is in one row
  bool operator==(const CsvRow&) const = default;
};

/// A place of the text that is not as a table should be.
struct CsvProblem {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t line = 1;
  Text what;
  std::uint32_t row = 1;
  std::uint32_t column = 0;  ///< from 1; 0: the row as a whole
  bool operator==(const CsvProblem&) const = default;
};

/// A table as people save it. Every row has as many cells as the header; blank lines and rows with a problem are left
/// out. Without a readable header there is neither header nor row, and a problem says why.
struct CsvTable {
  std::vector<CsvCell> header;
  std::uint32_t header_row = 1;
  std::vector<CsvRow> rows;
  std::vector<CsvProblem> problems;
  /// The first column called so (case and ё aside), or -1.
  int Column(std::string_view name) const;
  std::vector<std::string> Headings() const;
};

/// Says whether a row is the header that is looked for.
using IsCsvHeader = std::function<bool(const std::vector<CsvCell>&)>;

/// Reads CSV, in UTF-8 without a mark (DecodeTable): cells separated by `;`, tab or `,`, whichever the header line has
/// most of outside quotes; double quotes with "" inside, which may hold line breaks (RFC 4180); LF, CRLF or CR. Cells
/// without quotes lose blanks around them, no-break spaces too. Missing cells at the end of a row are empty. After a
/// row whose quotes go wrong, reading resumes at the next line that has as many cells as the header. At most
/// limits::kTableCells are read; the text must be shorter than 4 GiB. The header is the first row that is not blank;
/// with `is_header` the first of limits::kHeadingRows that it accepts, if any: titles above it are left out.
CsvTable ParseCsv(std::string_view text, const IsCsvHeader& is_header = {});

}  // namespace autorules
