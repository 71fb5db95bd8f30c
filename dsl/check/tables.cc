#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "dsl/check/check.h"
#include "dsl/check/grid.h"
#include "dsl/check/satisfy.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

// Findings shown for one table: whoever has more mends these first.
constexpr std::size_t kShownFindings = 20;
// Rows of the grid that lists of numbers in one row of a table may make; the lists beyond are not reasoned about.
constexpr std::size_t kMostPerRow = 64;

bool IsScale(ValueType type) { return type == ValueType::kNumber || type == ValueType::kDate; }

double AsNumber(const Value& value) {
  if (const auto* date = std::get_if<CivilDate>(&value)) return static_cast<double>(DayNumber(*date));
  const auto* number = std::get_if<double>(&value);
  return number == nullptr ? 0 : *number;
}

// A decision table as a grid, with the way back to values and rows.
class TableGrid {
 public:
  TableGrid(const LoweredTable& table, const RuleSetParts& parts) : table_(table), parts_(parts) {
    for (const Attribute attribute : table.columns) AddColumn(attribute);
    for (std::uint32_t row = 0; row < table.cells.size(); ++row) AddRow(row);
  }

  const Grid& grid() const { return grid_; }
  /// Which row of the table a row of the grid came from: a list of numbers makes several.
  std::uint32_t RowOf(std::size_t grid_row) const { return row_of_[grid_row]; }
  /// True for columns whose gaps mean something: all their values are known.
  bool HasAllValues(std::size_t column) const {
    return grid_.columns[column].finite || IsScale(parts_.InfoOf(table_.columns[column]).type);
  }

  Text Show(const std::vector<GridPoint>& point) const {
    Text shown;
    for (std::size_t column = 0; column < point.size(); ++column) {
      if (point[column].kind == GridPoint::Kind::kAny) continue;
      const bool number = point[column].kind == GridPoint::Kind::kNumber;
      Append(column, number ? ShowNumber(column, point[column].number) : ShowId(column, point[column].value), &shown);
    }
    return OrAny(std::move(shown));
  }

