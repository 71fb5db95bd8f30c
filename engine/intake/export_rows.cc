#include "engine/intake/export_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/intake/export_cells.h"
#include "engine/intake/message_fields.h"

namespace autorules {
namespace {

constexpr std::string_view kOwnFields = "fields.";
constexpr std::string_view kLabels = "label.";
/// Of a cell that is quoted in a problem.
constexpr std::size_t kShownBytes = 60;

const MessageField* FieldAt(std::string_view path) {
  const auto fields = MessageFields();
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const MessageField& field) { return field.path == path; });
  return found == fields.end() ? nullptr : &*found;
}

/// Begins of a cell, up to the end of a character.
std::string Shown(std::string_view cell) {
  if (cell.size() <= kShownBytes) return std::string(cell);
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;
  return std::string(cell.substr(0, end)) + "…";
}

/// Fills one message from one row.
class RowFiller {
 public:
  RowFiller(const Sheet& sheet, const std::string& zone, const SheetRow& row, Message* message)
      : sheet_(sheet), zone_(zone), row_(row), message_(*message) {}

  void Fill(const ExportLayout& layout) {
    for (const ColumnUse& use : layout.uses) ReadCell(use);
    if (latitude_ && longitude_) {
      message_.location = {*latitude_, *longitude_};
    } else if (latitude_ || longitude_) {
      problems_.push_back({sheet_.input,
                           row_.number,
                           false,
                           {"место без одной из координат: не учтено", "a location lacks a coordinate: ignored"},
                           {}});
    }
    if (message_.channel.empty()) message_.channel = layout.channel;
  }

