#include "dsl/check/grid_pairs.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "dsl/check/grid_cells.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

using Kind = GridCell::Kind;
using Mask = std::uint64_t;

constexpr std::uint32_t kMaskBits = 64;
/// Numbers of a column are told apart up to so many stretches.
constexpr std::size_t kStretches = 1024;
/// A cell with more keys is looked up as if it accepted anything: it would stand in too many lists.
constexpr std::size_t kKeysOfCell = 64;
/// What comparing two rows cell by cell costs, in steps of comparing bits.
constexpr std::size_t kStepsOfComparison = 16;

/// The keys of a column: cells that accept something in common share one, or one of them accepts anything.
class ColumnKeys {
 public:
  ColumnKeys(const Grid& grid, std::size_t column) {
    std::vector<double> ends;
    for (const auto& row : grid.rows) {
      const GridCell& cell = row[column];
      if (cell.kind == Kind::kValues && !cell.values.empty()) count_ = std::max(count_, cell.values.back() + 1);
      if (cell.kind != Kind::kRange) continue;
      if (std::isfinite(cell.low)) ends.push_back(cell.low);
      if (std::isfinite(cell.high)) ends.push_back(cell.high);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    const std::size_t step = ends.size() / kStretches + 1;
    for (std::size_t i = 0; i < ends.size(); i += step) borders_.push_back(ends[i]);
    if (!borders_.empty()) count_ = static_cast<std::uint32_t>(borders_.size()) + 1;
  }

  std::uint32_t count() const { return count_; }

  /// False when the cell is to be looked up as one that accepts anything.
  bool KeysOf(const GridCell& cell, std::vector<std::uint32_t>& keys) const {
    keys.clear();
    if (IsEmpty(cell)) return true;
    if (cell.kind == Kind::kValues && cell.values.size() <= kKeysOfCell) {
      keys = cell.values;
      return true;
    }
    if (cell.kind != Kind::kRange) return false;
    const std::uint32_t first = StretchOf(cell.low);
    const std::uint32_t size = StretchOf(cell.high) - first + 1;
    if (size > kKeysOfCell) return false;
    keys.resize(size);
    std::iota(keys.begin(), keys.end(), first);
    return true;
  }

  /// Cells that accept something in common share a bit.
  Mask MaskOf(const GridCell& cell) const {
    if (IsEmpty(cell)) return 0;
    Mask mask = 0;
    if (cell.kind == Kind::kValues) {
      for (const std::uint32_t value : cell.values) mask |= Mask{1} << (value % kMaskBits);
    } else if (cell.kind == Kind::kRange) {
      const std::uint32_t last = BitOf(StretchOf(cell.high));
      for (std::uint32_t bit = BitOf(StretchOf(cell.low)); bit <= last; ++bit) mask |= Mask{1} << bit;
    } else {
      mask = ~Mask{0};
    }
    return mask;
  }

 private:
  std::uint32_t StretchOf(double number) const {
    return static_cast<std::uint32_t>(std::upper_bound(borders_.begin(), borders_.end(), number) - borders_.begin());
  }
  std::uint32_t BitOf(std::uint32_t stretch) const {
    return static_cast<std::uint32_t>(std::uint64_t{stretch} * kMaskBits / count_);
  }

  std::vector<double> borders_;
  std::uint32_t count_ = 0;
};

class PairSearch {
 public:
  PairSearch(const Grid& grid, const VisitRowPairs& visit) : grid_(grid), visit_(visit) {
    for (std::size_t column = 0; column < grid.columns.size(); ++column) keys_.emplace_back(grid, column);
  }

  bool Run() {
    FillMasks();
    column_ = BestColumn();
    std::vector<std::vector<std::uint32_t>> rows_of_key(keys_.empty() ? 0 : keys_[column_].count());
    std::vector<std::uint32_t> rows_of_any;
    std::vector<std::uint32_t> keys;
    for (std::uint32_t row = 0; row < grid_.rows.size(); ++row) {
      earlier_.clear();
      const bool any = keys_.empty() || !keys_[column_].KeysOf(grid_.rows[row][column_], keys);
      if (any) {
        for (std::uint32_t first = 0; first < row; ++first) Compare(first, row);
        rows_of_any.push_back(row);
      } else {
        Compare(rows_of_any, row);
        for (const std::uint32_t key : keys) {
          Compare(rows_of_key[key], row);
          rows_of_key[key].push_back(row);
        }
      }
      if (earlier_.empty()) continue;
      std::sort(earlier_.begin(), earlier_.end());
      earlier_.erase(std::unique(earlier_.begin(), earlier_.end()), earlier_.end());
      steps_ += visit_(row, earlier_) * kStepsOfComparison;
      if (steps_ > limits::kGridSteps && row + 1 < grid_.rows.size()) return false;
    }
    return true;
  }

 private:
  void FillMasks() {
    masks_.reserve(grid_.rows.size() * keys_.size());
    for (const auto& row : grid_.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) masks_.push_back(keys_[i].MaskOf(row[i]));
    }
  }

  /// The column whose keys leave the fewest pairs to compare.
  std::size_t BestColumn() const {
    std::size_t best = 0;
    std::size_t fewest = SIZE_MAX;
    for (std::size_t column = 0; column < keys_.size(); ++column) {
      std::vector<std::size_t> rows_of_key(keys_[column].count());
      std::size_t rows_of_any = 0;
      std::size_t pairs = 0;
      std::vector<std::uint32_t> keys;
      for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
        if (!keys_[column].KeysOf(grid_.rows[row][column], keys)) {
          pairs += row;
          ++rows_of_any;
          continue;
        }
        pairs += rows_of_any;
        for (const std::uint32_t key : keys) pairs += rows_of_key[key]++;
      }
      if (pairs >= fewest) continue;
      fewest = pairs;
      best = column;
    }
    return best;
  }

  void Compare(const std::vector<std::uint32_t>& firsts, std::uint32_t row) {
    for (const std::uint32_t first : firsts) Compare(first, row);
  }

  void Compare(std::uint32_t first, std::uint32_t row) {
    ++steps_;
    const std::size_t width = keys_.size();
    const Mask* a = masks_.data() + first * width;
    const Mask* b = masks_.data() + row * width;
    for (std::size_t i = 0; i < width; ++i) {
      if ((a[i] & b[i]) == 0) return;
    }
    earlier_.push_back(first);
  }

  const Grid& grid_;
  const VisitRowPairs& visit_;
  std::vector<ColumnKeys> keys_;
  std::vector<Mask> masks_;  ///< by row, then column
  std::size_t column_ = 0;
  std::vector<std::uint32_t> earlier_;
  std::size_t steps_ = 0;
};

}  // namespace

bool ForEachRowPairs(const Grid& normal, const VisitRowPairs& visit) { return PairSearch(normal, visit).Run(); }

}  // namespace autorules
