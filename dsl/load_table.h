#pragma once

#include <map>
#include <optional>
#include <string>

#include "dsl/ast.h"
#include "dsl/pack_files.h"
#include "engine/base/diagnostic.h"
#include "engine/text/csv.h"

namespace autorules {

/// A table of the pack; its decoded text is a source of its own, so that diagnostics point into it.
struct LoadedTable {
  FileId file = kNoFile;
  CsvTable table;
  Span SpanOf(const CsvCell& cell) const { return {file, cell.begin, cell.end}; }
};

/// Reads the tables that rules name, each file once per compilation. Not thread-safe.
class TableLoader {
 public:
  TableLoader(PackFiles* files, SourceMap* sources, Diagnostics* diagnostics)
      : files_(files), sources_(sources), diagnostics_(diagnostics) {}

  /// The table under the path; nullptr when it cannot be read (E0501 at `path`) or has no header. Whatever is wrong
  /// with its rows is reported in it (E0503), and those rows are left out. Problems are reported the first time only.
  /// The pointer lives as long as the loader.
  const LoadedTable* Load(const ast::String& path);

 private:
  std::optional<LoadedTable> Read(const ast::String& path);

  PackFiles* files_;
  SourceMap* sources_;
  Diagnostics* diagnostics_;
  std::map<std::string, std::optional<LoadedTable>> tables_;
};

}  // namespace autorules