  bool read_anything() const { return read_anything_; }
  std::vector<InputProblem> TakeProblems() {
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const InputProblem& a, const InputProblem& b) { return a.column < b.column; });
    return std::move(problems_);
  }

 private:
  void ReadCell(const ColumnUse& use) {
    const std::string& cell = row_.cells[use.column];
    if (IsEmptyCell(cell)) return;
    if (IsErrorCell(cell)) {
      Say(use, use.kind == CellKind::kMoment,
          {fmt::format("в ячейке ошибка таблицы {}", cell), fmt::format("the cell shows the error {}", cell)}, {});
      return;
    }
    read_anything_ = true;
    if (use.path.starts_with(kOwnFields)) {
      StoreOwnField(use, cell);
    } else if (use.path.starts_with(kLabels)) {
      message_.labels[use.path.substr(kLabels.size())].push_back(cell);
    } else if (const MessageField* field = FieldAt(use.path)) {
      Store(use, *field, cell);
    }
  }

  void StoreOwnField(const ColumnUse& use, const std::string& cell) {
    const std::string name = use.path.substr(kOwnFields.size());
    std::string value = cell;
    if (use.kind == CellKind::kDay) {
      const auto date = ReadDate(cell);
      if (!date) return SayDate(use, date.error(), cell);
      value = date->substr(0, std::string_view("2026-01-12").size());
    }
    if (use.kind == CellKind::kFlag && !ReadFlag(cell)) return SayFlag(use, cell);
    message_.fields.emplace(name, std::move(value));
  }

  void Store(const ColumnUse& use, const MessageField& field, const std::string& cell) {
    switch (use.kind) {
      case CellKind::kText: return StoreText(message_.*std::get<std::string Message::*>(field.target), use, cell);
      case CellKind::kMoment: return StoreMoment(use, cell);
      case CellKind::kFlag: {
        auto& flag = message_.*std::get<std::optional<bool> Message::*>(field.target);
        const std::optional<bool> read = ReadFlag(cell);
        if (!read) return SayFlag(use, cell);
        if (!flag) flag = read;
        return;
      }
      case CellKind::kRegime: {
        auto& flag = message_.*std::get<std::optional<bool> Message::*>(field.target);
        if (flag) return;
        flag = ReadRegime(cell);
        if (!flag) SayUnread(use, cell, {"«Обычное сообщение» или 59-ФЗ", "«Обычное сообщение» or 59-ФЗ"});
        return;
      }
      case CellKind::kNumber: {
        auto& number = message_.*std::get<std::optional<double> Message::*>(field.target);
        if (number) return;
        number = ReadNumber(cell);
        if (!number) SayUnread(use, cell, {"число", "a number"});
        return;
      }
      case CellKind::kLatitude: return StoreDegrees(latitude_, 90, use, cell);
      case CellKind::kLongitude: return StoreDegrees(longitude_, 180, use, cell);
      case CellKind::kDay: return;
    }
  }

  void StoreText(std::string& target, const ColumnUse& use, const std::string& cell) {
    if (target.empty()) {
      target = cell;
    } else if (use.path == "address") {
      target += ", " + cell;
    }
  }

  void StoreMoment(const ColumnUse& use, const std::string& cell) {
    const auto date = ReadDate(cell);
    if (!date) return SayDate(use, date.error(), cell);
    if (message_.received_at) return;
    // Midnight sharp is what systems add to a day.
    const std::size_t time = std::min(date->find('T'), date->size());
    const std::string_view clock = std::string_view(*date).substr(time);
    message_.only_day = clock.empty() || clock == "T00:00" || clock == "T00:00:00";
    message_.received_at = ParseMoment(clock.empty() ? *date + "T00:00" : *date, zone_);
  }

  void StoreDegrees(std::optional<double>& target, double most, const ColumnUse& use, const std::string& cell) {
    const std::optional<double> degrees = ReadNumber(cell);
    if (degrees && std::abs(*degrees) <= most) {
      target = degrees;
    } else {
      SayUnread(use, cell, {fmt::format("число от -{0} до {0}", most), fmt::format("a number from -{0} to {0}", most)});
    }
  }

  void SayDate(const ColumnUse& use, DateTrouble trouble, const std::string& cell) {
    const std::string shown = Shown(cell);
    Text what(fmt::format("«{}» не дата", shown), fmt::format("'{}' is no date", shown));
    if (trouble == DateTrouble::kNoSuchDay) {
      what = {fmt::format("дня «{}» нет", shown), fmt::format("there is no day '{}'", shown)};
    }
    Say(use, use.kind == CellKind::kMoment, std::move(what),
        {"ожидается 12.01.2026 или 12.01.2026 09:30", "expected 12.01.2026 or 12.01.2026 09:30"});
  }

  void SayFlag(const ColumnUse& use, const std::string& cell) {
    const std::string shown = Shown(cell);
    Say(use, true, {fmt::format("«{}» не Да и не Нет", shown), fmt::format("'{}' is neither Да nor Нет", shown)}, {});
  }

  void SayUnread(const ColumnUse& use, const std::string& cell, const Text& expected) {
    const std::string shown = Shown(cell);
    Say(use, false, {fmt::format("«{}» не читается", shown), fmt::format("cannot read '{}'", shown)},
        {"ожидается " + expected.ru, "expected " + expected.en});
  }

  /// A broken row is one whose columns have probably shifted.
  void Say(const ColumnUse& use, bool breaks, Text what, Text help) {
    what.ru += breaks ? ": строка пропущена" : ": не учтено";
    what.en += breaks ? ": row skipped" : ": ignored";
    problems_.push_back(CellProblem(sheet_, row_.number, use.column, std::move(what), std::move(help)));
    problems_.back().skipped = breaks;
  }

  const Sheet& sheet_;
  const std::string& zone_;
  const SheetRow& row_;
  Message& message_;
  std::vector<InputProblem> problems_;
  bool read_anything_ = false;
  std::optional<double> latitude_, longitude_;
};

}  // namespace

bool ExportRows::Read(const SheetRow& row, Message* message, std::vector<InputProblem>* problems) const {
  *message = {};
  RowFiller filler(sheet_, zone_, row, message);
  filler.Fill(layout_);
  bool skipped = false;
  for (InputProblem& problem : filler.TakeProblems()) {
    // Said once a row.
    problem.skipped = problem.skipped && !skipped;
    skipped |= problem.skipped;
    problems->push_back(std::move(problem));
  }
  if (skipped) return false;
  if (filler.read_anything()) return true;
  problems->push_back({sheet_.input,
                       row.number,
                       true,
                       {"в строке нет ни номера, ни других данных: строка пропущена",
                        "the row has neither a number nor other data: row skipped"},
                       {}});
  return false;
}

InputProblem CellProblem(const Sheet& sheet, std::uint32_t row, std::uint32_t column, Text what, Text help) {
  const std::string letters = ColumnLetters(column);
  const std::string& heading = sheet.headings[column];
  return {sheet.input,
          row,
          false,
          {fmt::format("столбец {} «{}»: {}", letters, heading, what.ru),
           fmt::format("column {} '{}': {}", letters, heading, what.en)},
          std::move(help),
          column + 1};
}

}  // namespace autorules
