#include "cli/workbook.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "cli/workbook_check.h"
#include "engine/base/limits.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kNameUnits = 31;
constexpr std::string_view kNamelessSheet = "Лист";
constexpr std::string_view kCut = "… [обрезано: ячейка Excel вмещает 32 767 знаков]";
constexpr lxw_color_t kGivenColour = 0xE7E6E6, kAnswerColour = 0xDDEBF7, kAttentionColour = 0xFFF2CC;

bool Continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }
/// UTF-16 units of the character that begins with this byte of UTF-8.
std::size_t Units(char lead) { return static_cast<unsigned char>(lead) >= 0xF0 ? 2 : 1; }

std::size_t CountUnits(std::string_view text) {
  std::size_t units = 0;
  for (const char byte : text) units += Continues(byte) ? 0 : Units(byte);
  return units;
}

/// The beginning of the text that takes at most so many UTF-16 units.
std::string_view CutAtUnits(std::string_view text, std::size_t most) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (Continues(text[i])) continue;
    units += Units(text[i]);
    if (units > most) return text.substr(0, i);
  }
  return text;
}

/// `_x0041_` is how workbooks write the character U+0041.
bool LooksCoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdefABCDEF";
  return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
         text.substr(2, 4).find_first_not_of(kHex) == std::string_view::npos;
}

/// Bytes of a character that XML forbids, at the start of the text; 0 for all others.
std::size_t ForbiddenBytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x20) return first == '\n' || first == '\t' ? 0 : 1;
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF") ? 3 : 0;
}

}  // namespace

std::string CellText(std::string_view text) {
  const std::string valid = IsValidUtf8(text) ? std::string() : RepairUtf8(text);
  const std::string_view whole = valid.empty() ? text : std::string_view(valid);
  std::string cell;
  cell.reserve(whole.size());
  for (std::size_t i = 0; i < whole.size();) {
    const std::string_view rest = whole.substr(i);
    if (rest.front() == '\r' && !rest.starts_with("\r\n")) {
      cell += '\n';
      ++i;
    } else if (const std::size_t forbidden = ForbiddenBytes(rest); forbidden > 0) {
      i += forbidden;
    } else {
      if (LooksCoded(rest)) cell += "_x005F";
      cell += whole[i++];
    }
  }
  if (cell.size() <= limits::kCellUnits || CountUnits(cell) <= limits::kCellUnits) return cell;
  return std::string(CutAtUnits(cell, limits::kCellUnits - CountUnits(kCut))).append(kCut);
}

std::string WorksheetName(std::string_view name) {
  std::string valid;
  for (const char c : CellText(name)) {
    if (std::string_view("[]:*?/\\\n\t").find(c) == std::string_view::npos) valid += c;
  }
  valid = CutAtUnits(valid, kNameUnits);
  const auto at_end = [](char c) { return c == '\'' || c == ' '; };
  while (!valid.empty() && at_end(valid.back())) valid.pop_back();
  while (!valid.empty() && at_end(valid.front())) valid.erase(0, 1);
  // Excel keeps the name History for itself.
  return valid.empty() || Fold(valid) == "history" ? std::string(kNamelessSheet) : valid;
}

struct Workbook::Impl {
  ~Impl() {
    if (book != nullptr) lxw_workbook_free(book);
  }

