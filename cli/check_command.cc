#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/assumptions.h"
#include "cli/commands.h"
#include "cli/costs.h"
#include "cli/diagnostic_json.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "cli/terminal.h"
#include "engine/base/render.h"

namespace autorules::cli {
namespace {

struct CheckOptions {
  PackOptions pack;
  std::string format = "text";
  bool assumptions = false;
  bool cost = false;
};

std::string Contents(const RuleSet& rules, Language language) {
  return fmt::format(
      fmt::runtime(language == Language::kRussian ? "правил: {}, тем: {}, подразделений: {}, примеров: {}; ревизия {}\n"
                                                  : "rules: {}, topics: {}, units: {}, examples: {}; revision {}\n"),
      rules.rules().size(), rules.topics().size(), rules.units().size(), rules.examples().size(), rules.revision());
}

ExitCode CheckPack(const CheckOptions& options) {
  const auto compilation = Compile(options.pack, true);
  if (!compilation) return compilation.error();
  const Language language = options.pack.lang();
  Output output;
  if (options.format == "json") {
    output.Write(DiagnosticsJson(compilation->diagnostics, *compilation->sources, language));
  } else {
    output.Write(
        RenderAll(compilation->diagnostics, *compilation->sources, {language, Style::For(STDOUT_FILENO).colour()}));
    if (compilation->diagnostics.all().empty()) {
      output.Write(language == Language::kRussian ? "ошибок и предупреждений нет\n" : "no errors, no warnings\n");
    }
    if (compilation->rules && options.cost) output.Write(ListCosts(*compilation->rules));
    if (compilation->rules && options.assumptions) output.Write(ListAssumptions(*compilation->rules));
    if (compilation->rules) output.Write(Contents(*compilation->rules, language));
  }
  return output.Finish(compilation->rules ? kOk : kFindings);
}

}  // namespace

void AddCheck(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App& command = *app.add_subcommand("check", "Проверить правила: все ошибки и предупреждения за один раз");
  AddPackOptions(command, options->pack);
  command.add_option("--format", options->format, "Вид отчёта: text или json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command.add_flag("--assumptions", options->assumptions, "Перечислить допущения: чего постановление не говорит");
  command.add_flag("--cost", options->cost,
                   "Показать цену каждого правила: сколько работы оно может дать на обращение");
  command.footer(
      "Примеры:\n"
      "  autorules check rules/perm\n"
      "  autorules check rules/perm --cost\n"
      "  autorules check rules/perm --assumptions\n"
      "  autorules check rules/perm --lib ../shared-rules --format json");
  command.callback([options, &chosen] { chosen = [options] { return CheckPack(*options); }; });
}

}  // namespace autorules::cli
