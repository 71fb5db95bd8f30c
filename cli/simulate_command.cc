#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/atomic_file.h"
#include "cli/commands.h"
#include "cli/layout.h"
#include "cli/output.h"
#include "cli/simulate/calendar.h"
#include "cli/simulate/case_json.h"
#include "cli/simulate/case_table.h"
#include "cli/simulate/owners.h"
#include "cli/simulate/play.h"
#include "cli/simulate/timeline.h"
#include "cli/terminal.h"

namespace autorules::cli {
namespace {

using Cases = std::vector<const RunningCase*>;

Cases Shown(const Simulation& simulation, const std::string& id) {
  Cases shown;
  for (const auto& of_case : simulation.cases()) {
    if (id.empty() || of_case->value().message.id == id) shown.push_back(of_case.get());
  }
  return shown;
}

/// False when nobody reads any more.
bool WriteCases(const Cases& cases, const std::string& format, UnixSeconds end, Output& output) {
  const std::size_t width = TerminalWidth(STDOUT_FILENO);
  const Style style = Style::For(STDOUT_FILENO);
  const CaseTable table(width, style);
  if (format == "table") table.AppendHeader(output.buffer());
  for (const RunningCase* of_case : cases) {
    if (format == "jsonl") {
      AppendCaseJson(*of_case, end, output.buffer());
    } else if (format == "table") {
      table.AppendRow(*of_case, output.buffer());
    } else {
      output.buffer() += Timeline(*of_case, end, width, style) + '\n';
    }
    if (!output.Commit()) return false;
  }
  if (format == "table") output.buffer() += '\n';
  return true;
}

/// Each refusal is shown with its case; here it is said that there are any.
void SayRefusals(const Simulation& simulation) {
  if (simulation.refused() == 0) return;
  fmt::print(stderr, "autorules: отказано в действиях: {}; причины — в истории обращений\n", simulation.refused());
}

ExitCode SimulatePack(const SimulateOptions& options) {
  const auto played = Play(options);
  if (!played) return played.error();
  const Simulation& simulation = *played->simulation;
  const Cases shown = Shown(simulation, options.id);
  ExitCode code = played->code;
  if (shown.empty() && !options.id.empty()) {
    fmt::print(stderr, "autorules: обращения с id «{}» к этому времени нет\n", OneLine(options.id));
    code = code == kOk ? kFindings : code;
  }
  if (!options.calendar.empty()) {
    const Result<void> written = ReplaceFile(options.calendar, CalendarOf(shown));
    if (!written) {
      fmt::print(stderr, "autorules: {}\n", written.error().message);
      return kCouldNotRun;
    }
  }
  SayRefusals(simulation);
  Output output;
  const bool read = WriteCases(shown, options.format, played->end, output);
  const Owners owners(simulation, played->end);
  if (options.format == "jsonl") {
    fmt::print(stderr, "{}", owners.Text(TerminalWidth(STDERR_FILENO), Style::For(STDERR_FILENO)));
  } else if (read) {
    output.Write(owners.Text(TerminalWidth(STDOUT_FILENO), Style::For(STDOUT_FILENO)));
  }
  return output.Finish(code);
}

std::string CheckEdge(const std::string& text) {
  const bool readable = ReadEdge(text, "", Edge::kStart).has_value();
  return readable ? std::string() : "«" + text + "» — не день и не время; пишут 2026-03-01 или 2026-03-01T18:00";
}

/// Throws what CLI11 says of a command line without sense.
void CheckCalendarFile(const SimulateOptions& options) {
  std::vector<std::string> read = options.inputs.files;
  read.push_back(options.script);
  for (const std::string& input : read) {
    std::error_code missing;
    if (options.calendar.empty() || !std::filesystem::equivalent(input, options.calendar, missing)) continue;
    throw CLI::ValidationError("--ics", "файл «" + input + "» читается и не может быть файлом ответа");
  }
}

}  // namespace

void AddSimulate(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App& command =
      *app.add_subcommand("simulate", "Проиграть жизнь обращений во времени: сроки, напоминания, эскалации");
  AddPackOptions(command, options->pack);
  AddInputOptions(command, options->inputs);
  command.add_option("--start", options->start, "Когда начали поступать обращения, у которых нет received_at")
      ->check(CLI::Validator(CheckEdge, ""))
      ->type_name("MOMENT");
  command
      .add_option("--until", options->until,
                  "До какого момента вести часы; день без времени — по его конец; время — местное")
      ->required()
      ->check(CLI::Validator(CheckEdge, ""))
      ->type_name("MOMENT");
  command
      .add_option("--script", options->script,
                  "Что делают люди и когда меняются правила: по объекту JSON в строке (docs/simulate.md)")
      ->type_name("FILE");
  command.add_flag("--migrate", options->migrate, "При смене правил перевести на новые и открытые обращения");
  command.add_option("--format", options->format, "Вид ответа: timeline (по умолчанию), table или jsonl")
      ->check(CLI::IsMember({"timeline", "table", "jsonl"}))
      ->type_name("FORMAT");
  command.add_option("--ics", options->calendar, "Записать сроки в календарь iCalendar; файл заменяется целиком")
      ->type_name("FILE");
  command.add_option("--id", options->id, "Показать одно обращение")->type_name("ID");
  command.footer(
      "Примеры:\n"
      "  autorules simulate rules/perm --input messages.jsonl --until 2026-03-01\n"
      "  autorules simulate rules/perm --input messages.jsonl --until 2026-03-01 --format table\n"
      "  autorules simulate rules/perm --input messages.jsonl --start 2026-01-12T09:00 --until 2026-03-01 \\\n"
      "      --script events.jsonl --id 17 --ics deadlines.ics\n"
      "Строка сценария: {\"at\": \"2026-01-14T10:00\", \"id\": \"17\", \"transition\": \"взять\"}");
  command.callback([options, &chosen] {
    CheckCalendarFile(*options);
    chosen = [options] { return SimulatePack(*options); };
  });
}

}  // namespace autorules::cli
