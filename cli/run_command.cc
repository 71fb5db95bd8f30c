#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/message_stream.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "cli/records.h"
#include "cli/run_table.h"
#include "cli/summary.h"
#include "engine/base/limits.h"
#include "engine/decide/decide.h"

namespace autorules::cli {
namespace {

struct RunOptions {
  PackOptions pack;
  std::vector<std::string> inputs;
  std::string format = "table";
  std::string only;
};

/// One way to write decisions.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void Begin(std::string& out) = 0;
  virtual void Add(const Message& message, const Decision& decision, std::string& out) = 0;
  /// Called for every message, also for those that --only leaves out.
  virtual void Count(const Decision&) {}
  virtual void End(std::string& out) = 0;
};

class JsonWriter final : public Writer {
 public:
  explicit JsonWriter(const RuleSet& rules) : rules_(rules) {}
  void Begin(std::string&) override {}
  void Add(const Message& message, const Decision& decision, std::string& out) override {
    AppendJsonRecord(rules_, message, decision, out);
  }
  void End(std::string&) override {}

 private:
  const RuleSet& rules_;
};

class CsvWriter final : public Writer {
 public:
  explicit CsvWriter(const RuleSet& rules) : rules_(rules) {}
  void Begin(std::string& out) override { AppendCsvHeader(rules_, out); }
  void Add(const Message& message, const Decision& decision, std::string& out) override {
    AppendCsvRecord(rules_, message, decision, out);
  }
  void End(std::string&) override {}

 private:
  const RuleSet& rules_;
};

class TableWriter final : public Writer {
 public:
  explicit TableWriter(const RuleSet& rules)
      : reasons_(rules), table_(rules, reasons_, width_, style_), summary_(rules) {}
  void Begin(std::string& out) override { table_.AppendHeader(out); }
  void Add(const Message& message, const Decision& decision, std::string& out) override {
    table_.AppendRow(message, decision, out);
  }
  void Count(const Decision& decision) override { summary_.Add(decision); }
  void End(std::string& out) override {
    table_.AppendEnd(out);
    summary_.Append(width_, style_, out);
  }

 private:
  std::size_t width_ = TerminalWidth(STDOUT_FILENO);
  Style style_ = Style::For(STDOUT_FILENO);
  Reasons reasons_;
  RunTable table_;
  Summary summary_;
};

std::unique_ptr<Writer> MakeWriter(const std::string& format, const RuleSet& rules) {
  if (format == "jsonl") return std::make_unique<JsonWriter>(rules);
  if (format == "csv") return std::make_unique<CsvWriter>(rules);
  return std::make_unique<TableWriter>(rules);
}

/// On stderr, once per function or rule.
void ReportSwitchOffs(Decider& decider) {
  for (const SwitchOff& off : decider.TakeSwitchOffs()) {
    fmt::print(stderr, "autorules: скрипт «{}» ({}) отключён: {} сбоев подряд; последний: {}\n", off.name, off.file,
               limits::kScriptFailures, off.reason);
  }
}

ExitCode RunPack(const RunOptions& options) {
  const auto index = LoadRules(options.pack);
  if (!index) return index.error();
  const RuleSet& rules = (*index)->rules();
  auto messages = MessageStream::Open(options.inputs, rules, options.pack.lang());
  if (!messages) return messages.error();

  Decider decider(*index);
  StreamWindows windows;
  const DecideContext context{.today = Today(rules), .windows = &windows};
  const auto writer = MakeWriter(options.format, rules);
  Output output;
  writer->Begin(output.buffer());
  bool wanted = true;
  for (Message message; wanted && messages->Next(&message);) {
    const Decision decision = decider.Decide(message, context);
    windows.Add(rules, message, decision);
    messages->Note(message, decision);
    ReportSwitchOffs(decider);
    writer->Count(decision);
    if (options.only.empty() || decision.fallback) writer->Add(message, decision, output.buffer());
    wanted = output.Commit();
  }
  writer->End(output.buffer());
  return output.Finish(messages->Finish());
}

}  // namespace

void AddRun(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<RunOptions>();
  CLI::App& command = *app.add_subcommand("run", "Решить по каждому обращению: тема, ответственный, почему");
  AddPackOptions(command, options->pack);
  AddInputOption(command, options->inputs);
  command.add_option("--format", options->format, "Вид ответа: table, jsonl или csv")
      ->check(CLI::IsMember({"table", "jsonl", "csv"}))
      ->type_name("FORMAT");
  command.add_option("--only", options->only, "fallback: показать только то, что оставлено человеку")
      ->check(CLI::IsMember({"fallback"}))
      ->type_name("WHAT");
  command.footer(
      "Примеры:\n"
      "  autorules run rules/perm --input messages.jsonl\n"
      "  autorules run rules/perm --input messages.jsonl --only fallback\n"
      "  zcat messages.gz | autorules run rules/perm --input - --format jsonl > decisions.jsonl");
  command.callback([options, &chosen] { chosen = [options] { return RunPack(*options); }; });
}

}  // namespace autorules::cli
