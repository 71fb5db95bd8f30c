#include "dsl/calendar_table.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::string_view kDate = "Дата";
constexpr std::string_view kKind = "День";
constexpr std::string_view kSource = "Основание";
constexpr std::string_view kInsteadOf = "Вместо";
constexpr std::string_view kConfirmed = "Подтверждено";

/// Spreadsheets turn 2026-01-12 into 12.01.2026 when they save a table.
std::optional<CivilDate> ReadDate(std::string_view text) {
  if (text.size() == 10 && text[2] == '.' && text[5] == '.') {
    return ParseCivilDate(fmt::format("{}-{}-{}", text.substr(6), text.substr(3, 2), text.substr(0, 2)));
  }
  return ParseCivilDate(text);
}

std::optional<DayKind> ReadKind(std::string_view text) {
  const std::string word = Fold(text);
  if (word == "выходной") return DayKind::kDayOff;
  if (word == "рабочий") return DayKind::kWorking;
  if (word == "короткий") return DayKind::kShortened;
  return std::nullopt;
}

bool IsWeekend(CivilDate date) { return Weekday(date) >= 5; }

class CalendarReader {
 public:
  explicit CalendarReader(const CsvTable& table)
      : table_(table),
        date_(table.Column(kDate)),
        kind_(table.Column(kKind)),
        source_(table.Column(kSource)),
        instead_of_(table.Column(kInsteadOf)),
        confirmed_(table.Column(kConfirmed)) {}

  CalendarTable Run() {
    if (table_.header.empty()) return {};
    if (date_ < 0) result_.missing.push_back(kDate);
    if (kind_ < 0) result_.missing.push_back(kKind);
    if (!result_.missing.empty()) return std::move(result_);
    for (const CsvRow& row : table_.rows) ReadRow(row);
    return std::move(result_);
  }

 private:
  static const CsvCell& Cell(const CsvRow& row, int column) { return row.cells[static_cast<std::size_t>(column)]; }

  void ReadRow(const CsvRow& row) {
    const std::optional<CivilDate> date = TakeDate(row, date_);
    const std::optional<DayKind> kind = TakeKind(row);
    std::optional<CivilDate> instead_of;
    if (instead_of_ >= 0 && !Cell(row, instead_of_).value.empty()) {
      instead_of = TakeDate(row, instead_of_);
      if (!instead_of) return;
    }
    const std::optional<bool> confirmed = TakeConfirmed(row);
    if (!date || !kind || !confirmed || !IsFirst(row, *date) || !HasHours(row, *date, *kind, instead_of)) return;
    result_.days.push_back({*date, *kind, source_ >= 0 ? Cell(row, source_).value : "", instead_of, *confirmed});
  }

  std::optional<CivilDate> TakeDate(const CsvRow& row, int column) {
    const std::string& value = Cell(row, column).value;
    const std::optional<CivilDate> date = ReadDate(value);
    if (!date) {
      Report(row, column,
             {fmt::format("«{}» — не дата: пишут 2026-01-12 или 12.01.2026", value),
              fmt::format("'{}' is not a date: write 2026-01-12 or 12.01.2026", value)});
    }
    return date;
  }

  std::optional<DayKind> TakeKind(const CsvRow& row) {
    const std::string& value = Cell(row, kind_).value;
    const std::optional<DayKind> kind = ReadKind(value);
    if (!kind) {
      Report(row, kind_,
             {fmt::format("«{}» — не вид дня: пишут «выходной», «рабочий» или «короткий»", value),
              fmt::format("'{}' is no kind of day: write 'выходной', 'рабочий' or 'короткий'", value)});
    }
    return kind;
  }

  /// An empty cell says that nothing is in doubt.
  std::optional<bool> TakeConfirmed(const CsvRow& row) {
    if (confirmed_ < 0) return true;
    const std::string& value = Cell(row, confirmed_).value;
    const std::string word = Fold(value);
    if (word.empty() || word == "да") return true;
    if (word == "нет") return false;
    Report(row, confirmed_,
           {fmt::format("«{}» — непонятно, подтверждён ли день: пишут «да» или «нет»", value),
            fmt::format("'{}' does not tell whether the day is confirmed: write 'да' or 'нет'", value)});
    return std::nullopt;
  }

  bool IsFirst(const CsvRow& row, CivilDate date) {
    const auto [first, is_new] = lines_.try_emplace(date, row.line);
    if (!is_new) {
      Report(row, date_,
             {fmt::format("день {} уже назван в строке {}", date.ToString(), first->second),
              fmt::format("line {} names the day {} already", first->second, date.ToString())});
    }
    return is_new;
  }

  /// False when it is not known by which weekday's hours the day is worked.
  bool HasHours(const CsvRow& row, CivilDate date, DayKind kind, std::optional<CivilDate> instead_of) {
    if (kind == DayKind::kDayOff || !IsWeekend(instead_of.value_or(date))) return true;
    Report(row, instead_of_ >= 0 ? instead_of_ : kind_,
           {fmt::format("неизвестно, по каким часам работают {}: назовите в столбце «Вместо» будний день, который стал "
                        "за него выходным",
                        date.ToString()),
            fmt::format("it is not known by which hours {} is worked: name in the column 'Вместо' the weekday that is "
                        "off in its stead",
                        date.ToString())});
    return false;
  }

  void Report(const CsvRow& row, int column, Text what) {
    const CsvCell& cell = Cell(row, column);
    result_.problems.push_back({cell.begin, cell.end, row.line, std::move(what)});
  }

  const CsvTable& table_;
  const int date_;
  const int kind_;
  const int source_;
  const int instead_of_;
  const int confirmed_;
  std::map<CivilDate, std::uint32_t> lines_;  ///< that each date was first named on
  CalendarTable result_;
};

}  // namespace

CalendarTable ReadCalendarTable(const CsvTable& table) { return CalendarReader(table).Run(); }

}  // namespace autorules
