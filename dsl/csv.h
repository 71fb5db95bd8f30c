#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace autorules {

/// A table as people save it. Rows keep the line they start on, for errors.
struct CsvTable {
  struct Row {
    std::uint32_t line = 1;
    std::vector<std::string> cells;  ///< trimmed
  };
  std::vector<std::string> header;  ///< trimmed
  std::vector<Row> rows;            ///< blank lines are left out
  /// The column called so (case and ё aside), or -1.
  int Column(std::string_view name) const;
};

/// Reads CSV: `;` or `,` (whichever the first line has more of outside quotes), double quotes with "" inside, LF or
/// CRLF, an optional BOM. Never fails: an unclosed quote runs to the end of the text.
CsvTable ParseCsv(std::string_view text);

}  // namespace autorules
