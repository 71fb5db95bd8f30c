#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/example_runner.h"
#include "cli/output.h"
#include "cli/pack.h"

namespace autorules::cli {
namespace {

ExitCode TestPack(const PackOptions& options) {
  const auto index = LoadRules(options);
  if (!index) return index.error();
  Output output;
  ExampleRunner runner(*index, Style::For(STDOUT_FILENO));
  const auto& examples = (*index)->rules().examples();
  std::size_t passed = 0;
  for (const Example& example : examples) {
    const std::string report = runner.Run(example);
    output.Write(report);
    passed += report.empty() ? 1 : 0;
  }
  output.Write(fmt::format("примеров: {}, прошло: {}\n", examples.size(), passed));
  return output.Finish(passed == examples.size() ? kOk : kFindings);
}

}  // namespace

void AddTest(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<PackOptions>();
  CLI::App& command = *app.add_subcommand("test", "Выполнить примеры, записанные в правилах");
  AddPackOptions(command, *options);
  command.footer(
      "Примеры:\n"
      "  autorules test rules/perm");
  command.callback([options, &chosen] { chosen = [options] { return TestPack(*options); }; });
}

}  // namespace autorules::cli
