#include "dsl/compile.h"

#include "dsl/check/check.h"
#include "dsl/lowering.h"
#include "dsl/pack_files.h"
#include "dsl/symbols.h"

namespace autorules {
namespace {

void RunChecks(const CheckInput& input, bool warnings, Diagnostics* diagnostics) {
  CheckWhole(input, diagnostics);
  CheckTrees(input, diagnostics);
  CheckOrder(input, diagnostics);
  CheckAbsence(input, diagnostics);
  CheckProcedures(input, diagnostics);
  CheckWindows(input, diagnostics);
  CheckEvents(input, diagnostics);
  CheckTopicOwners(input, diagnostics);
  CheckRowOverlaps(input, diagnostics);
  if (!diagnostics->has_errors()) CheckCost(input, diagnostics);
  if (!warnings) return;
  CheckPatterns(input, diagnostics);
  // A misspelled reference makes what it meant look unused, and what follows reasons about complete parts.
  if (diagnostics->has_errors()) return;
  CheckUnused(input, diagnostics);
  CheckStates(input, diagnostics);
  CheckEscalations(input, diagnostics);
  CheckTableRows(input, diagnostics);
  CheckContradictions(input, diagnostics);
  CheckClashes(input, diagnostics);
}

Compilation Compile(PackFiles* files, const std::string& name, const CompileOptions& options) {
  Compilation result;
  SourceMap& sources = *result.sources;
  Diagnostics& diagnostics = result.diagnostics;
  const std::vector<SourceUnit> units = LoadSources(files, options.module_folders, &sources, &diagnostics);
  if (sources.size() == 0) {
    const FileId none = sources.Add(name, "");
    diagnostics.Add(Code::kNoRuleFiles, {none, 0, 0}, {name});
    return result;
  }
  const Symbols symbols = CollectSymbols(units, &diagnostics);
  LoweredPack pack = Lowering(symbols, &sources, files, &diagnostics).Run();
  RunChecks({sources, units, symbols, pack}, options.warnings, &diagnostics);
  diagnostics.Sort();
  if (!diagnostics.has_errors()) result.rules = RuleSet::Freeze(std::move(pack.parts));
  return result;
}

}  // namespace

Result<Compilation> CompilePack(const std::string& folder, const CompileOptions& options) {
  auto files = OpenPackFolder(folder);
  if (!files) return tl::unexpected(files.error());
  return Compile(files->get(), folder, options);
}

Compilation CompileTexts(const std::vector<std::pair<std::string, std::string>>& files, const CompileOptions& options) {
  return Compile(PackInMemory(files).get(), "pack", options);
}

}  // namespace autorules