  Text Show(const std::vector<GridCell>& cells, const std::vector<std::size_t>& columns) const {
    Text shown;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const GridCell& cell = cells[i];
      const std::size_t column = columns[i];
      if (cell.kind == GridCell::Kind::kValues) {
        std::string values;
        for (const std::uint32_t id : cell.values) values += (values.empty() ? "" : ", ") + ShowId(column, id);
        Append(column, values, &shown);
      } else if (cell.kind == GridCell::Kind::kRange) {
        Append(column, ShowRange(column, cell), &shown);
      } else if (IsMentioned(column)) {
        Append(column, {"любое другое", "any other"}, &shown);
      }
    }
    return OrAny(std::move(shown));
  }

 private:
  static Text OrAny(Text shown) { return shown.ru.empty() ? Text("любое сообщение", "any message") : std::move(shown); }

  /// True when some row of the table asks for certain values of a text or name.
  bool IsMentioned(std::size_t column) const {
    return !HasAllValues(column) && std::any_of(grid_.rows.begin(), grid_.rows.end(), [&](const auto& row) {
      return row[column].kind != GridCell::Kind::kAny;
    });
  }

  void Append(std::size_t column, const Text& value, Text* shown) const {
    const AttributeInfo info = parts_.InfoOf(table_.columns[column]);
    const std::string_view separator = shown->ru.empty() ? "" : ", ";
    shown->ru.append(separator).append(info.ru).append(" ").append(value.ru);
    shown->en.append(separator).append(info.en).append(" ").append(value.en);
  }
  std::string ShowId(std::size_t column, std::uint32_t id) const {
    return ShowValue(values_[column].at(id), table_.columns[column], parts_);
  }
  std::string ShowNumber(std::size_t column, double number) const {
    if (parts_.InfoOf(table_.columns[column]).type == ValueType::kDate)
      return DayOfNumber(static_cast<int>(number)).ToString();
    return fmt::format("{}", number);
  }
  Text ShowRange(std::size_t column, const GridCell& cell) const {
    const std::string low = ShowNumber(column, cell.low);
    const std::string high = ShowNumber(column, cell.high);
    if (cell.low == cell.high) return low;
    return {fmt::format("{} {} {} {}", cell.low_open ? "больше" : "от", low, cell.high_open ? "меньше" : "до", high),
            fmt::format("{} {} {} {}", cell.low_open ? "more than" : "from", low, cell.high_open ? "less than" : "to",
                        high)};
  }

  void AddColumn(Attribute attribute) {
    GridColumn column;
    const ValueType type = parts_.InfoOf(attribute).type;
    values_.emplace_back();
    ids_.emplace_back();
    column.whole = attribute == Attribute::kWords || type == ValueType::kDate;
    const auto all = [&](std::uint32_t count, auto&& value) {
      column.finite = true;
      column.value_count = count;
      for (std::uint32_t id = 0; id < count; ++id) IdOf(values_.size() - 1, value(id));
    };
    if (type == ValueType::kFlag) all(2, [](std::uint32_t id) { return Value(id == 1); });
    if (type == ValueType::kImportance)
      all(static_cast<std::uint32_t>(Importance::kCritical) + 1, [](std::uint32_t id) { return Value(Id{id}); });
    if (IsOwn(attribute)) {
      const auto* field = std::get_if<Field>(&parts_.own[OwnIndex(attribute)].source);
      if (field != nullptr && type == ValueType::kEnumeration)
        all(static_cast<std::uint32_t>(field->options.size()), [](std::uint32_t id) { return Value(Id{id}); });
      if (field != nullptr) {
        column.low = field->low;
        column.high = field->high;
      }
    }
    grid_.columns.push_back(column);
  }

  std::uint32_t IdOf(std::size_t column, const Value& value) {
    const auto [at, added] = ids_[column].try_emplace(value, static_cast<std::uint32_t>(values_[column].size()));
    if (added) values_[column].push_back(value);
    return at->second;
  }

  void AddRow(std::uint32_t row) {
    std::vector<std::vector<GridCell>> rows{{}};
    for (std::size_t column = 0; column < table_.columns.size(); ++column) {
      std::vector<GridCell> cells = CellsOf(table_.cells[row][column], column);
      if (rows.size() * cells.size() > kMostPerRow) cells = {OpaqueCell(table_.cells[row][column], column)};
      std::vector<std::vector<GridCell>> longer;
      for (const auto& start : rows) {
        for (const GridCell& cell : cells) {
          longer.push_back(start);
          longer.back().push_back(cell);
        }
      }
      rows = std::move(longer);
    }
    for (auto& cells : rows) {
      grid_.rows.push_back(std::move(cells));
      row_of_.push_back(row);
    }
  }

  // One cell, but for a list of numbers: one a number.
  std::vector<GridCell> CellsOf(const Condition& condition, std::size_t column) {
    GridCell cell;
    if (condition.op == Op::kAll && condition.children.empty()) return {cell};
    const bool scale = IsScale(parts_.InfoOf(table_.columns[column]).type);
    switch (condition.op) {
      case Op::kEqual:
      case Op::kOneOf:
        if (scale) return Points(condition.values);
        cell.kind = GridCell::Kind::kValues;
        for (const Value& value : condition.values) cell.values.push_back(IdOf(column, value));
        std::sort(cell.values.begin(), cell.values.end());
        cell.values.erase(std::unique(cell.values.begin(), cell.values.end()), cell.values.end());
        return {cell};
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
      case Op::kBetween: return {RangeOf(condition)};
      default: break;
    }
    return {OpaqueCell(condition, column)};
  }

  GridCell OpaqueCell(const Condition& condition, std::size_t column) {
    GridCell cell;
    cell.kind = GridCell::Kind::kOpaque;
    cell.values = {
        opaque_.try_emplace({column, condition.text}, static_cast<std::uint32_t>(opaque_.size())).first->second};
    return cell;
  }

  static std::vector<GridCell> Points(const std::vector<Value>& values) {
    std::vector<GridCell> cells;
    for (const Value& value : values) {
      GridCell cell;
      cell.kind = GridCell::Kind::kRange;
      cell.low = cell.high = AsNumber(value);
      cells.push_back(cell);
    }
    return cells;
  }

  static GridCell RangeOf(const Condition& condition) {
    GridCell cell;
    cell.kind = GridCell::Kind::kRange;
    const double first = AsNumber(condition.values.at(0));
    switch (condition.op) {
      case Op::kLess:
      case Op::kLessEqual:
        cell.high = first;
        cell.high_open = condition.op == Op::kLess;
        break;
      case Op::kGreater:
      case Op::kGreaterEqual:
        cell.low = first;
        cell.low_open = condition.op == Op::kGreater;
        break;
      default: cell.low = first; cell.high = AsNumber(condition.values.at(1));
    }
    return cell;
  }

  const LoweredTable& table_;
  const RuleSetParts& parts_;
  Grid grid_;
  std::vector<std::uint32_t> row_of_;
  std::vector<std::vector<Value>> values_;           ///< by column, then id
  std::vector<std::map<Value, std::uint32_t>> ids_;  ///< by column
  std::map<std::pair<std::size_t, std::string>, std::uint32_t> opaque_;
};

