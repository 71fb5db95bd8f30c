#include "engine/text/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "engine/base/limits.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// Space, tab, no-break space, narrow no-break space.
constexpr std::array<std::string_view, 4> kBlanks{" ", "\t", "\xC2\xA0", "\xE2\x80\xAF"};

/// Bytes of the blank that `text` begins with, 0 when it begins with another character.
std::size_t LeadingBlank(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

std::size_t TrailingBlank(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.ends_with(blank)) return blank.size();
  }
  return 0;
}

bool IsBreak(char c) { return c == '\n' || c == '\r'; }

char Separator(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return ';';
  std::size_t semicolons = 0;
  std::size_t tabs = 0;
  std::size_t commas = 0;
  bool quoted = false;
  for (const char c : text.substr(text.find_last_of("\r\n", first) + 1)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (IsBreak(c)) break;
    semicolons += c == ';' ? 1 : 0;
    tabs += c == '\t' ? 1 : 0;
    commas += c == ',' ? 1 : 0;
  }
  if (semicolons >= std::max(tabs, commas)) return ';';
  return tabs >= commas ? '\t' : ',';
}

class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(text) {}

  CsvTable Run(const IsCsvHeader& is_header) {
    FindHeader(is_header);
    while (place_.at < text_.size() && !done_) {
      const Place start = place_;
      CsvRow row = ReadRow();
      if (row_is_good_) {
        Keep(std::move(row));
      } else if (!done_) {
        Resume(start);
      }
    }
    if (table_.header.empty() && table_.problems.empty()) {
      Report(0, 0, 1, {"в файле ничего нет", "there is nothing in the file"});
    }
    return std::move(table_);
  }

 private:
  struct Place {
    std::size_t at = 0;
    std::uint32_t line = 1;
    std::uint32_t row = 0;  ///< the last one read
  };

  void FindHeader(const IsCsvHeader& is_header) {
    std::optional<Place> first;
    for (std::size_t rows = 0; rows < limits::kHeadingRows && place_.at < text_.size();) {
      const Place start = place_;
      CsvRow row = ReadRowAt(start);
      if (done_) return;
      if (row_is_good_ && CountUsed(row) == 0) continue;
      if (row_is_good_ && is_header && is_header(row.cells)) return KeepHeader(std::move(row));
      table_.problems.clear();
      if (!first) first = start;
      if (!is_header) break;
      ++rows;
    }
    if (!first) return;
    CsvRow row = ReadRowAt(*first);
    if (row_is_good_) return KeepHeader(std::move(row));
    done_ = true;
  }

  /// Each row that may be the header has a separator of its own.
  CsvRow ReadRowAt(const Place& place) {
    place_ = place;
    separator_ = Separator(text_.substr(place.at));
    return ReadRow();
  }

  CsvRow ReadRow() {
    CsvRow row;
    row.line = place_.line;
    row.row = ++place_.row;
    row_is_good_ = true;
    column_ = 0;
    do {
      place_.at += column_++ > 0 ? 1 : 0;
      row.cells.push_back(ReadCell());
      if (row.cells.size() > limits::kTableCells) ReportTooManyCells(row);
    } while (place_.at < text_.size() && text_[place_.at] == separator_ && !done_);
    if (place_.at < text_.size()) PassBreak();
    return row;
  }

  /// Quotes that are not closed, or not where they should, make one row of many lines: those from the first whole row
  /// on are read after all. With the first cell gone wrong the end of the row itself might look whole.
  void Resume(const Place& start) {
    if (table_.problems.back().column == 1) return;
    const Place end = place_;
    place_ = start;
    PassLine();
    place_.row = start.row + 1;
    while (place_.at < end.at) {
      const Place line = place_;
      const std::size_t problems = table_.problems.size();
      const CsvRow row = ReadRow();
      if (done_) return;
      table_.problems.resize(problems);
      place_ = line;
      if (row_is_good_ && row.cells.size() == table_.header.size()) return;
      PassLine();
    }
    place_ = end;
  }

  void PassLine() {
    while (place_.at < text_.size() && !IsBreak(text_[place_.at])) ++place_.at;
    if (place_.at < text_.size()) PassBreak();
  }

  /// Stops before the separator, the line break or the end.
  CsvCell ReadCell() {
    PassBlanks();
    if (place_.at < text_.size() && text_[place_.at] == '"') return ReadQuoted();
    const std::size_t begin = place_.at;
    PassCharacters();
    std::string_view value = text_.substr(begin, place_.at - begin);
    while (const std::size_t blank = TrailingBlank(value)) value.remove_suffix(blank);
    return {std::string(value), Offset(begin), Offset(begin + value.size())};
  }

  CsvCell ReadQuoted() {
    const std::size_t begin = place_.at++;
    const std::uint32_t line = place_.line;
    CsvCell cell;
    cell.begin = Offset(begin);
    while (place_.at < text_.size()) {
      if (IsBreak(text_[place_.at])) {
        const std::size_t start = place_.at;
        PassBreak();
        cell.value += text_.substr(start, place_.at - start);
      } else if (text_[place_.at] != '"') {
        cell.value += text_[place_.at++];
      } else if (text_.substr(place_.at).starts_with("\"\"")) {
        cell.value += '"';
        place_.at += 2;
      } else {
        cell.end = Offset(++place_.at);
        ReadAfterQuote();
        return cell;
      }
    }
    cell.end = Offset(place_.at);
    Report(begin, begin + 1, line, {"кавычки не закрыты", "the quotes are not closed"}, column_);
    return cell;
  }

  void ReadAfterQuote() {
    PassBlanks();
    const std::size_t begin = place_.at;
    PassCharacters();
    if (place_.at == begin) return;
    Report(begin, place_.at, place_.line,
           {"после закрывающих кавычек стоит текст; кавычки внутри ячейки удваивают",
            "text follows the closing quotes; quotes inside a cell are doubled"},
           column_);
  }

  void PassBlanks() {
    while (place_.at < text_.size() && text_[place_.at] != separator_) {
      const std::size_t blank = LeadingBlank(text_.substr(place_.at));
      if (blank == 0) return;
      place_.at += blank;
    }
  }

  void PassCharacters() {
    while (place_.at < text_.size() && text_[place_.at] != separator_ && !IsBreak(text_[place_.at])) ++place_.at;
  }

  void PassBreak() {
    place_.at += text_.substr(place_.at).starts_with("\r\n") ? 2 : 1;
    ++place_.line;
  }

  /// Spreadsheets add empty cells at will: only up to the last one with a value do they count.
  static std::size_t CountUsed(const CsvRow& row) {
    const auto is_empty = [](const CsvCell& cell) { return cell.value.empty(); };
    return static_cast<std::size_t>(row.cells.rend() -
                                    std::find_if_not(row.cells.rbegin(), row.cells.rend(), is_empty));
  }

  void Keep(CsvRow row) {
    const std::size_t used = CountUsed(row);
    if (used == 0) return;
    if (used > table_.header.size()) {
      ReportTooLong(row, used);
    } else if ((table_.rows.size() + 2) * table_.header.size() > limits::kTableCells) {
      ReportTooManyCells(row);
    } else {
      const std::uint32_t end = row.cells.back().end;
      row.cells.resize(table_.header.size(), {"", end, end});
      table_.rows.push_back(std::move(row));
    }
  }

  void KeepHeader(CsvRow row) {
    std::set<std::string> known;
    std::uint32_t column = 0;
    for (const CsvCell& cell : row.cells) {
      ++column;
      if (cell.value.empty() || known.insert(Fold(cell.value)).second) continue;
      Report(cell.begin, cell.end, row.line,
             {"второй столбец «" + cell.value + "»", "a second column '" + cell.value + "'"}, column);
    }
    table_.header_row = row.row;
    table_.header = std::move(row.cells);
  }

  void ReportTooLong(const CsvRow& row, std::size_t used) {
    const std::size_t columns = table_.header.size();
    const std::string separator = separator_ == '\t' ? "Tab" : std::string(1, separator_);
    Report(
        row.cells[columns].begin, row.cells[used - 1].end, row.line,
        {fmt::format("ячеек {}, а столбцов {}; ячейку со знаком «{}» внутри берут в кавычки", used, columns, separator),
         fmt::format("{} cells, but {} columns; a cell that holds `{}` needs quotes", used, columns, separator)},
        columns + 1);
  }

  void ReportTooManyCells(const CsvRow& row) {
    Report(row.cells.front().begin, row.cells.front().end, row.line,
           {fmt::format("в таблице больше {} ячеек, отсюда она не прочитана", limits::kTableCells),
            fmt::format("the table has more than {} cells and is not read from here on", limits::kTableCells)});
    done_ = true;
  }

  /// Of the row read last.
  void Report(std::size_t begin, std::size_t end, std::uint32_t line, Text what, std::size_t column = 0) {
    row_is_good_ = false;
    table_.problems.push_back({Offset(begin), Offset(end), line, std::move(what), place_.row, Offset(column)});
  }

  static std::uint32_t Offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

  std::string_view text_;
  char separator_ = ';';
  Place place_;
  std::size_t column_ = 0;  ///< of the cell being read, from 1
  bool row_is_good_ = true;
  bool done_ = false;
  CsvTable table_;
};

}  // namespace

int CsvTable::Column(std::string_view name) const {
  const std::string folded = Fold(name);
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (Fold(header[i].value) == folded) return static_cast<int>(i);
  }
  return -1;
}

std::vector<std::string> CsvTable::Headings() const {
  std::vector<std::string> headings;
  for (const CsvCell& cell : header) headings.push_back(cell.value);
  return headings;
}

CsvTable ParseCsv(std::string_view text, const IsCsvHeader& is_header) { return CsvReader(text).Run(is_header); }

}  // namespace autorules
