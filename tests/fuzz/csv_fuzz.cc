// A table of arbitrary bytes: decoded, cut into cells, written down again and read back.
#include <algorithm>

#include "engine/text/csv.h"
#include "engine/text/fold.h"
#include "engine/text/table_encoding.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/soundness.h"

namespace autorules::fuzz {
namespace {

std::uint32_t LineOf(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::uint32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void RequireText(const Text& text) {
  Require(!text.ru.empty() && !text.en.empty(), "a problem has a text");
  Require(IsValidUtf8(text.ru) && IsValidUtf8(text.en), "a problem is valid UTF-8", text.ru);
}

std::string Quoted(std::string_view value) {
  std::string quoted = "\"";
  for (const char c : value) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string Quoted(const std::vector<CsvCell>& cells) {
  std::string row;
  for (const CsvCell& cell : cells) row.append(row.empty() ? "" : ";").append(Quoted(cell.value));
  return row + '\n';
}

/// The cells follow each other in the text and have the values that stand there.
void RequireCells(const std::vector<CsvCell>& cells, std::string_view text) {
  std::uint32_t at = 0;
  for (const CsvCell& cell : cells) {
    Require(IsRangeOf(text, cell.begin, cell.end) && at <= cell.begin, "cells follow each other", cell.value);
    at = cell.end;
    const std::string_view spelled = text.substr(cell.begin, cell.end - cell.begin);
    const bool quoted = spelled.starts_with('"');
    Require(spelled == (quoted ? Quoted(cell.value) : cell.value), "a cell has the value that stands there",
            cell.value);
  }
}

bool SameValues(const std::vector<CsvCell>& a, const std::vector<CsvCell>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const CsvCell& x, const CsvCell& y) { return x.value == y.value; });
}

void RequireReadBack(const CsvTable& table) {
  std::string written = Quoted(table.header);
  for (const CsvRow& row : table.rows) written += Quoted(row.cells);
  const CsvTable again = ParseCsv(written);
  Require(SameValues(again.header, table.header), "a header is read back", written);
  Require(std::equal(again.rows.begin(), again.rows.end(), table.rows.begin(), table.rows.end(),
                     [](const CsvRow& a, const CsvRow& b) { return SameValues(a.cells, b.cells); }),
          "rows are read back", written);
}

void TestCsv(std::string bytes) {
  const auto text = DecodeTable(std::move(bytes));
  if (!text) return RequireText(text.error());
  Require(IsValidUtf8(*text), "a decoded table is valid UTF-8");

  const CsvTable table = ParseCsv(*text);
  for (const CsvProblem& problem : table.problems) {
    RequireText(problem.what);
    Require(IsRangeOf(*text, problem.begin, problem.end), "a problem lies between characters", problem.what.en);
    Require(problem.line > 0 && problem.line <= LineOf(*text, problem.begin), "a problem has a line", problem.what.en);
  }
  if (table.header.empty()) {
    Require(table.rows.empty() && !table.problems.empty(), "without a header there are no rows, and it is said why");
    return;
  }
  RequireCells(table.header, *text);
  std::uint32_t line = 0;
  std::uint32_t number = table.header_row;
  for (const CsvRow& row : table.rows) {
    RequireCells(row.cells, *text);
    Require(row.row > number && row.row <= row.line, "rows are numbered in order", std::to_string(row.row));
    number = row.row;
    Require(row.cells.size() == table.header.size(), "a row has as many cells as the header");
    Require(row.line > line && row.line == LineOf(*text, row.cells.front().begin), "a row knows its line",
            std::to_string(row.line));
    line = row.line;
  }
  for (const std::string& heading : table.Headings()) Require(table.Column(heading) >= 0, "a column is found", heading);
  RequireReadBack(table);
}

}  // namespace
}  // namespace autorules::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  autorules::fuzz::TestCsv({reinterpret_cast<const char*>(data), size});
  return 0;
}
