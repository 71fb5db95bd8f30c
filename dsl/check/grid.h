#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace autorules {

// A decision table as plain values: what its rows accept, without the language around it. All functions below are pure
// and end after a bounded number of steps (limits::kGridSteps); a result says whether it looked at everything.

/// What one cell accepts of its column's attribute.
struct GridCell {
  enum class Kind : std::uint8_t {
    kAny,
    kValues,  ///< one of `values`: ids, ascending
    kRange,   ///< numbers from `low` to `high`; a day is its number
    kOpaque,  ///< nobody can say: some text pattern. May be true together with anything
  };
  Kind kind = Kind::kAny;
  /// Of an opaque cell: nothing, or one number that cells which accept the same share.
  std::vector<std::uint32_t> values;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false;
  bool high_open = false;
  bool operator==(const GridCell&) const = default;
};

/// The attribute of a column. Its cells are all of values, or all of ranges, besides kAny and kOpaque.
struct GridColumn {
  bool finite = false;
  std::uint32_t value_count = 0;    ///< when finite: 0 … value_count - 1 are all the values there are
  std::optional<double> low, high;  ///< bounds of numbers, inclusive
  bool whole = false;               ///< numbers are whole
};

/// Every row has a cell for every column.
struct Grid {
  std::vector<GridColumn> columns;
  std::vector<std::vector<GridCell>> rows;
};

/// One coordinate of an example.
struct GridPoint {
  enum class Kind : std::uint8_t { kAny, kValue, kNumber };
  Kind kind = Kind::kAny;
  std::uint32_t value = 0;
  double number = 0;
  bool operator==(const GridPoint&) const = default;
};

/// Rows `first` < `second` that can both be true, for example at `point` (a coordinate per column).
struct GridOverlap {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  bool possible = false;  ///< only if an opaque cell agrees
  std::vector<GridPoint> point;
};
struct GridOverlaps {
  std::vector<GridOverlap> found;  ///< by second row, then first
  std::size_t more = 0;            ///< pairs seen beyond the limit
  bool complete = true;
};
GridOverlaps FindOverlaps(const Grid& grid, std::size_t limit);

/// Row `row` is never the first that is true: the earlier row `by` accepts everything that it accepts.
struct CoveredRow {
  std::uint32_t row = 0;
  std::uint32_t by = 0;  ///< the earliest such row
  bool operator==(const CoveredRow&) const = default;
};
struct CoveredRows {
  std::vector<CoveredRow> found;  ///< by row
  bool complete = true;
};
/// One row against one row: a row that only several earlier ones cover together is not found. Neither is a row that
/// accepts nothing.
CoveredRows FindCovered(const Grid& grid);

/// Combinations that no row accepts for certain: a cell per column, kAny where the column does not matter, else all
/// the values or the range of numbers for which the same holds.
struct GridGaps {
  std::vector<std::vector<GridCell>> found;  ///< disjoint
  std::size_t more = 0;                      ///< gaps seen beyond the limit
  bool complete = true;
};
/// Looked at are all values of finite columns, the mentioned values of other columns of values, and numbers between the
/// bounds of their column, for want of one from the smallest or to the largest mentioned number. A grid without any of
/// these has no gaps; a row with an opaque cell closes none.
GridGaps FindGaps(const Grid& grid, std::size_t limit);

}  // namespace autorules
