#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/intake/export_columns.h"
#include "engine/intake/export_options.h"
#include "engine/intake/sheet.h"

namespace autorules {

/// A column that is read into a field of the message.
struct ColumnUse {
  std::uint32_t column = 0;  ///< of the sheet, from 0
  std::string path;
  CellKind kind = CellKind::kText;
  bool operator==(const ColumnUse&) const = default;
};

/// What the columns of a sheet mean.
struct ExportLayout {
  Text name;                        ///< what the table was recognised as; empty when only --map says it
  std::string channel;              ///< of rows that have none
  std::vector<ColumnUse> uses;      ///< of one field in the order in which they count
  std::vector<InputProblem> notes;  ///< about the table as a whole, at its heading row

  /// Of the first column that is read into the field.
  std::optional<std::uint32_t> ColumnOf(std::string_view path) const;
};

/// True when these are the headings of a system, or half of the columns of the map are among them.
bool AreHeadings(const std::vector<std::string>& cells, const ExportOptions& options);

/// Fails, with a text that says what to do, when the headings are not known and the map is empty, and when the map
/// names one that the sheet does not have.
Result<ExportLayout> FindLayout(const Sheet& sheet, const ExportOptions& options);

}  // namespace autorules
