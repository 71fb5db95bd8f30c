#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/commands.h"
#include "cli/message_stream.h"
#include "cli/names.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "cli/score.h"
#include "engine/decide/decide.h"

namespace autorules::cli {
namespace {

struct ScoreOptions {
  PackOptions pack;
  InputOptions inputs;
  std::string attribute = "group";
  std::string label;
  std::string also;
  std::string format = "text";
};

/// `label.group` and `group` mean the same label.
std::string LabelKey(const std::string& path) {
  constexpr std::string_view kPrefix = "label.";
  return path.starts_with(kPrefix) ? path.substr(kPrefix.size()) : path;
}

std::vector<std::string> LabelValues(const Message& message, const std::string& key) {
  const auto found = message.labels.find(key);
  return found == message.labels.end() ? std::vector<std::string>() : found->second;
}

std::optional<Answer> AnswerOf(const RuleSet& rules, const Decision& decision, const std::string& attribute) {
  if (attribute == "owner") {
    if (decision.owner == kNone) return std::nullopt;
    return Answer{rules.units()[decision.owner].name, std::string(UnitName(rules, decision.owner))};
  }
  const Id topic = attribute == "group" ? GroupOf(rules, decision.topic) : decision.topic;
  if (topic == kNone) return std::nullopt;
  return Answer{rules.topics()[topic].name, std::string(TopicName(rules, topic))};
}

/// The same rules, but words always decide a topic.
std::shared_ptr<const RuleIndex> Forced(const RuleSet& rules) {
  RuleSetParts parts = rules.parts();
  parts.policy.threshold = 0;
  parts.policy.margin = 0;
  return std::make_shared<const RuleIndex>(RuleSet::Freeze(std::move(parts)));
}

ExitCode ScorePack(const ScoreOptions& options) {
  const auto index = LoadRules(options.pack);
  if (!index) return index.error();
  const RuleSet& rules = (*index)->rules();
  auto messages = MessageStream::Open(options.inputs, rules, options.pack.lang());
  if (!messages) return messages.error();

  const std::string label = LabelKey(options.label);
  const std::string also = LabelKey(options.also);
  const DecideContext context{Today(rules)};
  Decider decider(*index);
  Decider forced(Forced(rules));
  Score score;
  for (Message message; messages->Next(&message);) {
    const Decision decision = decider.Decide(message, context);
    messages->Note(message, decision);
    std::vector<std::string> labels = LabelValues(message, label);
    if (labels.empty()) continue;
    score.Add({message.id, message.text, std::move(labels), LabelValues(message, also),
               AnswerOf(rules, decision, options.attribute),
               AnswerOf(forced.rule_set(), forced.Decide(message, context), options.attribute)});
  }
  Output output;
  output.Write(options.format == "json" ? ScoreJson(score, messages->messages())
                                        : ScoreText(score, messages->messages()));
  return output.Finish(messages->Finish());
}

}  // namespace

void AddScore(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<ScoreOptions>();
  CLI::App& command = *app.add_subcommand("score", "Сравнить решения с размеченными обращениями");
  AddPackOptions(command, options->pack);
  AddInputOptions(command, options->inputs);
  command.add_option("--attribute", options->attribute, "Что сравнивать: group, topic или owner")
      ->check(CLI::IsMember({"group", "topic", "owner"}))
      ->type_name("NAME");
  command.add_option("--label", options->label, "Верный ответ в обращении, например label.group")
      ->required()
      ->type_name("FIELD");
  command.add_option("--also", options->also, "Другие допустимые ответы, например label.also_acceptable")
      ->type_name("FIELD");
  command.add_option("--format", options->format, "Вид отчёта: text или json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command.footer(
      "Примеры:\n"
      "  autorules score rules/perm --input labelled.jsonl --attribute group --label label.group\n"
      "  autorules score rules/slantsy --input examples/exports/im.csv --label label.group\n"
      "  autorules score rules/perm --input labelled.jsonl --attribute group --label label.group \\\n"
      "      --also label.also_acceptable --format json");
  command.callback([options, &chosen] { chosen = [options] { return ScorePack(*options); }; });
}

}  // namespace autorules::cli
