// An export of arbitrary bytes, or a workbook of arbitrary parts: read as a sheet, its rows as messages, counted
// against each other, then written down as CSV and read back.
#include "engine/base/limits.h"
#include "engine/intake/export_input.h"
#include "engine/intake/sheet_reader.h"
#include "engine/text/fold.h"
#include "tests/fuzz/archive.h"
#include "tests/fuzz/require.h"
#include "tests/support/make_zip.h"

namespace autorules::fuzz {
namespace {

constexpr const char* kZone = "Asia/Irkutsk";

/// Used when nothing is recognised: the first column with a heading becomes the text, and one after it a moment.
ExportOptions MapOf(const Sheet& sheet) {
  ExportOptions options{{}, "pos"};
  for (const std::string& heading : sheet.headings) {
    if (HeadingKey(heading).empty()) continue;
    options.map.push_back({options.map.empty() ? "text" : "received_at", heading});
    if (options.map.size() == 2) break;
  }
  return options;
}

void RequireText(const Text& text, std::string_view what) {
  Require(!text.ru.empty() && !text.en.empty(), "a problem has a text", std::string(what));
  Require(IsValidUtf8(text.ru) && IsValidUtf8(text.en), "a problem is valid UTF-8", text.ru);
}

void RequireSoundSheet(const Sheet& sheet) {
  Require(!sheet.headings.empty() && !sheet.headings.back().empty(), "headings end with one");
  Require(sheet.headings.size() <= limits::kSheetColumns || sheet.title.empty(), "columns are bounded");
  for (const std::string& heading : sheet.headings) Require(IsValidUtf8(heading), "a heading is valid UTF-8", heading);
  std::uint32_t number = sheet.heading_row;
  for (const SheetRow& row : sheet.rows) {
    Require(row.number > number, "rows ascend", std::to_string(row.number));
    number = row.number;
    Require(row.cells.size() == sheet.headings.size(), "a row has as many cells as headings");
    bool blank = true;
    for (const std::string& cell : row.cells) {
      Require(IsValidUtf8(cell) && TrimCell(cell) == cell, "a cell is trimmed and valid UTF-8", cell);
      blank &= cell.empty();
    }
    Require(!blank, "blank rows are left out");
  }
  std::uint64_t line = 0;
  for (const InputProblem& problem : sheet.problems) {
    RequireText(problem.what, "of the sheet");
    Require(problem.line >= line && problem.line > 0, "problems of a sheet ascend", problem.what.en);
    line = problem.line;
  }
}

std::string Quoted(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    row += row.empty() ? "\"" : ";\"";
    for (const char c : cell) row.append(c == '"' ? 2 : 1, c);
    row += '"';
  }
  return row + '\n';
}

void RequireReadBack(const Sheet& sheet) {
  std::string written = "\xEF\xBB\xBF" + Quoted(sheet.headings);
  for (const SheetRow& row : sheet.rows) written += Quoted(row.cells);
  if (written.find('\0') != std::string::npos) return;
  const Result<Sheet> again =
      ReadSheet("again.csv", written, [&](const std::vector<std::string>& cells) { return cells == sheet.headings; });
  Require(again.has_value(), "a sheet written as CSV is read", again ? "" : again.error().message);
  Require(again->headings == sheet.headings, "headings are read back", written);
  Require(again->problems.empty() && again->rows.size() == sheet.rows.size(), "all rows are read back", written);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    Require(again->rows[i].cells == sheet.rows[i].cells, "cells are read back", written);
  }
}

/// Every row gives a message or is said to be skipped, once.
void RequireSoundRows(const Sheet& sheet, const ExportLayout& layout) {
  const ExportRows rows(sheet, layout, kZone);
  for (const SheetRow& row : sheet.rows) {
    Message message;
    std::vector<InputProblem> problems;
    const bool kept = rows.Read(row, &message, &problems);
    std::size_t skipped = 0;
    for (const InputProblem& problem : problems) {
      RequireText(problem.what, "of a row");
      Require(problem.line == row.number, "a problem of a row has its number", problem.what.en);
      Require(problem.column <= sheet.headings.size(), "a problem lies in a column", problem.what.en);
      skipped += problem.skipped ? 1 : 0;
    }
    Require(skipped == (kept ? 0 : 1), "a row gives a message or is said to be skipped, once",
            std::to_string(row.number));
    for (const std::string* text : {&message.id, &message.text, &message.address, &message.category}) {
      Require(IsValidUtf8(*text), "a text of a message is valid UTF-8", *text);
    }
    Message again;
    std::vector<InputProblem> same;
    Require(rows.Read(row, &again, &same) == kept && again == message && same == problems, "a row is read twice alike");
  }
}

void TestExport(const std::string& bytes) {
  const auto is_heading = [](const std::vector<std::string>& cells) { return AreHeadings(cells, {}); };
  const Result<Sheet> sheet = ReadSheet("export", bytes, is_heading);
  if (!sheet) return Require(IsValidUtf8(sheet.error().message) && !sheet.error().message.empty(), "a refusal is said");
  RequireSoundSheet(*sheet);
  RequireReadBack(*sheet);

  Result<ExportLayout> layout = FindLayout(*sheet, {});
  Require(layout.has_value() == is_heading(sheet->headings), "known headings have a layout");
  if (!layout) {
    Require(IsValidUtf8(layout.error().message), "a refusal is valid UTF-8", layout.error().message);
    const ExportOptions options = MapOf(*sheet);
    if (options.map.empty()) return;
    layout = FindLayout(*sheet, options);
    Require(layout.has_value(), "a map of headings that are there serves");
  }
  for (const ColumnUse& use : layout->uses)
    Require(use.column < sheet->headings.size(), "a use has a column", use.path);
  RequireSoundRows(*sheet, *layout);
}

}  // namespace
}  // namespace autorules::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const bool is_archive = input.starts_with("=== ");
  autorules::fuzz::TestExport(is_archive ? autorules::testing::MakeZip(autorules::fuzz::FilesOfArchive(input)) : input);
  return 0;
}
