#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/status.h"
#include "engine/intake/line_reader.h"

namespace autorules {

/// An opened input and what it begins with.
struct InputFile {
  std::string name;
  ReadBytes read;                     ///< from the beginning; closes the file with its last copy
  std::optional<std::uint64_t> size;  ///< of a plain file
  std::string start;                  ///< some first bytes; none of standard input, which must not be waited for
};

/// `-` is standard input. Fails when it cannot be opened or is a folder.
Result<InputFile> OpenInput(std::string name);

/// True when the file is to be read as a table and not as JSON lines: a workbook, whatever it is called; what does not
/// begin with `{` when its name says so (.csv, .tsv, .txt) or `is_mapped`, the columns have been named.
bool IsTable(const InputFile& file, bool is_mapped);

/// True when lines of JSON hardly begin so, but a table does.
bool LooksLikeTable(std::string_view start);

/// All bytes. Fails beyond limits::kExportBytes.
Result<std::string> ReadWhole(const InputFile& file);

}  // namespace autorules
