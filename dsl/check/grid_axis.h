#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "dsl/check/grid.h"

namespace autorules {

/// One column of a normalised grid cut into items, so that every cell accepts an item as a whole or not at all: values,
/// or the stretches of numbers between two neighbouring cuts.
class GridAxis {
 public:
  /// Nullopt for a column in which nothing can be missing.
  static std::optional<GridAxis> Of(const Grid& normal, std::size_t column);

  std::size_t column() const { return column_; }
  bool numeric() const { return !cuts_.empty(); }
  std::size_t size() const { return numeric() ? cuts_.size() - 1 : values_.size(); }

  /// The items that a range accepts: from the first to one before the second.
  std::pair<std::uint32_t, std::uint32_t> SpanOf(const GridCell& range) const;
  /// The item of a value; size() when the column does not have it.
  std::uint32_t ItemOf(std::uint32_t value) const;
  /// The items as a cell; of numbers only the first and the last one count.
  GridCell CellOf(const std::vector<std::uint32_t>& items) const;

 private:
  /// A place between numbers: before or after `number`.
  struct Cut {
    double number = 0;
    bool after = false;
    auto operator<=>(const Cut&) const = default;
  };
  static Cut BeginOf(const GridCell& range) { return {range.low, range.low_open}; }
  static Cut EndOf(const GridCell& range) { return {range.high, !range.high_open}; }

  GridAxis(const Grid& grid, std::size_t column);
  void CutNumbers(const Grid& grid, double smallest, double largest);

  std::size_t column_;
  bool whole_;
  bool closed_ = false;  ///< the items are all there is
  std::vector<std::uint32_t> values_;
  std::vector<Cut> cuts_;
};

}  // namespace autorules
