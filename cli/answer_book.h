#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/answer_columns.h"
#include "cli/workbook.h"
#include "engine/intake/input_problem.h"
#include "engine/intake/sheet.h"

namespace autorules::cli {

/// The answers as a workbook: each input table with all its rows, also those that gave no message, and the decision's
/// columns behind; messages of NDJSON inputs share a worksheet. The workflow and the sheets must outlive it.
class AnswerBook {
 public:
  /// `sheets` are all input tables. Without `all_rows`, rows that gave no message are not written.
  AnswerBook(const Workflow& workflow, Workbook workbook, const std::vector<const Sheet*>& sheets, bool all_rows);

  /// What reading has found wrong; call it before Add of the message that was read then.
  void Note(const std::vector<InputProblem>& problems);
  /// The message of sheet row number `row`, or, where `sheet` is nullptr, of a line of NDJSON. Rows come in their
  /// order; `shown` is false when the row is left out.
  void Add(const Sheet* sheet, std::uint32_t row, const Message& message, const Decision& decision, bool shown);
  /// Writes the rest and the file.
  Result<void> Finish();

 private:
  using Remarks = std::vector<std::string>;
  /// A sheet that is being written.
  struct Rows {
    Workbook::Table* table = nullptr;
    std::size_t next = 0;                      ///< index of the row to write next
    std::map<std::uint64_t, Remarks> remarks;  ///< by row number, of rows not yet written
  };
  Workbook::Table& AddTable(std::string_view name, std::vector<Workbook::Column> columns);
  /// Writes the rows before number `end`, which gave no message.
  void WriteUntil(std::uint64_t end, const Sheet& sheet, Rows& rows);
  /// Moves the problems of sheets from `loose_`; where the same file was given twice, to `current`.
  void GiveToSheets(const Sheet* current);
  static void AddRemark(const InputProblem& problem, const Sheet& sheet, Rows& rows);
  static Remarks TakeRemarks(std::uint64_t row, Rows& rows);
  Workbook::Table& Lines();
  void WriteLooseProblems();

  const RuleSet& rules_;
  AnswerColumns answers_;
  Workbook workbook_;
  bool all_rows_;
  std::map<const Sheet*, Rows> sheets_;
  Workbook::Table* lines_ = nullptr;  ///< of NDJSON
  std::vector<InputProblem> loose_;   ///< not yet given to a sheet
};

}  // namespace autorules::cli
