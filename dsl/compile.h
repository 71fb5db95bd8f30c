#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/source.h"
#include "engine/base/status.h"
#include "engine/ruleset/ruleset.h"

namespace autorules {

struct CompileOptions {
  std::vector<std::string> module_folders;  ///< searched for modules before the standard library
  /// Also look for what is legal but doubtful (clashes, unused declarations, unowned topics). Running a pack does not
  /// need it; `check` and `test` do.
  bool warnings = true;
};

/// Everything that came of compiling a pack. `rules` is null exactly when `diagnostics` has an error.
struct Compilation {
  std::shared_ptr<SourceMap> sources = std::make_shared<SourceMap>();
  Diagnostics diagnostics;
  std::shared_ptr<const RuleSet> rules;
};

/// Reads, parses, checks and lowers the pack in `folder` (every *.rules directly in it, tables beside it) with the
/// modules it uses. Problems in what the user wrote, an unreadable file included, are diagnostics; all of them in one
/// run. Fails only when `folder` is not a readable folder. Does file I/O; otherwise pure; any thread.
Result<Compilation> CompilePack(const std::string& folder, const CompileOptions& options = {});

/// The same over texts in memory (path, text), for tests and editors. Tables named by `из` are looked up among them
/// by the path as written in the rules (relative to the pack); the standard library is available.
Compilation CompileTexts(const std::vector<std::pair<std::string, std::string>>& files,
                         const CompileOptions& options = {});

/// A module built into the program.
struct StandardModule {
  std::string_view name;  ///< as in `использовать`
  std::string_view file;  ///< "stdlib/topics.rules"
  std::string_view text;
};
const std::vector<StandardModule>& StandardLibrary();

/// A table of calendar days built into the program, for ReadCalendarTable.
struct StandardCalendar {
  std::string_view name;  ///< as in `календарь`
  std::string_view file;  ///< "stdlib/calendars/russia.csv"
  std::string_view text;
};
const std::vector<StandardCalendar>& StandardCalendars();

}  // namespace autorules
