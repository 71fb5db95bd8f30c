#include "cli/pack.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/terminal.h"
#include "engine/base/render.h"

namespace autorules::cli {

tl::expected<Compilation, ExitCode> Compile(const PackOptions& options, bool warnings) {
  Result<Compilation> compilation = CompilePack(options.folder, {options.libraries, warnings});
  if (compilation) return *std::move(compilation);
  fmt::print(stderr, "autorules: {}\n", compilation.error().message);
  return tl::unexpected(kCouldNotRun);
}

tl::expected<std::shared_ptr<const RuleIndex>, ExitCode> LoadRules(const PackOptions& options) {
  const auto compilation = Compile(options, false);
  if (!compilation) return tl::unexpected(compilation.error());
  fmt::print(
      stderr, "{}",
      RenderAll(compilation->diagnostics, *compilation->sources, {options.lang(), Style::For(STDERR_FILENO).colour()}));
  if (!compilation->rules) return tl::unexpected(kFindings);
  return std::make_shared<const RuleIndex>(compilation->rules);
}

CivilDate Today(const RuleSet& rules) { return LocalDate(SystemNow(), rules.municipality().zone); }

}  // namespace autorules::cli
