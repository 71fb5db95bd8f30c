#include "engine/intake/sheet_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/intake/xlsx_reader.h"
#include "engine/text/csv.h"
#include "engine/text/table_encoding.h"

namespace autorules {
namespace {

constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kEmptyZip = "PK\x05\x06";
constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0";

std::vector<std::string> Values(const std::vector<CsvCell>& cells) {
  std::vector<std::string> values;
  values.reserve(cells.size());
  for (const CsvCell& cell : cells) values.push_back(TrimCell(cell.value));
  return values;
}

/// Columns up to the last one with a value.
std::size_t CountUsed(const std::vector<std::string>& cells) {
  const auto last = std::find_if(cells.rbegin(), cells.rend(), [](const std::string& cell) { return !cell.empty(); });
  return static_cast<std::size_t>(cells.rend() - last);
}

InputProblem ProblemOf(const Sheet& sheet, const CsvProblem& problem) {
  Text what = problem.what;
  if (problem.column > 0) {
    const std::string letters = ColumnLetters(problem.column - 1);
    what = {fmt::format("столбец {}: {}; строка пропущена", letters, what.ru),
            fmt::format("column {}: {}; row skipped", letters, what.en)};
  }
  return {sheet.input, problem.row, true, std::move(what), {}, problem.column};
}

void AddRow(const CsvRow& row, Sheet* sheet) {
  SheetRow added{row.row, Values(row.cells)};
  const std::size_t used = CountUsed(added.cells);
  if (used > sheet->headings.size()) {
    const auto column = static_cast<std::uint32_t>(sheet->headings.size());
    sheet->problems.push_back(TooManyCells(*sheet, row.row, column));
  } else if (used > 0) {
    added.cells.resize(sheet->headings.size());
    sheet->rows.push_back(std::move(added));
  }
}

Result<Sheet> ReadCsv(const std::string& name, std::string bytes, const IsHeadingRow& is_heading) {
  const auto text = DecodeTable(std::move(bytes));
  if (!text) return Fail(fmt::format("{}: {}", name, text.error().ru));
  bool found = false;
  CsvTable table =
      ParseCsv(*text, [&](const std::vector<CsvCell>& cells) { return found = is_heading(Values(cells)); });
  if (!found) table = ParseCsv(*text, [](const std::vector<CsvCell>& cells) { return MayBeHeadings(Values(cells)); });
  Sheet sheet;
  sheet.input = name;
  sheet.headings = Values(table.header);
  sheet.headings.resize(CountUsed(sheet.headings));
  sheet.heading_row = table.header_row;
  if (sheet.headings.empty()) {
    const std::string why = table.problems.empty() ? "в файле ничего нет" : table.problems.front().what.ru;
    return Fail(fmt::format("{}: {}", name, why));
  }
  for (const CsvProblem& problem : table.problems) {
    // A second column of a name is found again where headings get their meaning.
    if (problem.row == table.header_row) continue;
    const bool said = !sheet.problems.empty() && sheet.problems.back().line == problem.row;
    sheet.problems.push_back(ProblemOf(sheet, problem));
    sheet.problems.back().skipped = !said;
  }
  sheet.rows.reserve(table.rows.size());
  for (CsvRow& row : table.rows) {
    AddRow(row, &sheet);
    std::vector<CsvCell>().swap(row.cells);  // a large table must not be held twice
  }
  std::stable_sort(sheet.problems.begin(), sheet.problems.end(),
                   [](const InputProblem& a, const InputProblem& b) { return a.line < b.line; });
  return sheet;
}

}  // namespace

bool LooksLikeWorkbook(std::string_view bytes) {
  return bytes.starts_with(kZip) || bytes.starts_with(kEmptyZip) || bytes.starts_with(kCompoundFile);
}

Result<Sheet> ReadSheet(const std::string& name, std::string bytes, const IsHeadingRow& is_heading) {
  if (bytes.size() > limits::kExportBytes) {
    return Fail(fmt::format("{}: файл больше {} МиБ; разделите выгрузку по датам", name, limits::kExportBytes >> 20U));
  }
  if (bytes.starts_with(kCompoundFile)) {
    return Fail(fmt::format(
        "{}: это старая книга Excel (.xls) или книга с паролем; откройте её и сохраните как «Книга Excel (.xlsx)» без "
        "пароля",
        name));
  }
  if (LooksLikeWorkbook(bytes)) return ReadWorkbook(name, bytes, is_heading);
  return ReadCsv(name, std::move(bytes), is_heading);
}

}  // namespace autorules