  void MakeFormats() {
    const auto make = [&](lxw_color_t colour, bool heading) {
      lxw_format* format = workbook_add_format(book);
      format_set_text_wrap(format);
      format_set_align(format, heading ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
      if (colour != 0) format_set_bg_color(format, colour);
      if (!heading) return format;
      format_set_bold(format);
      format_set_bottom(format, LXW_BORDER_THIN);
      return format;
    };
    given_heading = make(kGivenColour, true);
    answer_heading = make(kAnswerColour, true);
    text = make(0, false);
    attention = make(kAttentionColour, false);
  }

  /// A name that no worksheet has yet.
  std::string UniqueName(std::string_view wanted) {
    const std::string name = WorksheetName(wanted);
    std::string unique = name;
    for (std::size_t number = 2; !names.insert(Fold(unique)).second; ++number) {
      const std::string suffix = fmt::format(" ({})", number);
      unique = std::string(CutAtUnits(name, kNameUnits - suffix.size())).append(suffix);
    }
    return unique;
  }

  void Note(std::string what) {
    if (problem.empty()) problem = std::move(what);
  }
  void Note(lxw_error error) {
    if (error != LXW_NO_ERROR) Note(fmt::format("ошибка при записи ({})", lxw_strerror(error)));
  }

  std::string file, folder;  ///< the library keeps a pointer to the folder
  lxw_workbook* book = nullptr;
  lxw_format *given_heading = nullptr, *answer_heading = nullptr, *text = nullptr, *attention = nullptr;
  std::deque<Table> tables;
  std::deque<std::uint64_t> cells;  ///< of each worksheet
  std::set<std::string> names;      ///< folded
  std::string problem;              ///< the first one
};

Workbook::Workbook(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Workbook::~Workbook() = default;
Workbook::Workbook(Workbook&&) noexcept = default;

Result<Workbook> Workbook::Create(const std::string& file) {
  auto impl = std::make_unique<Impl>();
  impl->file = file;
  impl->folder = std::filesystem::absolute(file).parent_path().string();
  lxw_workbook_options options{.constant_memory = 1, .tmpdir = impl->folder.data(), .use_zip64 = 0};
  impl->book = workbook_new_opt(file.c_str(), &options);
  if (impl->book == nullptr) return Fail(fmt::format("{}: не хватает памяти для книги", file));
  impl->MakeFormats();
  return Workbook(std::move(impl));
}

Workbook::Table& Workbook::AddTable(std::string_view name, std::vector<Column> columns) {
  return impl_->tables.emplace_back(*impl_, name, std::move(columns));
}

Result<void> Workbook::Finish() {
  if (impl_->tables.empty()) AddTable("", {});
  for (Table& table : impl_->tables) table.EndSheet();
  impl_->Note(workbook_close(std::exchange(impl_->book, nullptr)));
  if (impl_->problem.empty() && !HoldsCells(impl_->file, {impl_->cells.begin(), impl_->cells.end()})) {
    impl_->Note("на диске поместилось не всё");
  }
  if (!impl_->problem.empty()) return Fail(fmt::format("книга не записана: {}", impl_->problem));
  return {};
}

Workbook::Table::Table(Impl& book, std::string_view name, std::vector<Column> columns)
    : book_(book), name_(name), columns_(std::move(columns)) {
  if (columns_.size() > limits::kSheetColumns) {
    book_.Note(fmt::format("столбцов больше {}", limits::kSheetColumns));
    columns_.resize(limits::kSheetColumns);
  }
  BeginSheet();
}

void Workbook::Table::BeginSheet() {
  sheet_ = workbook_add_worksheet(book_.book, book_.UniqueName(name_).c_str());
  cells_ = &book_.cells.emplace_back(0);
  row_ = 0;
  if (sheet_ == nullptr) return book_.Note(LXW_ERROR_MEMORY_MALLOC_FAILED);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet_, column, column, columns_[i].width, nullptr);
    Write(i, columns_[i].heading, columns_[i].kind == ColumnKind::kGiven ? book_.given_heading : book_.answer_heading);
  }
  worksheet_freeze_panes(sheet_, 1, 0);
  // A number in a cell of text is meant so.
  worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  row_ = 1;
}

void Workbook::Table::EndSheet() {
  if (sheet_ == nullptr || columns_.empty()) return;
  worksheet_autofilter(sheet_, 0, 0, std::max(row_, 2U) - 1, static_cast<lxw_col_t>(columns_.size() - 1));
}

void Workbook::Table::AddRow(const std::vector<std::string>& cells) {
  if (row_ == limits::kSheetRows) {
    EndSheet();
    BeginSheet();
  }
  for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
    Write(i, cells[i], columns_[i].kind == ColumnKind::kAttention ? book_.attention : book_.text);
  }
  ++row_;
}

void Workbook::Table::Write(std::size_t column, std::string_view text, lxw_format* format) {
  if (sheet_ == nullptr || text.empty()) return;
  const std::string cell = CellText(text);
  if (cell.empty()) return;
  ++*cells_;
  book_.Note(worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(column), cell.c_str(), format));
}

}  // namespace autorules::cli
