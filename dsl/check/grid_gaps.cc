#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>

#include "dsl/check/grid.h"
#include "dsl/check/grid_axis.h"
#include "dsl/check/grid_cells.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

using Kind = GridCell::Kind;
using Rows = std::vector<std::uint32_t>;

/// Gaps gathered before they are merged: more would not be read either.
constexpr std::size_t kGatheredGaps = 1000;

/// What sorting and grouping an item costs, in steps of looking at a row.
constexpr std::size_t kStepsOfSorting = 8;

/// Items of an axis that the same rows accept.
struct Group {
  std::vector<std::uint32_t> items;
  Rows rows;
};

/// Splits the space column by column into boxes whose points the same rows accept, until no row is left or one that
/// asks for nothing more.
class GapSearch {
 public:
  explicit GapSearch(const Grid& grid) : grid_(grid) {
    for (std::size_t column = 0; column < grid.columns.size(); ++column) {
      if (auto axis = GridAxis::Of(grid, column)) axes_.push_back(std::move(*axis));
    }
    // Columns of values come first, and of these the ones that most rows ask about: they leave few rows to cut numbers
    // for.
    const auto asking = [&](const GridAxis& axis) {
      return std::count_if(grid.rows.begin(), grid.rows.end(),
                           [&](const auto& row) { return row[axis.column()].kind != Kind::kAny; });
    };
    std::stable_sort(axes_.begin(), axes_.end(), [&](const GridAxis& a, const GridAxis& b) {
      return a.numeric() != b.numeric() ? b.numeric() : asking(a) > asking(b);
    });
  }

  GridGaps Run() {
    GridGaps result;
    result.complete = axes_.size() <= limits::kGridColumns;
    if (!result.complete || axes_.empty()) return result;
    Rows rows;
    for (std::uint32_t row = 0; row < grid_.rows.size(); ++row) {
      const auto& cells = grid_.rows[row];
      const auto accepts_nothing_for_certain = [](const GridCell& cell) {
        return cell.kind == Kind::kOpaque || IsEmpty(cell);
      };
      if (std::none_of(cells.begin(), cells.end(), accepts_nothing_for_certain)) rows.push_back(row);
      std::size_t asked = 0;
      for (std::size_t depth = 0; depth < axes_.size(); ++depth) {
        if (cells[axes_[depth].column()].kind != Kind::kAny) asked = depth + 1;
      }
      asked_.push_back(asked);
    }
    chosen_.resize(grid_.columns.size());
    Search(0, rows);
    result.complete = !stopped_;
    result.found = std::move(gaps_);
    return result;
  }

 private:
  void Search(std::size_t depth, const Rows& rows) {
    if (rows.empty()) {
      gaps_.push_back(chosen_);
      stopped_ = stopped_ || gaps_.size() >= kGatheredGaps;
      return;
    }
    const auto asks_no_more = [&](std::uint32_t row) { return asked_[row] <= depth; };
    if (stopped_ || std::any_of(rows.begin(), rows.end(), asks_no_more)) return;
    const GridAxis& axis = axes_[depth];
    for (const Group& group : Split(axis, rows)) {
      chosen_[axis.column()] = axis.CellOf(group.items);
      Search(depth + 1, group.rows);
      if (stopped_) return;
    }
    chosen_[axis.column()] = {};
  }

  std::vector<Group> Split(const GridAxis& axis, const Rows& rows) {
    const std::vector<std::uint32_t> starts = StretchesOf(axis, rows);
    Rows any;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> accepted;  // stretch, row
    for (const std::uint32_t row : rows) {
      const GridCell& cell = grid_.rows[row][axis.column()];
      if (cell.kind == Kind::kAny) {
        any.push_back(row);
      } else if (axis.numeric()) {
        const auto [first, last] = axis.SpanOf(cell);
        const auto begin = std::lower_bound(starts.begin(), starts.end(), first);
        for (auto at = begin; *at < last && !IsOutOfSteps(); ++at)
          Accept(static_cast<std::uint32_t>(at - starts.begin()), row, accepted);
      } else {
        for (const std::uint32_t value : cell.values) {
          if (const std::uint32_t item = axis.ItemOf(value); item < axis.size()) Accept(item, row, accepted);
        }
      }
    }
    std::sort(accepted.begin(), accepted.end());
    std::vector<Group> groups;
    std::map<Rows, std::size_t> group_of_rows;
    auto next = accepted.begin();
    for (std::uint32_t stretch = 0; stretch + 1 < starts.size() && !IsOutOfSteps(); ++stretch) {
      Rows own;
      for (; next != accepted.end() && next->first == stretch; ++next) own.push_back(next->second);
      const auto [at, added] = group_of_rows.try_emplace(std::move(own), groups.size());
      // Numbers of one group are neighbours.
      const bool apart = axis.numeric() && !added && groups[at->second].items.back() + 1 != starts[stretch];
      if (apart) at->second = groups.size();
      if (added || apart) {
        Group group;
        std::merge(any.begin(), any.end(), at->first.begin(), at->first.end(), std::back_inserter(group.rows));
        steps_ += group.rows.size();
        groups.push_back(std::move(group));
      }
      std::vector<std::uint32_t>& items = groups[at->second].items;
      items.push_back(starts[stretch]);
      if (starts[stretch] + 1 < starts[stretch + 1]) items.push_back(starts[stretch + 1] - 1);
    }
    steps_ += rows.size() + starts.size();
    stopped_ = stopped_ || IsOutOfSteps();
    return groups;
  }

