#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

struct lxw_format;
struct lxw_worksheet;

namespace autorules::cli {

/// Tables of text as a workbook (XLSX): one worksheet each, and more of them when the rows do not fit into one. The
/// heading stays in sight and has filters, long texts are wrapped, every cell is text (`=1+1` and `0017` stay what
/// they are). What a workbook cannot hold is cut with a mark (limits::kCellUnits) or left out (control characters).
/// Memory does not grow with the rows; they wait in nameless files beside the workbook.
class Workbook {
 public:
  enum class ColumnKind : std::uint8_t {
    kGiven,
    kAnswer,     ///< with a heading of another colour
    kAttention,  ///< the same, and what stands there is marked
  };
  struct Column {
    std::string heading;
    double width = 12;  ///< in characters
    ColumnKind kind = ColumnKind::kGiven;
  };
  class Table;

  /// `file` is the file to write; it may exist.
  static Result<Workbook> Create(const std::string& file);
  ~Workbook();
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) = delete;

  /// A table with a worksheet called `name`, or nearly so: names of worksheets are short, without `[]:*?/\`, and each
  /// is there once. Several tables may be filled at the same time. It lives as long as the workbook, wherever that is
  /// moved.
  Table& AddTable(std::string_view name, std::vector<Column> columns);
  /// Writes the file and looks whether all of it arrived. Fails when it did not, or when a table did not fit.
  Result<void> Finish();

 private:
  struct Impl;
  explicit Workbook(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Workbook::Table {
 public:
  Table(Impl& book, std::string_view name, std::vector<Column> columns);
  /// The cells of a row, at most one for each column.
  void AddRow(const std::vector<std::string>& cells);

 private:
  friend class Workbook;
  void BeginSheet();
  void EndSheet();
  void Write(std::size_t column, std::string_view text, lxw_format* format);

  Impl& book_;
  std::string name_;
  std::vector<Column> columns_;
  lxw_worksheet* sheet_ = nullptr;  ///< the one that is being written
  std::uint32_t row_ = 0;           ///< the next one of it
  std::uint64_t* cells_ = nullptr;  ///< how many it has
};

/// The text as a cell can hold it: valid UTF-8 without control characters but line breaks and tabs, at most
/// limits::kCellUnits long, with what spreadsheets would read as a coded character (`_x0041_`) coded itself.
std::string CellText(std::string_view text);

/// `name` as a worksheet can be called: at most 31 UTF-16 units, none of `[]:*?/\` and no apostrophe at the ends.
std::string WorksheetName(std::string_view name);

}  // namespace autorules::cli
