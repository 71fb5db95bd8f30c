#pragma once

#include <string>
#include <vector>

#include "engine/base/status.h"
#include "engine/intake/cell_format.h"
#include "engine/intake/zip_archive.h"

namespace autorules {

struct Worksheet {
  std::string title;
  std::string path;  ///< of its part
  bool hidden = false;
};

/// What the cells of all worksheets refer to.
struct Workbook {
  std::vector<Worksheet> sheets;  ///< in order of the tabs; charts are not among them
  std::vector<std::string> strings;
  std::vector<CellFormat> formats;  ///< by the style of the cell
  bool since_1904 = false;          ///< dates are counted from 01.01.1904
};

/// Fails on what is no workbook.
Result<Workbook> LoadWorkbook(ZipArchive* archive);

}  // namespace autorules
