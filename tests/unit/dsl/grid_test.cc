#include "dsl/check/grid.h"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/limits.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using Kind = GridCell::Kind;

GridCell Any() { return {}; }
GridCell Values(std::vector<std::uint32_t> values) { return {Kind::kValues, std::move(values)}; }
GridCell Opaque(std::vector<std::uint32_t> text = {}) { return {Kind::kOpaque, std::move(text)}; }
GridCell Range(double low, double high, bool low_open = false, bool high_open = false) {
  return {Kind::kRange, {}, low, high, low_open, high_open};
}
constexpr double kInfinity = std::numeric_limits<double>::infinity();

GridColumn Finite(std::uint32_t count) { return {true, count, {}, {}, false}; }
GridColumn Text() { return {}; }
GridColumn Whole(double low, double high) { return {false, 0, low, high, true}; }
GridColumn Real() { return {}; }

TEST_CASE("rows that can both be true are found with an example") {
  const Grid grid{{Finite(4), Whole(0, 100), Text()},
                  {{Values({0, 1}), Range(0, 50), Any()},
                   {Values({1, 2}), Range(50, 100), Opaque({7})},
                   {Values({3}), Any(), Any()},
                   {Any(), Range(60, kInfinity), Opaque({8})}}};
  const GridOverlaps overlaps = FindOverlaps(grid, 10);
  CHECK(overlaps.complete);
  CHECK(overlaps.more == 0);
  REQUIRE(overlaps.found.size() == 3);
  const GridPoint any;
  const auto value = [](std::uint32_t id) { return GridPoint{GridPoint::Kind::kValue, id, 0}; };
  const auto number = [](double n) { return GridPoint{GridPoint::Kind::kNumber, 0, n}; };
  CHECK(overlaps.found[0].first == 0);
  CHECK(overlaps.found[0].second == 1);
  CHECK_FALSE(overlaps.found[0].possible);
  CHECK(overlaps.found[0].point == std::vector{value(1), number(50), any});
  CHECK(overlaps.found[1].first == 1);
  CHECK(overlaps.found[1].second == 3);
  CHECK(overlaps.found[1].possible);
  CHECK(overlaps.found[1].point == std::vector{value(1), number(60), any});
  CHECK(overlaps.found[2].first == 2);
  CHECK(overlaps.found[2].second == 3);
  CHECK_FALSE(overlaps.found[2].possible);
  CHECK(overlaps.found[2].point == std::vector{value(3), number(60), any});
}

TEST_CASE("pairs beyond the limit are counted") {
  const Grid grid{{Finite(2)}, std::vector<std::vector<GridCell>>(5, {Any()})};
  const GridOverlaps overlaps = FindOverlaps(grid, 3);
  CHECK(overlaps.found.size() == 3);
  CHECK(overlaps.more == 7);
}

TEST_CASE("ranges meet at a closed end only, whole numbers not between them") {
  struct Case {
    GridColumn column;
    GridCell a, b;
    std::optional<double> witness;
  };
  const GridColumn whole{false, 0, {}, {}, true};
  for (const Case& c : std::vector<Case>{{Real(), Range(0, 5), Range(5, 9), 5},
                                         {Real(), Range(0, 5, false, true), Range(5, 9), {}},
                                         {Real(), Range(0, 5, true, true), Range(4, 9, true, false), 4.5},
                                         {Real(), Range(3, kInfinity, true), Any(), 4},
                                         {Real(), Range(-kInfinity, 3, false, true), Any(), 2},
                                         {whole, Range(0, 5, true, true), Range(4, 9, true, false), {}},
                                         {whole, Range(0.5, 1.5), Any(), 1},
                                         {Whole(0, 10), Range(10, 20, true), Any(), {}}}) {
    const GridOverlaps overlaps = FindOverlaps({{c.column}, {{c.a}, {c.b}}}, 1);
    REQUIRE(overlaps.found.size() == (c.witness ? 1 : 0));
    if (c.witness) CHECK(overlaps.found[0].point[0] == GridPoint{GridPoint::Kind::kNumber, 0, *c.witness});
  }
}

TEST_CASE("a row is covered by the earliest row that accepts all of it") {
  const Grid grid{{Finite(3), Text()},
                  {{Values({0}), Any()},
                   {Values({0, 1}), Any()},
                   {Values({1}), Opaque({1})},
                   {Values({0}), Values({5})},
                   {Values({0, 1, 2}), Opaque({1})},
                   {Any(), Opaque({1})},
                   {Any(), Opaque()},
                   {Values({}), Any()}}};
  const CoveredRows covered = FindCovered(grid);
  CHECK(covered.complete);
  CHECK(covered.found == std::vector<CoveredRow>{{2, 1}, {3, 0}, {5, 4}});
}

