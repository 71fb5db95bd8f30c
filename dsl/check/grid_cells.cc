#include "dsl/check/grid_cells.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace autorules {
namespace {

using Kind = GridCell::Kind;

void RaiseLow(double low, bool open, GridCell& cell) {
  if (low < cell.low) return;
  cell.low_open = low > cell.low ? open : cell.low_open || open;
  cell.low = low;
}

void LowerHigh(double high, bool open, GridCell& cell) {
  if (high > cell.high) return;
  cell.high_open = high < cell.high ? open : cell.high_open || open;
  cell.high = high;
}

GridCell NormalRange(GridCell range, const GridColumn& column) {
  if (column.low) RaiseLow(*column.low, false, range);
  if (column.high) LowerHigh(*column.high, false, range);
  if (column.whole && std::isfinite(range.low)) {
    range.low = range.low_open ? std::floor(range.low) + 1 : std::ceil(range.low);
    range.low_open = false;
  }
  if (column.whole && std::isfinite(range.high)) {
    range.high = range.high_open ? std::ceil(range.high) - 1 : std::floor(range.high);
    range.high_open = false;
  }
  range.low_open = range.low_open && std::isfinite(range.low);
  range.high_open = range.high_open && std::isfinite(range.high);
  return range;
}

GridCell Normal(const GridCell& cell, const GridColumn& column) {
  if (cell.kind == Kind::kValues && column.finite && !cell.values.empty() && cell.values.size() == column.value_count)
    return {};
  if (cell.kind != Kind::kRange) return cell;
  GridCell all;
  all.kind = Kind::kRange;
  const GridCell range = NormalRange(cell, column);
  return range == NormalRange(all, column) ? GridCell{} : range;
}

bool SameOpaque(const GridCell& a, const GridCell& b) {
  return a.kind == Kind::kOpaque && b.kind == Kind::kOpaque && !a.values.empty() && a.values == b.values;
}

}  // namespace

Grid Normalized(const Grid& grid) {
  Grid normal = grid;
  for (auto& row : normal.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = Normal(row[i], grid.columns[i]);
  }
  return normal;
}

bool IsEmpty(const GridCell& cell) {
  if (cell.kind == Kind::kValues) return cell.values.empty();
  if (cell.kind != Kind::kRange) return false;
  return cell.low > cell.high || (cell.low == cell.high && (cell.low_open || cell.high_open));
}

GridCell Meet(const GridCell& a, const GridCell& b) {
  if (a.kind == Kind::kAny || (a.kind == Kind::kOpaque && b.kind != Kind::kAny)) return b;
  if (b.kind == Kind::kAny || b.kind == Kind::kOpaque) return a;
  GridCell both = a;
  if (a.kind == Kind::kRange) {
    RaiseLow(b.low, b.low_open, both);
    LowerHigh(b.high, b.high_open, both);
  } else {
    both.values.clear();
    std::set_intersection(a.values.begin(), a.values.end(), b.values.begin(), b.values.end(),
                          std::back_inserter(both.values));
  }
  return both;
}

bool CanMeet(const GridCell& a, const GridCell& b) {
  if (a.kind != Kind::kValues || b.kind != Kind::kValues) return !IsEmpty(Meet(a, b));
  auto left = a.values.begin();
  auto right = b.values.begin();
  while (left != a.values.end() && right != b.values.end()) {
    if (*left == *right) return true;
    ++(*left < *right ? left : right);
  }
  return false;
}

bool MeetIsDoubtful(const GridCell& a, const GridCell& b) {
  if (a.kind == Kind::kAny || b.kind == Kind::kAny || SameOpaque(a, b)) return false;
  return a.kind == Kind::kOpaque || b.kind == Kind::kOpaque;
}

bool Covers(const GridCell& a, const GridCell& b) {
  if (a.kind == Kind::kAny || SameOpaque(a, b)) return true;
  if (a.kind == Kind::kOpaque || a.kind != b.kind) return false;
  if (a.kind == Kind::kValues) {
    return std::includes(a.values.begin(), a.values.end(), b.values.begin(), b.values.end());
  }
  return Meet(a, b) == b;
}

}  // namespace autorules
