#include "cli/table_note.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/layout.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

constexpr std::string_view kIndent = "  ";
/// Of a heading: some are whole sentences.
constexpr std::size_t kHeadingColumns = 60;

struct Columns {
  std::vector<std::string> read, left;
};

std::string Quoted(const std::string& title) { return "«" + Shorten(OneLine(title), kHeadingColumns) + "»"; }

Columns DescribeColumns(const ExportInput& table) {
  Columns columns;
  for (std::uint32_t i = 0; i < table.sheet().headings.size(); ++i) {
    const std::string& heading = table.sheet().headings[i];
    std::string paths;
    for (const ColumnUse& use : table.layout().uses) {
      if (use.column == i) paths.append(paths.empty() ? "" : " + ").append(use.path);
    }
    if (!paths.empty()) {
      columns.read.push_back(fmt::format("{} → {}", Quoted(heading), paths));
    } else if (!heading.empty()) {
      columns.left.push_back(Quoted(heading));
    }
  }
  return columns;
}

/// `  title: item, item,` and more lines of items below.
std::string List(std::string_view title, const std::vector<std::string>& items, std::size_t width) {
  if (items.empty()) return {};
  std::string lines;
  std::string line = fmt::format("{}{}:", kIndent, title);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string item = items[i] + (i + 1 < items.size() ? "," : "");
    if (DisplayWidth(line) + 1 + DisplayWidth(item) > width) {
      lines += line + '\n';
      line = fmt::format("{0}{0}{1}", kIndent, item);
    } else {
      line += ' ' + item;
    }
  }
  return lines + line + '\n';
}

}  // namespace

std::string TableNote(const ExportInput& table, std::size_t width, Language language) {
  const bool russian = language == Language::kRussian;
  const Sheet& sheet = table.sheet();
  const auto broken = std::count_if(sheet.problems.begin(), sheet.problems.end(),
                                    [](const InputProblem& problem) { return problem.skipped; });
  const std::size_t rows = sheet.rows.size() + static_cast<std::size_t>(broken);
  std::string known = table.layout().name.In(language);
  if (known.empty()) known = russian ? "таблица" : "table";
  std::vector<std::string> left_sheets;
  for (const std::string& title : sheet.left_sheets) left_sheets.push_back(Quoted(title));
  if (!left_sheets.empty()) known += (russian ? " на листе " : " on sheet ") + Quoted(sheet.title);

  const Columns columns = DescribeColumns(table);
  return fmt::format("{}: {}, {} {}\n", sheet.input, known, rows,
                     russian ? Plural(rows, "строка", "строки", "строк") : std::string_view("rows")) +
         List(russian ? "прочитано" : "read", columns.read, width) +
         List(russian ? "оставлено" : "left", columns.left, width) +
         List(russian ? "листы оставлены" : "sheets left", left_sheets, width);
}

}  // namespace autorules::cli
