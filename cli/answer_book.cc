#include "cli/answer_book.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "cli/names.h"
#include "engine/calendar/moments.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

constexpr std::string_view kLinesName = "Обращения";
/// Rows whose cells say how wide a column has to be.
constexpr std::size_t kMeasuredRows = 200;
constexpr std::size_t kNarrowest = 8, kWidest = 60;
/// Of NDJSON: id, channel, moment, address, text.
constexpr std::size_t kLineColumns = 5;
constexpr std::uint64_t kNoRow = std::numeric_limits<std::uint64_t>::max();

std::vector<Workbook::Column> GivenColumns(const Sheet& sheet) {
  std::vector<Workbook::Column> columns;
  for (std::size_t i = 0; i < sheet.headings.size(); ++i) {
    std::size_t width = std::max(kNarrowest, DisplayWidth(sheet.headings[i]) + 3);  // the button of the filter
    for (std::size_t row = 0; row < sheet.rows.size() && row < kMeasuredRows; ++row) {
      width = std::max(width, DisplayWidth(sheet.rows[row].cells[i]) + 1);
    }
    columns.push_back({sheet.headings[i], static_cast<double>(std::min(width, kWidest))});
  }
  return columns;
}

std::string TextOf(const InputProblem& problem) {
  const std::string& help = problem.help.ru;
  return fmt::format("{}{}{}", problem.what.ru, help.empty() ? "" : "; ", help);
}

void AddOnce(std::string text, std::vector<std::string>& texts) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

std::string JoinLines(const std::vector<std::string>& lines) { return fmt::format("{}", fmt::join(lines, "\n")); }

}  // namespace

AnswerBook::AnswerBook(const Workflow& workflow, Workbook workbook, const std::vector<const Sheet*>& sheets,
                       bool all_rows)
    : rules_(workflow.rules()), answers_(workflow), workbook_(std::move(workbook)), all_rows_(all_rows) {
  for (const Sheet* sheet : sheets) {
    Rows& rows = sheets_[sheet];
    rows.table = &AddTable(std::filesystem::path(sheet->input).stem().string(), GivenColumns(*sheet));
    for (const InputProblem& problem : sheet->problems) AddRemark(problem, *sheet, rows);
  }
}

Workbook::Table& AnswerBook::AddTable(std::string_view name, std::vector<Workbook::Column> columns) {
  for (Workbook::Column& column : answers_.Columns()) columns.push_back(std::move(column));
  columns.push_back({"Замечания", 40, Workbook::ColumnKind::kAttention});
  return workbook_.AddTable(name, std::move(columns));
}

Workbook::Table& AnswerBook::Lines() {
  if (lines_ == nullptr) {
    lines_ = &AddTable(kLinesName, {{"id", 16}, {"Канал", 16}, {"Поступило", 16}, {"Адрес", 24}, {"Текст", 60}});
  }
  return *lines_;
}

/// What is wrong with the headings or the table as a whole is said on stderr only.
void AnswerBook::AddRemark(const InputProblem& problem, const Sheet& sheet, Rows& rows) {
  if (problem.line > sheet.heading_row) AddOnce(TextOf(problem), rows.remarks[problem.line]);
}

void AnswerBook::Note(const std::vector<InputProblem>& problems) {
  loose_.insert(loose_.end(), problems.begin(), problems.end());
}

void AnswerBook::GiveToSheets(const Sheet* current) {
  std::erase_if(loose_, [&](const InputProblem& problem) {
    auto sheet = sheets_.find(current);
    if (sheet == sheets_.end() || current->input != problem.input) {
      sheet = std::find_if(sheets_.begin(), sheets_.end(),
                           [&](const auto& known) { return known.first->input == problem.input; });
    }
    if (sheet == sheets_.end()) return false;
    AddRemark(problem, *sheet->first, sheet->second);
    return true;
  });
}

AnswerBook::Remarks AnswerBook::TakeRemarks(std::uint64_t row, Rows& rows) {
  auto node = rows.remarks.extract(row);
  return node.empty() ? Remarks() : std::move(node.mapped());
}

void AnswerBook::WriteUntil(std::uint64_t end, const Sheet& sheet, Rows& rows) {
  const std::size_t columns = sheet.headings.size() + answers_.Columns().size() + 1;
  for (;;) {
    const std::uint64_t row = rows.next < sheet.rows.size() ? sheet.rows[rows.next].number : kNoRow;
    const std::uint64_t remark = rows.remarks.empty() ? kNoRow : rows.remarks.begin()->first;
    const std::uint64_t number = std::min(row, remark);
    if (number >= end) return;
    std::vector<std::string> cells;
    if (number == row) cells = sheet.rows[rows.next++].cells;
    cells.resize(columns);
    Remarks remarks = TakeRemarks(number, rows);
    remarks.insert(remarks.begin(), fmt::format("строка {} не прочитана как обращение", number));
    cells.back() = JoinLines(remarks);
    if (all_rows_) rows.table->AddRow(cells);
  }
}

/// What is not known to be of a table: the lines of NDJSON that gave no message.
void AnswerBook::WriteLooseProblems() {
  for (const InputProblem& problem : loose_) {
    if (!all_rows_ || !problem.skipped) continue;
    std::vector<std::string> cells(kLineColumns + answers_.Columns().size() + 1);
    cells.back() = fmt::format("{}:{}: {}", problem.input, problem.line, TextOf(problem));
    Lines().AddRow(cells);
  }
}

void AnswerBook::Add(const Sheet* sheet, std::uint32_t row, const Message& message, const Decision& decision,
                     bool shown) {
  std::vector<std::string> cells;
  Remarks remarks;
  if (sheet != nullptr) {
    Rows& rows = sheets_.at(sheet);
    GiveToSheets(sheet);
    WriteUntil(row, *sheet, rows);
    cells = sheet->rows[rows.next++].cells;
    remarks = TakeRemarks(row, rows);
  } else {
    GiveToSheets(nullptr);
    cells = {message.id, std::string(ChannelName(rules_, decision.channel)), "", message.address, message.text};
    if (message.received_at) cells[2] = MomentText(*message.received_at, rules_.municipality().zone);
    if (decision.channel == kNone) cells[1] = message.channel;
    for (const InputProblem& problem : loose_) {
      if (!problem.skipped) remarks.push_back(TextOf(problem));
    }
  }
  WriteLooseProblems();
  loose_.clear();
  if (!shown) return;
  answers_.AppendCells(message, decision, cells);
  for (std::string& remark : answers_.Remarks(message, decision)) AddOnce(std::move(remark), remarks);
  cells.push_back(JoinLines(remarks));
  (sheet != nullptr ? *sheets_.at(sheet).table : Lines()).AddRow(cells);
}

Result<void> AnswerBook::Finish() {
  GiveToSheets(nullptr);
  for (auto& [sheet, rows] : sheets_) WriteUntil(kNoRow, *sheet, rows);
  if (sheets_.empty()) Lines();
  WriteLooseProblems();
  return workbook_.Finish();
}

}  // namespace autorules::cli