TEST_CASE("gaps are named by value and range, neighbours together") {
  struct Case {
    const char* what;
    Grid grid;
    std::vector<std::vector<GridCell>> gaps;
  };
  for (const Case& c : std::vector<Case>{
           {"a value", {{Finite(3)}, {{Values({0})}, {Values({2})}}}, {{Values({1})}}},
           {"nothing", {{Finite(3)}, {{Values({0, 1})}, {Values({2})}}}, {}},
           {"numbers between and around",
            {{Whole(0, 100)}, {{Range(10, 20)}, {Range(21, 40)}, {Range(50, 60)}}},
            {{Range(0, 9)}, {Range(41, 49)}, {Range(61, 100)}}},
           {"between mentioned numbers only",
            {{Real()}, {{Range(0, 5, false, true)}, {Range(7, kInfinity, true)}}},
            {{Range(5, 7)}}},
           {"a number in between parts them",
            {{Real()}, {{Range(0, 1)}, {Range(3, 3)}, {Range(5, 6)}}},
            {{Range(1, 3, true, true)}, {Range(3, 5, true, true)}}},
           {"a row that accepts nothing fills none", {{Text(), Finite(2)}, {{Values({}), Any()}}}, {{Any(), Any()}}},
           {"the rest of a column that leaves none",
            {{Finite(2), Finite(2)}, {{Values({0}), Any()}}},
            {{Values({1}), Any()}}},
           {"gaps that differ in one column are one",
            {{Finite(2), Whole(0, 9)},
             {{Values({0}), Range(0, 3)}, {Values({0}), Range(7, 9)}, {Values({1}), Range(0, 5)}}},
            {{Values({0}), Range(4, 6)}, {Values({1}), Range(6, 9)}}},
           {"text that nobody mentions is none", {{Text()}, {{Values({4})}, {Values({9})}}}, {}},
           {"text that is mentioned elsewhere is",
            {{Text(), Finite(2)}, {{Values({4}), Any()}, {Values({9}), Values({0})}}},
            {{Values({9}), Values({1})}}},
           {"an opaque cell promises nothing",
            {{Finite(2), Text()}, {{Values({0}), Opaque({1})}, {Values({1}), Any()}}},
            {{Values({0}), Any()}}},
           {"opaque cells alone are no table of values", {{Text()}, {{Opaque({1})}}}, {}},
       }) {
    INFO(c.what);
    const GridGaps gaps = FindGaps(c.grid, 10);
    CHECK(gaps.complete);
    CHECK(gaps.more == 0);
    CHECK(gaps.found == c.gaps);
  }
}

TEST_CASE("what is too much to look at is said to be") {
  Grid wide;
  for (std::size_t i = 0; i <= limits::kGridColumns; ++i) wide.columns.push_back(Finite(2));
  wide.rows.push_back(std::vector<GridCell>(wide.columns.size(), Values({0})));
  CHECK_FALSE(FindGaps(wide, 10).complete);

  // A diagonal: every value of the first column lacks others of the second.
  Grid diagonal{{Finite(80), Finite(80)}, {}};
  for (std::uint32_t i = 0; i < 80; ++i) diagonal.rows.push_back({Values({i}), Values({i})});
  const GridGaps gaps = FindGaps(diagonal, 10);
  CHECK(gaps.complete);
  CHECK(gaps.found.size() == 10);
  CHECK(gaps.more == 70);

  const Grid same{{Finite(2)}, std::vector<std::vector<GridCell>>(20'000, {Values({0})})};
  const GridOverlaps overlaps = FindOverlaps(same, 5);
  CHECK(overlaps.found.size() == 5);
  CHECK(overlaps.more > 0);
  CHECK_FALSE(overlaps.complete);
}

// ---- against looking at every point -------------------------------------------------------------------------------

/// One coordinate of the oracle: a value or number, and which opaque texts are true of it.
struct Coordinate {
  double number = 0;
  std::uint32_t texts = 0;
};
using Point = std::vector<Coordinate>;

constexpr std::uint32_t kTexts = 2;

bool Accepts(const GridCell& cell, const Coordinate& at) {
  switch (cell.kind) {
    case Kind::kAny: return true;
    case Kind::kValues: return std::find(cell.values.begin(), cell.values.end(), at.number) != cell.values.end();
    case Kind::kOpaque: return (at.texts >> cell.values[0] & 1U) != 0;
    case Kind::kRange: break;
  }
  return (cell.low < at.number || (cell.low == at.number && !cell.low_open)) &&
         (at.number < cell.high || (at.number == cell.high && !cell.high_open));
}

bool Accepts(const std::vector<GridCell>& row, const Point& point) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!Accepts(row[i], point[i])) return false;
  }
  return true;
}

