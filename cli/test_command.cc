#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/example_message.h"
#include "cli/layout.h"
#include "cli/names.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "cli/reasons.h"
#include "cli/script_troubles.h"
#include "cli/terminal.h"
#include "engine/decide/decide.h"

namespace autorules::cli {
namespace {

/// The attributes a condition speaks of, each once.
void CollectAttributes(const Condition& condition, std::vector<Attribute>& out) {
  for (const Condition& child : condition.children) CollectAttributes(child, out);
  const bool leaf = condition.children.empty();
  if (leaf && std::find(out.begin(), out.end(), condition.attribute) == out.end()) out.push_back(condition.attribute);
}

std::string PlaceText(const Place& place) { return fmt::format("{}:{}", place.file, place.line); }

/// `похожих N` of an example: every window counts that many messages, the example's own among them.
class GivenCounts final : public WindowCounts {
 public:
  explicit GivenCounts(std::uint32_t similar) : earlier_(similar - 1) {}
  std::uint32_t Earlier(Attribute, const std::string&, std::optional<UnixSeconds>) override { return earlier_; }

 private:
  std::uint32_t earlier_;
};

class ExampleRunner {
 public:
  ExampleRunner(std::shared_ptr<const RuleIndex> index, Output& output)
      : decider_(std::move(index)), rules_(decider_.rule_set()), reasons_(rules_), output_(output) {}

  /// True when every expectation holds; otherwise says which does not, and why.
  bool Run(const Example& example) {
    const Message message = MessageOf(example, rules_);
    GivenCounts counts(example.similar.value_or(1));
    const Decision decision = decider_.Decide(message, {.today = Today(rules_), .windows = &counts});
    bool passed = true;
    for (const Condition& expectation : Expectations(example)) {
      if (Holds(expectation, message, decision, rules_) == true) continue;
      if (passed) {
        output_.Write(fmt::format("{} «{}» ({})\n", style_.Bad("не прошёл"), example.name, PlaceText(example.place)));
      }
      passed = false;
      Explain(expectation, decision);
    }
    if (!passed && decision.fallback) {
      output_.Write(fmt::format("  оставлено человеку: {}\n", reasons_.Why(message, decision)));
    }
    if (!passed) output_.Write(ScriptFailuresText(rules_, decision, "  "));
    return passed;
  }

 private:
  static std::vector<Condition> Expectations(const Example& example) {
    if (example.expected.op == Op::kAll) return example.expected.children;
    return {example.expected};
  }

  void Explain(const Condition& expectation, const Decision& decision) {
    output_.Write(fmt::format("  ожидалось: {}\n", expectation.text));
    std::vector<Attribute> attributes;
    CollectAttributes(expectation, attributes);
    for (const Attribute attribute : attributes) {
      const std::string value = DecidedValue(rules_, decision, attribute);
      if (value.empty()) continue;
      output_.Write(fmt::format("  получилось: {} = {}{}\n", rules_.parts().InfoOf(attribute).ru, value,
                                Origin(attribute, decision)));
    }
  }

  std::string Origin(Attribute attribute, const Decision& decision) const {
    const Id id = reasons_.RuleFor(decision, attribute);
    if (id != kNone) {
      const Rule& rule = rules_.rules()[id];
      return fmt::format(", по правилу «{}» ({})", TitleOf(rule), PlaceText(rule.place));
    }
    return rules_.parts().InfoOf(attribute).origin == autorules::Origin::kDecided ? ", правила ничего не задали" : "";
  }

  Decider decider_;
  const RuleSet& rules_;
  Reasons reasons_;
  Output& output_;
  Style style_ = Style::For(STDOUT_FILENO);
};

ExitCode TestPack(const PackOptions& options) {
  const auto index = LoadRules(options);
  if (!index) return index.error();
  Output output;
  ExampleRunner runner(*index, output);
  const auto& examples = (*index)->rules().examples();
  std::size_t passed = 0;
  for (const Example& example : examples) passed += runner.Run(example) ? 1 : 0;
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
