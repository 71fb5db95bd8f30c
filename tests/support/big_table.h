#pragma once

#include <cstddef>

#include "tests/support/rules_blocks.h"

namespace autorules::testing {

/// A pack whose decision table has `rows` rows, the header not counted, in a Windows-1251 file with `;` between cells.
/// No two rows fit one message; with `overlap` the row in line 3001 fits the messages of line 18 too.
TextFiles BigTablePack(std::size_t rows, bool overlap);

}  // namespace autorules::testing
