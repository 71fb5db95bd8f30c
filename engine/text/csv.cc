#include "engine/text/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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
  explicit CsvReader(std::string_view text) : text_(text), separator_(Separator(text)) {}

  CsvTable Run() {
    while (at_ < text_.size() && !done_) Keep(ReadRow());
    if (table_.header.empty() && table_.problems.empty()) {
      Report(0, 0, 1, {"в файле ничего нет", "there is nothing in the file"});
    }
    return std::move(table_);
  }

 private:
  CsvRow ReadRow() {
    CsvRow row;
    row.line = line_;
    row_is_good_ = true;
    row.cells.push_back(ReadCell());
    while (at_ < text_.size() && text_[at_] == separator_ && !done_) {
      ++at_;
      row.cells.push_back(ReadCell());
      if (row.cells.size() > limits::kTableCells) ReportTooManyCells(row);
    }
    if (at_ < text_.size()) PassBreak();
    return row;
  }

  /// Stops before the separator, the line break or the end.
  CsvCell ReadCell() {
    PassBlanks();
    if (at_ < text_.size() && text_[at_] == '"') return ReadQuoted();
    const std::size_t begin = at_;
    PassCharacters();
    std::string_view value = text_.substr(begin, at_ - begin);
    while (const std::size_t blank = TrailingBlank(value)) value.remove_suffix(blank);
    return {std::string(value), Offset(begin), Offset(begin + value.size())};
  }

  CsvCell ReadQuoted() {
    const std::size_t begin = at_++;
    const std::uint32_t line = line_;
    CsvCell cell;
    cell.begin = Offset(begin);
    while (at_ < text_.size()) {
      if (IsBreak(text_[at_])) {
        const std::size_t start = at_;
        PassBreak();
        cell.value += text_.substr(start, at_ - start);
      } else if (text_[at_] != '"') {
        cell.value += text_[at_++];
      } else if (text_.substr(at_).starts_with("\"\"")) {
        cell.value += '"';
        at_ += 2;
      } else {
        cell.end = Offset(++at_);
        ReadAfterQuote();
        return cell;
      }
    }
    cell.end = Offset(at_);
    Report(begin, begin + 1, line, {"кавычки не закрыты", "the quotes are not closed"});
    return cell;
  }

  void ReadAfterQuote() {
    PassBlanks();
    const std::size_t begin = at_;
    PassCharacters();
    if (at_ == begin) return;
    Report(begin, at_, line_,
           {"после закрывающих кавычек стоит текст; кавычки внутри ячейки удваивают",
            "text follows the closing quotes; quotes inside a cell are doubled"});
  }

  void PassBlanks() {
    while (at_ < text_.size() && text_[at_] != separator_) {
      const std::size_t blank = LeadingBlank(text_.substr(at_));
      if (blank == 0) return;
      at_ += blank;
    }
  }

  void PassCharacters() {
    while (at_ < text_.size() && text_[at_] != separator_ && !IsBreak(text_[at_])) ++at_;
  }

  void PassBreak() {
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    ++line_;
  }

  void Keep(CsvRow row) {
    const auto is_empty = [](const CsvCell& cell) { return cell.value.empty(); };
    // Spreadsheets add empty cells at will: only up to the last one with a value do they count.
    const auto last = std::find_if_not(row.cells.rbegin(), row.cells.rend(), is_empty);
    const auto used = static_cast<std::size_t>(row.cells.rend() - last);
    if (!row_is_good_) {
      done_ = done_ || table_.header.empty();
    } else if (used == 0) {
      return;
    } else if (table_.header.empty()) {
      KeepHeader(std::move(row));
    } else if (used > table_.header.size()) {
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
    for (const CsvCell& cell : row.cells) {
      if (cell.value.empty() || known.insert(Fold(cell.value)).second) continue;
      Report(cell.begin, cell.end, row.line,
             {"второй столбец «" + cell.value + "»", "a second column '" + cell.value + "'"});
    }
    table_.header = std::move(row.cells);
  }

  void ReportTooLong(const CsvRow& row, std::size_t used) {
    const std::size_t columns = table_.header.size();
    const std::string separator = separator_ == '\t' ? "Tab" : std::string(1, separator_);
    Report(
        row.cells[columns].begin, row.cells[used - 1].end, row.line,
        {fmt::format("ячеек {}, а столбцов {}; ячейку со знаком «{}» внутри берут в кавычки", used, columns, separator),
         fmt::format("{} cells, but {} columns; a cell that holds `{}` needs quotes", used, columns, separator)});
  }

  void ReportTooManyCells(const CsvRow& row) {
    Report(row.cells.front().begin, row.cells.front().end, row.line,
           {fmt::format("в таблице больше {} ячеек, отсюда она не прочитана", limits::kTableCells),
            fmt::format("the table has more than {} cells and is not read from here on", limits::kTableCells)});
    done_ = true;
  }

  void Report(std::size_t begin, std::size_t end, std::uint32_t line, Text what) {
    row_is_good_ = false;
    table_.problems.push_back({Offset(begin), Offset(end), line, std::move(what)});
  }

  static std::uint32_t Offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
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

CsvTable ParseCsv(std::string_view text) { return CsvReader(text).Run(); }

}  // namespace autorules