/// A grid with the coordinates of every column: one for everything that its cells can tell apart.
struct SmallGrid {
  Grid grid;
  std::vector<std::vector<Coordinate>> all;      ///< for overlaps and covered rows
  std::vector<std::vector<Coordinate>> to_fill;  ///< for gaps: without opaque texts, mentioned values only
  bool any_axis = false;                         ///< there is a column in which something can be missing
};

constexpr int kNumbers = 6;

GridCell RandomRange() {
  GridCell range = Range(*rc::gen::inRange(0, kNumbers), *rc::gen::inRange(0, kNumbers), *rc::gen::arbitrary<bool>(),
                         *rc::gen::arbitrary<bool>());
  if (range.low > range.high) std::swap(range.low, range.high);
  if (*rc::gen::inRange(0, 6) == 0) range.low = -kInfinity;
  if (*rc::gen::inRange(0, 6) == 0) range.high = kInfinity;
  return range;
}

GridCell RandomValues(std::uint32_t count) {
  std::set<std::uint32_t> values;
  const int size = *rc::gen::inRange(0, 4);
  for (int i = 0; i < size; ++i) values.insert(*rc::gen::inRange(0U, count));
  return Values({values.begin(), values.end()});
}

SmallGrid RandomGrid() {
  SmallGrid small;
  const auto columns = *rc::gen::inRange(1, 4);
  const auto rows = *rc::gen::inRange(1, 7);
  small.grid.rows.resize(static_cast<std::size_t>(rows));
  for (int i = 0; i < columns; ++i) {
    enum { kFinite, kOpen, kNumeric };
    const int type = *rc::gen::element<int>(kFinite, kOpen, kNumeric, kNumeric);
    GridColumn column;
    if (type == kFinite) column = Finite(*rc::gen::inRange(1U, 5U));
    if (type == kNumeric) {
      column.whole = *rc::gen::arbitrary<bool>();
      if (*rc::gen::arbitrary<bool>()) column.low = *rc::gen::inRange(0, 3);
      if (*rc::gen::arbitrary<bool>()) column.high = *rc::gen::inRange(3, kNumbers);
    }
    std::set<double> mentioned;
    for (auto& row : small.grid.rows) {
      const int kind = *rc::gen::inRange(0, 8);
      GridCell cell;
      if (kind == 0) {
        cell = Opaque({*rc::gen::inRange(0U, kTexts)});
      } else if (kind > 2) {
        cell = type == kNumeric ? RandomRange() : RandomValues(type == kFinite ? column.value_count : 4);
      }
      for (const std::uint32_t value : cell.values) {
        if (cell.kind == Kind::kValues) mentioned.insert(value);
      }
      row.push_back(cell);
    }
    std::vector<Coordinate> filled;
    std::vector<Coordinate> all;
    const auto add = [&](double number, bool fill) {
      for (std::uint32_t texts = 0; texts < 1U << kTexts; ++texts) all.push_back({number, texts});
      if (fill) filled.push_back({number, 0});
    };
    if (type == kNumeric) {
      std::vector<double> numbers;
      for (double number = -2; number <= kNumbers + 2; number += column.whole ? 1 : 0.5) {
        if (number >= column.low.value_or(number) && number <= column.high.value_or(number)) numbers.push_back(number);
      }
      double smallest = kInfinity;
      double largest = -kInfinity;
      for (const auto& row : small.grid.rows) {
        const GridCell& cell = row.back();
        const auto accepted = [&](double number) { return Accepts(cell, {number, 0}); };
        // A cell that accepts all numbers mentions none.
        if (cell.kind != Kind::kRange || std::all_of(numbers.begin(), numbers.end(), accepted)) continue;
        // Of whole numbers the ends that the cell accepts count.
        for (const double end : {cell.low + (column.whole && cell.low_open ? 1 : 0),
                                 cell.high - (column.whole && cell.high_open ? 1 : 0)}) {
          if (!std::isfinite(end)) continue;
          smallest = std::min(smallest, end);
          largest = std::max(largest, end);
        }
      }
      const bool any_number = smallest <= largest;
      // Cells may mention numbers outside the bounds only.
      const double begin = column.low ? *column.low : std::min(smallest, column.high.value_or(kInfinity));
      const double end = column.high ? *column.high : std::max(largest, begin);
      for (const double number : numbers) add(number, any_number && begin <= number && number <= end);
      if (!any_number) filled.push_back({numbers.front(), 0});
      small.any_axis = small.any_axis || any_number;
    } else {
      for (std::uint32_t value = 0; value < (type == kFinite ? column.value_count : 5); ++value)
        add(value, type == kFinite || mentioned.contains(value));
      small.any_axis = small.any_axis || !filled.empty();
      // Nothing is missing in a column without values: one that nobody mentions stands for all.
      if (filled.empty()) filled.push_back({4, 0});
    }
    small.all.push_back(all);
    small.to_fill.push_back(filled);
    small.grid.columns.push_back(column);
  }
  return small;
}

