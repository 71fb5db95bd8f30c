#include "cli/program.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>

#include "cli/commands.h"

namespace autorules::cli {
namespace {

ExitCode ParseAndRun(int argc, char** argv) {
  CLI::App app(
      "Решает, кто и как отвечает на обращения граждан: правила муниципалитета + сообщения → тема, ответственный, "
      "почему.",
      "autorules");
  app.set_version_flag("--version", "autorules " AUTORULES_VERSION, "Версия программы");
  app.set_help_flag("-h,--help", "Эта справка; у каждой команды своя: autorules КОМАНДА --help");
  app.require_subcommand(1);
  app.footer(
      "Примеры:\n"
      "  autorules check rules/perm\n"
      "  autorules run rules/perm --input messages.jsonl\n"
      "  autorules explain rules/perm --input messages.jsonl --id 17\n\n"
      "Код завершения: 0 всё хорошо (и при предупреждениях), 1 есть ошибки в правилах или пропущенные записи,\n"
      "2 неверная командная строка, 3 не удалось выполнить. Переменная NO_COLOR отключает цвет.");
  Action chosen;
  AddNew(app, chosen);
  AddRun(app, chosen);
  AddExplain(app, chosen);
  AddSimulate(app, chosen);
  AddCheck(app, chosen);
  AddTest(app, chosen);
  AddFmt(app, chosen);
  AddScore(app, chosen);
  AddDump(app, chosen);
  AddStdlib(app, chosen);
  AddCalendar(app, chosen);
  AddDeadline(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  return chosen();
}

}  // namespace

int Run(int argc, char** argv) {
  // `autorules run … | head` closes our output early; writing then fails with EPIPE, which Output takes for the end.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return ParseAndRun(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "autorules: {}\n", error.what());
    return kCouldNotRun;
  }
}

}  // namespace autorules::cli
