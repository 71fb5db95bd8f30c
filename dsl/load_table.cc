#include "dsl/load_table.h"

#include "engine/text/fold.h"
#include "engine/text/table_encoding.h"

namespace autorules {

const LoadedTable* TableLoader::Load(const ast::String& path) {
  const auto [at, added] = tables_.try_emplace(path.value);
  if (added) at->second = Read(path);
  return at->second ? &*at->second : nullptr;
}

std::optional<LoadedTable> TableLoader::Read(const ast::String& path) {
  Result<std::string> bytes = files_->Table(path.value);
  if (!bytes) {
    diagnostics_->Add(Code::kTableUnreadable, path.span, {path.value, bytes.error().message});
    return std::nullopt;
  }
  auto text = DecodeTable(std::move(*bytes));
  if (!text) {
    diagnostics_->Add(Code::kTableUnreadable, path.span, {path.value, text.error()});
    return std::nullopt;
  }
  LoadedTable loaded;
  loaded.file = sources_->Add(RepairUtf8(files_->DisplayPath(path.value)), std::move(*text));
  loaded.table = ParseCsv(sources_->Get(loaded.file).text());
  for (const CsvProblem& problem : loaded.table.problems) {
    const std::string line = std::to_string(problem.line);
    diagnostics_->Add(Code::kTableRow, {loaded.file, problem.begin, problem.end},
                      {Text("строка " + line, "row " + line), problem.what});
  }
  if (loaded.table.header.empty()) return std::nullopt;
  return loaded;
}

}  // namespace autorules
