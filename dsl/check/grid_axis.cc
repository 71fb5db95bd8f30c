#include "dsl/check/grid_axis.h"

#include <algorithm>
#include <cmath>

namespace autorules {
namespace {

using Kind = GridCell::Kind;

}  // namespace

std::optional<GridAxis> GridAxis::Of(const Grid& normal, std::size_t column) {
  GridAxis axis(normal, column);
  if (axis.size() == 0) return std::nullopt;
  return axis;
}

GridAxis::GridAxis(const Grid& grid, std::size_t column) : column_(column), whole_(grid.columns[column].whole) {
  const GridColumn& info = grid.columns[column];
  std::vector<double> numbers;
  for (const auto& row : grid.rows) {
    const GridCell& cell = row[column];
    if (cell.kind == Kind::kValues && !info.finite)
      values_.insert(values_.end(), cell.values.begin(), cell.values.end());
    if (cell.kind != Kind::kRange) continue;
    if (std::isfinite(cell.low)) numbers.push_back(cell.low);
    if (std::isfinite(cell.high)) numbers.push_back(cell.high);
  }
  if (info.finite) {
    closed_ = true;
    for (std::uint32_t value = 0; value < info.value_count; ++value) values_.push_back(value);
  } else if (!numbers.empty()) {
    CutNumbers(grid, *std::min_element(numbers.begin(), numbers.end()),
               *std::max_element(numbers.begin(), numbers.end()));
  } else {
    std::sort(values_.begin(), values_.end());
    values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
  }
}

void GridAxis::CutNumbers(const Grid& grid, double smallest, double largest) {
  const GridColumn& info = grid.columns[column_];
  closed_ = info.low && info.high;
  const auto whole = [&](double number, auto round) { return info.whole ? round(number) : number; };
  const auto up = [](double number) { return std::ceil(number); };
  const auto down = [](double number) { return std::floor(number); };
  const Cut begin{info.low ? whole(*info.low, up) : smallest, false};
  const Cut end{info.high ? whole(*info.high, down) : largest, true};
  if (!(begin < end)) return;
  cuts_ = {begin, end};
  for (const auto& row : grid.rows) {
    if (row[column_].kind != Kind::kRange) continue;
    for (const Cut cut : {BeginOf(row[column_]), EndOf(row[column_])}) {
      if (begin < cut && cut < end) cuts_.push_back(cut);
    }
  }
  // After 3 and before 4 are the same place among whole numbers.
  if (whole_) {
    for (Cut& cut : cuts_) {
      if (cut.after && cut != end) cut = {cut.number + 1, false};
    }
  }
  std::sort(cuts_.begin(), cuts_.end());
  cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
}

std::pair<std::uint32_t, std::uint32_t> GridAxis::SpanOf(const GridCell& range) const {
  const auto item = [&](const Cut& cut) {
    const auto at = std::lower_bound(cuts_.begin(), cuts_.end(), cut) - cuts_.begin();
    return static_cast<std::uint32_t>(std::min<std::size_t>(static_cast<std::size_t>(at), size()));
  };
  return {item(BeginOf(range)), item(EndOf(range))};
}

std::uint32_t GridAxis::ItemOf(std::uint32_t value) const {
  const auto found = std::lower_bound(values_.begin(), values_.end(), value);
  const bool has = found != values_.end() && *found == value;
  return static_cast<std::uint32_t>((has ? found : values_.end()) - values_.begin());
}

GridCell GridAxis::CellOf(const std::vector<std::uint32_t>& items) const {
  GridCell cell;
  const std::size_t count = numeric() ? items.back() + 1 - items.front() : items.size();
  if (closed_ && count == size()) return cell;
  if (numeric()) {
    cell.kind = Kind::kRange;
    const Cut begin = cuts_[items.front()];
    const Cut end = cuts_[items.back() + 1];
    cell.low = begin.number;
    cell.low_open = begin.after;
    cell.high = end.number;
    cell.high_open = !end.after;
    // Between whole numbers a cut stands in two ways: after one and before the next.
    if (whole_) {
      cell.low += cell.low_open ? 1 : 0;
      cell.high -= cell.high_open ? 1 : 0;
      cell.low_open = cell.high_open = false;
    }
  } else {
    cell.kind = Kind::kValues;
    for (const std::uint32_t item : items) cell.values.push_back(values_[item]);
  }
  return cell;
}

}  // namespace autorules
