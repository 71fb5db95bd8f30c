#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/intake/export_rows.h"

namespace autorules {

/// A table among the inputs and how far it has been read. Stays where it is: rows refer to the sheet.
class ExportInput {
 public:
  /// Fails when the bytes are no table that ReadSheet reads or FindLayout knows.
  static Result<std::unique_ptr<ExportInput>> Open(const std::string& name, std::string bytes,
                                                   const ExportOptions& options, const std::string& zone);
  ExportInput(const ExportInput&) = delete;
  ExportInput& operator=(const ExportInput&) = delete;

  /// The message of the next row that gives one; false at the end. What is wrong with the rows up to it and with the
  /// table is appended, in order of rows. A message that lacks an id comes out with an empty one.
  bool Next(Message* message, std::vector<InputProblem>* problems);

  const Sheet& sheet() const { return sheet_; }
  const ExportLayout& layout() const { return layout_; }
  /// The number of the row of the last message.
  std::uint32_t row() const { return row_; }
  /// Rows passed, 0 to 1.
  double progress() const;

 private:
  ExportInput(Sheet sheet, ExportLayout layout, const std::string& zone)
      : sheet_(std::move(sheet)), layout_(std::move(layout)), rows_(sheet_, layout_, zone) {}

  Sheet sheet_;
  ExportLayout layout_;
  ExportRows rows_;
  std::size_t next_row_ = 0, next_problem_ = 0;
  std::uint32_t row_ = 0;
  bool noted_ = false;
};

}  // namespace autorules
