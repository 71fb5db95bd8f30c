#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/pack.h"

namespace autorules::cli {
namespace {

ExitCode DumpPack(const PackOptions& options) {
  const auto index = LoadRules(options);
  if (!index) return index.error();
  Output output;
  output.Write(Dump((*index)->rules().parts()));
  return output.Finish(kOk);
}

}  // namespace

void AddDump(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<PackOptions>();
  CLI::App& command =
      *app.add_subcommand("dump", "Показать собранные правила: одинаковый вывод означает одинаковые решения");
  AddPackOptions(command, *options);
  command.footer(
      "Примеры:\n"
      "  autorules dump rules/perm\n"
      "  diff <(autorules dump rules/old) <(autorules dump rules/new)");
  command.callback([options, &chosen] { chosen = [options] { return DumpPack(*options); }; });
}

}  // namespace autorules::cli
