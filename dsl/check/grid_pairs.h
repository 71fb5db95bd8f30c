#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "dsl/check/grid.h"

namespace autorules {

/// Called with a row and the earlier rows that may be true together with it, ascending. Returns how many it looked at.
using VisitRowPairs = std::function<std::size_t(std::uint32_t row, const std::vector<std::uint32_t>& earlier)>;

/// Visits all rows of a normalised grid in order, with every earlier row that is true at some point together with the
/// row and few others; rows without one are left out. Pairs are looked up by the column that leaves the fewest, and
/// then compared by 64 bits per column. False when limits::kGridSteps ended the search before the last row.
bool ForEachRowPairs(const Grid& normal, const VisitRowPairs& visit);

}  // namespace autorules
