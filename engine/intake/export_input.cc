#include "engine/intake/export_input.h"

#include <limits>

#include "engine/intake/sheet_reader.h"

namespace autorules {

Result<std::unique_ptr<ExportInput>> ExportInput::Open(const std::string& name, std::string bytes,
                                                       const ExportOptions& options, const std::string& zone) {
  Result<Sheet> sheet = ReadSheet(name, std::move(bytes),
                                  [&](const std::vector<std::string>& cells) { return AreHeadings(cells, options); });
  if (!sheet) return tl::unexpected(sheet.error());
  Result<ExportLayout> layout = FindLayout(*sheet, options);
  if (!layout) return tl::unexpected(layout.error());
  return std::unique_ptr<ExportInput>(new ExportInput(*std::move(sheet), *std::move(layout), zone));
}

bool ExportInput::Next(Message* message, std::vector<InputProblem>* problems) {
  if (!noted_) problems->insert(problems->end(), layout_.notes.begin(), layout_.notes.end());
  noted_ = true;
  const auto say_up_to = [&](std::uint64_t row) {
    for (; next_problem_ < sheet_.problems.size() && sheet_.problems[next_problem_].line < row; ++next_problem_) {
      problems->push_back(sheet_.problems[next_problem_]);
    }
  };
  while (next_row_ < sheet_.rows.size()) {
    const SheetRow& row = sheet_.rows[next_row_++];
    say_up_to(row.number);
    row_ = row.number;
    if (rows_.Read(row, message, problems)) return true;
  }
  say_up_to(std::numeric_limits<std::uint64_t>::max());
  return false;
}

double ExportInput::progress() const {
  return sheet_.rows.empty() ? 1 : static_cast<double>(next_row_) / static_cast<double>(sheet_.rows.size());
}

}  // namespace autorules
