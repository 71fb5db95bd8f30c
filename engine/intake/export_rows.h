#pragma once

#include <string>
#include <vector>

#include "engine/intake/export_layout.h"
#include "engine/intake/message.h"
#include "engine/intake/sheet.h"

namespace autorules {

/// Turns the rows of a sheet into messages. Holds both by reference. Not thread-safe.
class ExportRows {
 public:
  /// `zone` is the tz name for moments without an offset.
  ExportRows(const Sheet& sheet, const ExportLayout& layout, std::string zone)
      : sheet_(sheet), layout_(layout), zone_(std::move(zone)) {}

  /// False when the row gives no message: its columns have shifted, as a date of arrival or a flag that is none shows,
  /// or nothing in it is read. Everything else that cannot be read is left out. All problems of the row are appended,
  /// in order of columns; the first of a row that gives no message is marked as skipped. A message that lacks an id
  /// comes out with an empty one.
  bool Read(const SheetRow& row, Message* message, std::vector<InputProblem>* problems) const;

 private:
  const Sheet& sheet_;
  const ExportLayout& layout_;
  std::string zone_;
};

/// What is said of a cell: the column and its heading, then what is wrong.
InputProblem CellProblem(const Sheet& sheet, std::uint32_t row, std::uint32_t column, Text what, Text help);

}  // namespace autorules
