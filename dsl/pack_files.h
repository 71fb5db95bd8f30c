#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dsl/compile.h"
#include "dsl/symbols.h"
#include "engine/base/diagnostic.h"

namespace autorules {

/// Where the texts of a pack come from: a folder or memory. Not thread-safe.
class PackFiles {
 public:
  virtual ~PackFiles() = default;
  /// Paths and texts of the pack's own rule files, by path.
  virtual std::vector<std::pair<std::string, Result<std::string>>> RuleFiles() = 0;
  /// Paths and texts of the Lua files in scripts/, by path.
  virtual std::vector<std::pair<std::string, Result<std::string>>> ScriptFiles() = 0;
  /// The text of a table by its path relative to the pack.
  virtual Result<std::string> Table(const std::string& path) = 0;
  /// What to call such a table in an error.
  virtual std::string DisplayPath(const std::string& path) const = 0;
};

/// Over a folder; fails when it is not a readable one.
Result<std::unique_ptr<PackFiles>> OpenPackFolder(const std::string& folder);
/// Over texts in memory.
std::unique_ptr<PackFiles> PackInMemory(std::vector<std::pair<std::string, std::string>> files);

/// Parses the pack's files and, transitively, the modules they use: from the pack, from `module_folders`, then from
/// the standard library. Unreadable files, wrong encodings and unknown modules are reported.
std::vector<SourceUnit> LoadSources(PackFiles* files, const std::vector<std::string>& module_folders,
                                    SourceMap* sources, Diagnostics* diagnostics);

/// Adds a text to `sources` after checking its size and encoding; nullopt and a diagnostic when it is not readable.
std::optional<FileId> AddSource(const std::string& name, Result<std::string> text, SourceMap* sources,
                                Diagnostics* diagnostics);

/// The whole file, or why it cannot be read. At most `limit` bytes.
Result<std::string> ReadWholeFile(const std::string& path, std::size_t limit);

}  // namespace autorules
