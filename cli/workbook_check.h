#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace autorules::cli {

/// True when the workbook is a whole one with that many cells in each of its worksheets. The writing library does not
/// look whether its intermediate files could be written: on a full disk it makes a workbook with a hole.
bool HoldsCells(const std::string& file, const std::vector<std::uint64_t>& cells);

}  // namespace autorules::cli