bool Accepts(const GridCell& wide, const GridCell& narrow) {
  if (wide.kind == GridCell::Kind::kAny) return true;
  if (wide.kind != narrow.kind) return false;
  return wide.kind == GridCell::Kind::kOpaque
             ? wide.values == narrow.values
             : std::includes(wide.values.begin(), wide.values.end(), narrow.values.begin(), narrow.values.end());
}

// For the texts and names of each row: the numbers and short enumerations that no row beside it says anything of. A
// text that is nowhere in the table is no gap: other rules may know it.
void ReportGaps(const LoweredTable& table, const TableGrid& grid, Diagnostics* diagnostics) {
  std::vector<std::size_t> scales, names;
  for (std::size_t i = 0; i < table.columns.size(); ++i) (grid.HasAllValues(i) ? scales : names).push_back(i);
  if (scales.empty()) return;
  std::set<std::string> shown;
  std::set<std::vector<std::vector<std::uint32_t>>> seen;
  const auto& rows = grid.grid().rows;
  std::size_t steps = 0;
  for (std::size_t row = 0; row < rows.size() && shown.size() < kShownFindings; ++row) {
    std::vector<std::vector<std::uint32_t>> key;
    for (const std::size_t column : names) {
      key.push_back(rows[row][column].values);
      key.back().push_back(static_cast<std::uint32_t>(rows[row][column].kind));
    }
    if (!seen.insert(key).second) continue;
    steps += rows.size();
    if (steps > limits::kGridSteps) return;
    Grid part;
    for (const std::size_t column : scales) part.columns.push_back(grid.grid().columns[column]);
    for (const auto& other : rows) {
      const bool beside = std::all_of(names.begin(), names.end(),
                                      [&](std::size_t column) { return Accepts(other[column], rows[row][column]); });
      if (!beside) continue;
      part.rows.emplace_back();
      for (const std::size_t column : scales) part.rows.back().push_back(other[column]);
    }
    std::vector<std::size_t> columns = names;
    columns.insert(columns.end(), scales.begin(), scales.end());
    for (const auto& gap : FindGaps(part, kShownFindings - shown.size()).found) {
      std::vector<GridCell> cells;
      for (const std::size_t column : names) cells.push_back(rows[row][column]);
      cells.insert(cells.end(), gap.begin(), gap.end());
      const Text text = grid.Show(cells, columns);
      if (!shown.insert(text.ru).second) continue;
      diagnostics->Add(Code::kTableGap, table.ast->name.span, {table.ast->name.spelled, text});
    }
  }
}

}  // namespace

void CheckRowOverlaps(const CheckInput& input, Diagnostics* diagnostics) {
  for (const LoweredTable& table : input.pack.tables) {
    if (table.ast->policy != Keyword::kUniqueRow) continue;
    const TableGrid grid(table, input.pack.parts);
    std::set<std::pair<std::uint32_t, std::uint32_t>> reported;
    for (const GridOverlap& overlap : FindOverlaps(grid.grid(), kShownFindings).found) {
      const std::uint32_t first = grid.RowOf(overlap.first);
      const std::uint32_t second = grid.RowOf(overlap.second);
      if (overlap.possible || first == second || !reported.emplace(first, second).second) continue;
      diagnostics
          ->Add(Code::kRowsOverlap, table.spans[first],
                {table.ast->name.spelled, std::to_string(table.rows[first]), std::to_string(table.rows[second]),
                 grid.Show(overlap.point)})
          .labels.push_back({table.spans[second], {"вторая строка", "the second row"}});
    }
  }
}

void CheckTableRows(const CheckInput& input, Diagnostics* diagnostics) {
  for (const LoweredTable& table : input.pack.tables) {
    const TableGrid grid(table, input.pack.parts);
    if (table.ast->policy == Keyword::kFirstRow) {
      std::size_t shown = 0;
      std::map<std::uint32_t, std::size_t> parts;  // rows of the grid that a row of the table made, all must be covered
      for (std::size_t row = 0; row < grid.grid().rows.size(); ++row) ++parts[grid.RowOf(row)];
      for (const CoveredRow& covered : FindCovered(grid.grid()).found) {
        const std::uint32_t row = grid.RowOf(covered.row);
        const std::uint32_t by = grid.RowOf(covered.by);
        if (row == by || --parts[row] > 0 || ++shown > kShownFindings) continue;
        diagnostics
            ->Add(Code::kRowCovered, table.spans[row],
                  {table.ast->name.spelled, std::to_string(table.rows[row]), std::to_string(table.rows[by])})
            .labels.push_back({table.spans[by], {"закрывает её", "covers it"}});
      }
    }
    // Where every row acts, none may have to.
    if (table.ast->policy != Keyword::kAllRows) ReportGaps(table, grid, diagnostics);
  }
}

}  // namespace autorules