  /// Where items begin that some of the rows tell from the one before, and the end. Values are told apart anyway.
  std::vector<std::uint32_t> StretchesOf(const GridAxis& axis, const Rows& rows) const {
    std::vector<std::uint32_t> starts{0, static_cast<std::uint32_t>(axis.size())};
    if (!axis.numeric()) {
      starts.resize(axis.size() + 1);
      std::iota(starts.begin(), starts.end(), 0U);
      return starts;
    }
    for (const std::uint32_t row : rows) {
      const GridCell& cell = grid_.rows[row][axis.column()];
      if (cell.kind == Kind::kAny) continue;
      const auto [first, last] = axis.SpanOf(cell);
      starts.insert(starts.end(), {first, last});
    }
    std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
  }

  void Accept(std::uint32_t stretch, std::uint32_t row,
              std::vector<std::pair<std::uint32_t, std::uint32_t>>& accepted) {
    accepted.emplace_back(stretch, row);
    steps_ += kStepsOfSorting;
  }

  bool IsOutOfSteps() const { return steps_ > limits::kGridSteps; }

  const Grid& grid_;
  std::vector<GridAxis> axes_;
  std::vector<std::size_t> asked_;  ///< by row: the axes up to the last one that it asks about
  std::vector<GridCell> chosen_;
  std::vector<std::vector<GridCell>> gaps_;
  std::size_t steps_ = 0;
  bool stopped_ = false;
};

auto KeyOf(const GridCell& cell) {
  return std::tie(cell.kind, cell.low, cell.low_open, cell.high, cell.high_open, cell.values);
}

/// Makes `cell` accept what `next` accepts as well; false when they are not neighbours.
bool Join(const GridColumn& column, const GridCell& next, GridCell& cell) {
  if (cell.kind != next.kind || cell.kind == Kind::kAny) return false;
  if (cell.kind == Kind::kValues) {
    std::vector<std::uint32_t> both;
    std::merge(cell.values.begin(), cell.values.end(), next.values.begin(), next.values.end(),
               std::back_inserter(both));
    cell.values = std::move(both);
    return true;
  }
  const bool touch = cell.high == next.low && cell.high_open != next.low_open;
  if (!touch && !(column.whole && cell.high + 1 == next.low)) return false;
  cell.high = next.high;
  cell.high_open = next.high_open;
  return true;
}

/// Joins gaps that differ in one column only.
void JoinGaps(const Grid& grid, std::vector<std::vector<GridCell>>& gaps) {
  for (std::size_t column = 0; column < grid.columns.size(); ++column) {
    const auto compare = [&](const auto& a, const auto& b) {
      for (std::size_t i = 0; i < a.size(); ++i) {
        if (i != column && a[i] != b[i]) return KeyOf(a[i]) < KeyOf(b[i]) ? -1 : 1;
      }
      return 0;
    };
    std::sort(gaps.begin(), gaps.end(), [&](const auto& a, const auto& b) {
      const int order = compare(a, b);
      return order != 0 ? order < 0 : KeyOf(a[column]) < KeyOf(b[column]);
    });
    std::vector<std::vector<GridCell>> joined;
    for (auto& gap : gaps) {
      if (!joined.empty() && compare(joined.back(), gap) == 0 &&
          Join(grid.columns[column], gap[column], joined.back()[column]))
        continue;
      joined.push_back(std::move(gap));
    }
    gaps = std::move(joined);
  }
  std::sort(gaps.begin(), gaps.end(), [](const auto& a, const auto& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](const GridCell& x, const GridCell& y) { return KeyOf(x) < KeyOf(y); });
  });
}

}  // namespace

GridGaps FindGaps(const Grid& grid, std::size_t limit) {
  const Grid normal = Normalized(grid);
  GridGaps result = GapSearch(normal).Run();
  JoinGaps(grid, result.found);
  if (result.found.size() > limit) {
    result.more = result.found.size() - limit;
    result.found.resize(limit);
  }
  return result;
}

}  // namespace autorules
