#pragma once

#include "dsl/check/grid.h"

namespace autorules {

/// The grid with cells that can be compared with each other: kAny for a cell that accepts all that its column has,
/// ranges inside the bounds of the column, their ends closed when its numbers are whole.
Grid Normalized(const Grid& grid);

// Over cells of one column of a normalised grid.

/// True for a cell that accepts nothing.
bool IsEmpty(const GridCell& cell);
/// What both accept; an opaque cell counts as kAny unless both are.
GridCell Meet(const GridCell& a, const GridCell& b);
/// True when what Meet says is not empty.
bool CanMeet(const GridCell& a, const GridCell& b);
/// True when it is not certain that what Meet says is accepted by both.
bool MeetIsDoubtful(const GridCell& a, const GridCell& b);
/// True when `a` certainly accepts everything that `b` accepts.
bool Covers(const GridCell& a, const GridCell& b);

}  // namespace autorules