std::vector<Point> PointsOf(const std::vector<std::vector<Coordinate>>& axes) {
  std::vector<Point> points{{}};
  for (const auto& axis : axes) {
    std::vector<Point> longer;
    for (const Point& point : points) {
      for (const Coordinate& coordinate : axis) {
        longer.push_back(point);
        longer.back().push_back(coordinate);
      }
    }
    points = std::move(longer);
  }
  return points;
}

TEST_CASE("overlaps are exactly the pairs of rows with a common point") {
  CHECK(rc::check([] {
    const SmallGrid small = RandomGrid();
    const auto& rows = small.grid.rows;
    const std::vector<Point> points = PointsOf(small.all);
    std::set<std::pair<std::uint32_t, std::uint32_t>> expected;
    for (const Point& point : points) {
      for (std::uint32_t b = 0; b < rows.size(); ++b) {
        for (std::uint32_t a = 0; a < b; ++a) {
          if (Accepts(rows[a], point) && Accepts(rows[b], point)) expected.insert({a, b});
        }
      }
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> actual;
    const GridOverlaps overlaps = FindOverlaps(small.grid, 1000);
    RC_ASSERT(overlaps.complete);
    for (const GridOverlap& overlap : overlaps.found) {
      RC_ASSERT(actual.insert({overlap.first, overlap.second}).second);
      bool doubtful = false;
      for (std::size_t i = 0; i < overlap.point.size(); ++i) {
        const GridCell& a = rows[overlap.first][i];
        const GridCell& b = rows[overlap.second][i];
        const auto& all = small.all[i];
        const auto accepts_all = [&](const GridCell& cell) {
          return std::all_of(all.begin(), all.end(), [&](const Coordinate& at) { return Accepts(cell, at); });
        };
        const bool opaque = a.kind == Kind::kOpaque || b.kind == Kind::kOpaque;
        doubtful = doubtful || (opaque && a != b && !accepts_all(a) && !accepts_all(b));
        // Every number or value will do where the example has none.
        const GridPoint& at = overlap.point[i];
        const double number = at.kind == GridPoint::Kind::kAny     ? all.front().number
                              : at.kind == GridPoint::Kind::kValue ? at.value
                                                                   : at.number;
        RC_ASSERT(Accepts(a, {number, ~0U}));
        RC_ASSERT(Accepts(b, {number, ~0U}));
      }
      RC_ASSERT(overlap.possible == doubtful);
    }
    RC_ASSERT(actual == expected);
  }));
}

TEST_CASE("covered rows are exactly those that one earlier row leaves nothing") {
  CHECK(rc::check([] {
    const SmallGrid small = RandomGrid();
    const auto& rows = small.grid.rows;
    const std::vector<Point> points = PointsOf(small.all);
    std::vector<CoveredRow> expected;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const auto accepts = [&](const Point& point) { return Accepts(rows[row], point); };
      if (std::none_of(points.begin(), points.end(), accepts)) continue;
      for (std::uint32_t by = 0; by < row; ++by) {
        const auto leaves = [&](const Point& point) { return accepts(point) && !Accepts(rows[by], point); };
        if (std::any_of(points.begin(), points.end(), leaves)) continue;
        expected.push_back({row, by});
        break;
      }
    }
    const CoveredRows covered = FindCovered(small.grid);
    RC_ASSERT(covered.complete);
    RC_ASSERT(covered.found == expected);
  }));
}

TEST_CASE("gaps are exactly the points that no row accepts") {
  CHECK(rc::check([] {
    const SmallGrid small = RandomGrid();
    const GridGaps gaps = FindGaps(small.grid, 1000);
    RC_ASSERT(gaps.complete);
    if (!small.any_axis) {
      RC_ASSERT(gaps.found.empty());
      return;
    }
    for (const Point& point : PointsOf(small.to_fill)) {
      const bool accepted = std::any_of(small.grid.rows.begin(), small.grid.rows.end(),
                                        [&](const auto& row) { return Accepts(row, point); });
      const auto named =
          std::count_if(gaps.found.begin(), gaps.found.end(), [&](const auto& gap) { return Accepts(gap, point); });
      RC_ASSERT(named == (accepted ? 0 : 1));
    }
    // No gap is empty.
    for (const auto& gap : gaps.found) {
      const auto points = PointsOf(small.to_fill);
      RC_ASSERT(std::any_of(points.begin(), points.end(), [&](const Point& point) { return Accepts(gap, point); }));
    }
  }));
}

}  // namespace
}  // namespace autorules
