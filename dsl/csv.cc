#include "dsl/csv.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace autorules {
namespace {

std::string Trim(std::string_view cell) {
  const std::size_t begin = cell.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return "";
  return std::string(cell.substr(begin, cell.find_last_not_of(" \t\r") - begin + 1));
}

char Separator(std::string_view text) {
  int balance = 0;
  bool quoted = false;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    balance += (c == ';' ? 1 : 0) - (c == ',' ? 1 : 0);
  }
  return balance >= 0 ? ';' : ',';
}

}  // namespace

int CsvTable::Column(std::string_view name) const {
  const std::string folded = Fold(name);
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (Fold(header[i]) == folded) return static_cast<int>(i);
  }
  return -1;
}

CsvTable ParseCsv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const char separator = Separator(text);
  CsvTable table;
  CsvTable::Row row;
  std::string cell;
  bool quoted = false;
  bool was_quoted = false;
  std::uint32_t line = 1;
  bool header_done = false;
  const auto end_cell = [&] {
    row.cells.push_back(was_quoted ? cell : Trim(cell));
    cell.clear();
    was_quoted = false;
  };
  const auto end_row = [&] {
    end_cell();
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& c) { return c.empty(); });
    if (!blank && !header_done) {
      table.header = row.cells;
      header_done = true;
    } else if (!blank) {
      table.rows.push_back(row);
    }
    row.cells.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (row.cells.empty() && cell.empty() && !quoted) row.line = line;
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        cell += '"';
        ++i;
      } else {
        quoted = false;
      }
    } else if (c == '"' && Trim(cell).empty()) {
      cell.clear();
      quoted = was_quoted = true;
    } else if (c == separator) {
      end_cell();
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (!cell.empty() || !row.cells.empty() || was_quoted) end_row();
  return table;
}

}  // namespace autorules
