#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/answer_writer.h"
#include "cli/atomic_file.h"
#include "cli/commands.h"
#include "cli/message_stream.h"
#include "cli/pack.h"
#include "cli/script_troubles.h"
#include "engine/decide/decide.h"

namespace autorules::cli {
namespace {

struct RunOptions {
  PackOptions pack;
  InputOptions inputs;
  std::string format;  ///< one of kFormats, or empty
  std::string output;  ///< file name; empty or `-` for standard output
  std::string only;
};

constexpr std::array<std::string_view, 4> kFormats = {"table", "jsonl", "csv", "xlsx"};

/// The format that was asked for, or the one that the name of the output ends in.
std::string FormatOf(const RunOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string ending = std::filesystem::path(options.output).extension().string();
  for (const std::string_view format : kFormats) {
    if (ending == fmt::format(".{}", format)) return std::string(format);
  }
  return "table";
}

bool ToStandardOutput(const RunOptions& options) { return options.output.empty() || options.output == "-"; }

/// Throws what CLI11 says of a command line without sense.
void CheckOutput(const RunOptions& options) {
  if (ToStandardOutput(options)) {
    if (FormatOf(options) != "xlsx") return;
    throw CLI::ValidationError("--format xlsx", "книге нужен файл: --output result.xlsx");
  }
  for (const std::string& input : options.inputs.files) {
    std::error_code missing;
    if (!std::filesystem::equivalent(input, options.output, missing)) continue;
    throw CLI::ValidationError("--output", "файл с обращениями «" + input + "» не может быть и файлом ответа");
  }
}

ExitCode CouldNot(const Status& status) {
  fmt::print(stderr, "autorules: {}\n", status.message);
  return kCouldNotRun;
}

ExitCode RunPack(const RunOptions& options) {
  const auto index = LoadRules(options.pack);
  if (!index) return index.error();
  const RuleSet& rules = (*index)->rules();
  auto messages = MessageStream::Open(options.inputs, rules, options.pack.lang());
  if (!messages) return messages.error();
  std::optional<PendingFile> file;
  if (!ToStandardOutput(options)) {
    Result<PendingFile> created = PendingFile::Create(options.output);
    if (!created) return CouldNot(created.error());
    file.emplace(*std::move(created));
  }
  const Workflow workflow((*index)->shared_rules());
  const auto writer = MakeAnswerWriter({FormatOf(options), options.only.empty()}, workflow, *messages,
                                       file.has_value() ? &*file : nullptr);
  if (writer == nullptr) return kCouldNotRun;

  Decider decider(*index);
  StreamWindows windows;
  const DecideContext context{.today = Today(rules), .windows = &windows};
  bool wanted = true;
  for (Message message; wanted && messages->Next(&message);) {
    const Decision decision = decider.Decide(message, context);
    windows.Add(rules, message, decision);
    messages->Note(message, decision);
    ReportSwitchOffs(decider.TakeSwitchOffs());
    wanted = writer->Add(*messages, message, decision, options.only.empty() || decision.fallback);
  }
  const ExitCode code = messages->Finish();
  const ExitCode written = writer->Finish(*messages, code);
  if (!file || written == kCouldNotRun) return written;
  const Result<void> placed = file->Commit();
  return placed ? written : CouldNot(placed.error());
}

}  // namespace

void AddRun(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<RunOptions>();
  CLI::App& command = *app.add_subcommand("run", "Решить по каждому обращению: тема, ответственный, почему");
  AddPackOptions(command, options->pack);
  AddInputOptions(command, options->inputs);
  command
      .add_option("--format", options->format,
                  "Вид ответа: table, jsonl, csv или xlsx; без него — по имени файла в --output, иначе table")
      ->check(CLI::IsMember(std::vector<std::string>(kFormats.begin(), kFormats.end())))
      ->type_name("FORMAT");
  command
      .add_option("--output", options->output,
                  "Файл ответа, заменяется целиком; - или без него — стандартный вывод; книге xlsx нужен файл")
      ->type_name("FILE");
  command.add_option("--only", options->only, "fallback: показать только то, что оставлено человеку")
      ->check(CLI::IsMember({"fallback"}))
      ->type_name("WHAT");
  command.footer(
      "Примеры:\n"
      "  autorules run rules/perm --input messages.jsonl\n"
      "  autorules run rules/perm --input messages.jsonl --only fallback\n"
      "  autorules run rules/perm --input export.xlsx --format xlsx --output result.xlsx\n"
      "  zcat messages.gz | autorules run rules/perm --input - --format jsonl > decisions.jsonl");
  command.callback([options, &chosen] {
    CheckOutput(*options);
    chosen = [options] { return RunPack(*options); };
  });
}

}  // namespace autorules::cli
