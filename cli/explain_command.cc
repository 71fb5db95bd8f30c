#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/explain_text.h"
#include "cli/layout.h"
#include "cli/message_stream.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "engine/decide/decide.h"

namespace autorules::cli {
namespace {

struct ExplainOptions {
  PackOptions pack;
  InputOptions inputs;
  std::string id;
};

ExitCode ExplainMessage(const ExplainOptions& options) {
  const auto index = LoadRules(options.pack);
  if (!index) return index.error();
  const Workflow workflow((*index)->shared_rules());
  const RuleSet& rules = workflow.rules();
  auto messages = MessageStream::Open(options.inputs, rules, options.pack.lang());
  if (!messages) return messages.error();

  // What earlier messages count for must be counted here too, or the explanation would differ from the run.
  const bool has_memory = !rules.own().empty() || !rules.scripts().empty();
  Decider decider(*index);
  StreamWindows windows;
  const DecideContext context{.today = Today(rules), .windows = &windows};
  for (Message message; messages->Next(&message);) {
    const bool wanted = message.id == options.id;
    if (!wanted && !has_memory) continue;
    const Decision decision = decider.Decide(message, context);
    windows.Add(rules, message, decision);
    if (!wanted) continue;
    Output output;
    output.Write(ExplainText(workflow, message, decision, Style::For(STDOUT_FILENO)));
    return output.Finish(kOk);
  }
  const ExitCode code = messages->Finish();
  fmt::print(stderr, "autorules: обращения с id «{}» нет\n", OneLine(options.id));
  return code == kOk ? kFindings : code;
}

}  // namespace

void AddExplain(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App& command = *app.add_subcommand("explain", "Показать, почему по обращению решено именно так");
  AddPackOptions(command, options->pack);
  AddInputOptions(command, options->inputs);
  command.add_option("--id", options->id, "id обращения")->required()->type_name("ID");
  command.footer(
      "Примеры:\n"
      "  autorules explain rules/perm --input messages.jsonl --id 17\n"
      "  autorules explain rules/alarsky --input examples/exports/pos.csv --id 20260112000017");
  command.callback([options, &chosen] { chosen = [options] { return ExplainMessage(*options); }; });
}

}  // namespace autorules::cli
