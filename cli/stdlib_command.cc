#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/layout.h"
#include "cli/output.h"
#include "dsl/compile.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

/// The first comment of a module says what it is for.
std::string_view FirstComment(std::string_view text) {
  const std::size_t begin = text.find("//");
  if (begin == std::string_view::npos) return {};
  std::string_view line = text.substr(begin + 2);
  line = line.substr(0, line.find('\n'));
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line;
}

ExitCode ListModules() {
  constexpr std::size_t kNameColumns = 16;
  Output output;
  for (const StandardModule& module : StandardLibrary()) {
    output.Write(Pad(std::string(module.name), kNameColumns) + OneLine(FirstComment(module.text)) + "\n");
  }
  return output.Finish(kOk);
}

ExitCode ShowModule(const std::string& name) {
  for (const StandardModule& module : StandardLibrary()) {
    if (Fold(module.name) != Fold(name)) continue;
    Output output;
    output.Write(module.text);
    return output.Finish(kOk);
  }
  fmt::print(stderr, "autorules: в стандартной библиотеке нет модуля «{}»; список: autorules stdlib\n", OneLine(name));
  return kUsage;
}

}  // namespace

void AddStdlib(CLI::App& app, Action& chosen) {
  auto name = std::make_shared<std::string>();
  CLI::App& command = *app.add_subcommand("stdlib", "Модули стандартной библиотеки или текст одного из них");
  command.add_option("MODULE", *name, "Имя модуля");
  command.footer(
      "Примеры:\n"
      "  autorules stdlib\n"
      "  autorules stdlib темы");
  command.callback([name, &chosen] { chosen = [name] { return name->empty() ? ListModules() : ShowModule(*name); }; });
}

}  // namespace autorules::cli
