#include "dsl/check/grid.h"

#include <algorithm>
#include <cmath>

#include "dsl/check/grid_cells.h"
#include "dsl/check/grid_pairs.h"

namespace autorules {
namespace {

GridPoint NumberIn(const GridCell& range) {
  GridPoint point;
  point.kind = GridPoint::Kind::kNumber;
  const bool has_low = std::isfinite(range.low);
  const bool has_high = std::isfinite(range.high);
  if (has_low && !range.low_open) {
    point.number = range.low;
  } else if (has_high && !range.high_open) {
    point.number = range.high;
  } else if (has_low && has_high) {
    point.number = range.low + (range.high - range.low) / 2;
  } else if (has_low) {
    point.number = range.low + 1;
  } else if (has_high) {
    point.number = range.high - 1;
  }
  return point;
}

GridPoint PointIn(const GridCell& cell) {
  switch (cell.kind) {
    case GridCell::Kind::kValues: return {GridPoint::Kind::kValue, cell.values.front(), 0};
    case GridCell::Kind::kRange: return NumberIn(cell);
    case GridCell::Kind::kAny:
    case GridCell::Kind::kOpaque: break;
  }
  return {};
}

GridOverlap Example(const Grid& grid, std::uint32_t first, std::uint32_t second) {
  GridOverlap overlap{first, second, false, {}};
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    const GridCell& a = grid.rows[first][i];
    const GridCell& b = grid.rows[second][i];
    overlap.possible = overlap.possible || MeetIsDoubtful(a, b);
    overlap.point.push_back(PointIn(Meet(a, b)));
  }
  return overlap;
}

}  // namespace

GridOverlaps FindOverlaps(const Grid& grid, std::size_t limit) {
  const Grid normal = Normalized(grid);
  GridOverlaps result;
  result.complete = ForEachRowPairs(normal, [&](std::uint32_t second, const std::vector<std::uint32_t>& earlier) {
    const std::vector<GridCell>& row = normal.rows[second];
    for (const std::uint32_t first : earlier) {
      if (!std::equal(row.begin(), row.end(), normal.rows[first].begin(), CanMeet)) continue;
      if (result.found.size() < limit) {
        result.found.push_back(Example(normal, first, second));
      } else {
        ++result.more;
      }
    }
    return earlier.size();
  });
  return result;
}

CoveredRows FindCovered(const Grid& grid) {
  const Grid normal = Normalized(grid);
  CoveredRows result;
  // An earlier row that covers a row can be true together with it.
  result.complete = ForEachRowPairs(normal, [&](std::uint32_t row, const std::vector<std::uint32_t>& earlier) {
    const auto covers = [&](std::uint32_t by) {
      return std::equal(normal.rows[by].begin(), normal.rows[by].end(), normal.rows[row].begin(), Covers);
    };
    const auto found = std::find_if(earlier.begin(), earlier.end(), covers);
    if (found != earlier.end()) result.found.push_back({row, *found});
    return static_cast<std::size_t>(found - earlier.begin());
  });
  return result;
}

}  // namespace autorules
