#include "cli/simulate/play.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/layout.h"
#include "cli/pack.h"
#include "cli/progress.h"
#include "cli/script_troubles.h"
#include "dsl/durations.h"
#include "engine/intake/input_file.h"
#include "engine/simulate/arrivals.h"

namespace autorules::cli {
namespace {

void SayProblems(const std::vector<InputProblem>& problems, Language language) {
  for (const InputProblem& problem : problems) {
    const std::string& help = problem.help.In(language);
    fmt::print(stderr, "{}:{}: {}{}{}\n", problem.input, problem.line, OneLine(problem.what.In(language)),
               help.empty() ? "" : "; ", OneLine(help));
  }
}

tl::expected<EventScript, ExitCode> ReadScriptFile(const SimulateOptions& options, const std::string& zone) {
  if (options.script.empty()) return EventScript{};
  const auto file = OpenInput(options.script);
  const auto text = file ? ReadWhole(*file) : tl::unexpected(file.error());
  if (!text) {
    fmt::print(stderr, "autorules: {}\n", text.error().message);
    return tl::unexpected(kCouldNotRun);
  }
  EventScript script = ReadEventScript(*text, options.script, zone, ParseDuration);
  SayProblems(script.problems, options.pack.lang());
  return script;
}

/// False when one of them cannot be compiled, which has been said.
tl::expected<void, ExitCode> LoadPacks(const SimulateOptions& options, Scenario& scenario) {
  for (const ScriptEvent& event : scenario.events) {
    const auto* swap = std::get_if<ScriptEvent::PackSwap>(&event.what);
    if (swap == nullptr || scenario.packs.contains(swap->folder)) continue;
    PackOptions pack = options.pack;
    pack.folder = swap->folder;
    auto index = LoadRules(pack);
    if (!index) return tl::unexpected(index.error());
    scenario.packs[swap->folder] = *std::move(index);
  }
  return {};
}

/// Messages without a time of arrival get one.
tl::expected<void, ExitCode> GiveTimes(const SimulateOptions& options, const std::string& zone, Scenario& scenario) {
  auto& messages = scenario.messages;
  const auto untimed = [](const Message& message) { return !message.received_at; };
  const auto first = std::find_if(messages.begin(), messages.end(), untimed);
  if (first == messages.end()) return {};
  const auto start = ReadEdge(options.start, zone, Edge::kStart);
  if (!start) {
    const auto count = static_cast<std::uint64_t>(std::count_if(messages.begin(), messages.end(), untimed));
    fmt::print(stderr,
               "autorules: без времени поступления (received_at) {} {}, первое — {}; скажите, когда начали поступать: "
               "--start 2026-01-12T09:00\n",
               count, Plural(count, "обращение", "обращения", "обращений"), Shorten(OneLine(first->id), 60));
    return tl::unexpected(kUsage);
  }
  if (*start > scenario.end) {
    fmt::print(stderr, "autorules: --start позже --until: не остаётся времени\n");
    return tl::unexpected(kUsage);
  }
  SpreadArrivals(messages, *start, scenario.end);
  return {};
}

void RunWithProgress(Simulation& simulation, UnixSeconds end) {
  const UnixSeconds begin = simulation.begin();
  Progress progress(static_cast<std::uint64_t>(end - begin));
  simulation.Run([&](UnixSeconds now) {
    progress.Update(static_cast<std::uint64_t>(std::max<UnixSeconds>(0, now - begin)), simulation.cases().size());
  });
  progress.Clear();
}

}  // namespace

std::optional<UnixSeconds> ReadEdge(std::string_view text, std::string_view zone, Edge edge) {
  if (const auto day = ParseCivilDate(text)) {
    constexpr int kMidnight = 24 * 60;
    return edge == Edge::kStart ? FromLocalTime({*day, 0}, zone) : FromLocalTime({*day, kMidnight}, zone) - 1;
  }
  return ParseMoment(text, zone);
}

tl::expected<Played, ExitCode> Play(const SimulateOptions& options) {
  auto index = LoadRules(options.pack);
  if (!index) return tl::unexpected(index.error());
  const RuleSet& rules = (*index)->rules();
  const std::string& zone = rules.municipality().zone;
  auto stream = MessageStream::Open(options.inputs, rules, options.pack.lang());
  if (!stream) return tl::unexpected(stream.error());

  Scenario scenario{.rules = *index, .messages = {}, .events = {}, .packs = {}, .migrate = options.migrate};
  scenario.end = ReadEdge(options.until, zone, Edge::kEnd).value();
  for (Message message; stream->Next(&message);) scenario.messages.push_back(message);
  auto script = ReadScriptFile(options, zone);
  if (!script) return tl::unexpected(script.error());
  scenario.events = std::move(script->events);
  if (const auto loaded = LoadPacks(options, scenario); !loaded) return tl::unexpected(loaded.error());
  if (const auto given = GiveTimes(options, zone, scenario); !given) return tl::unexpected(given.error());

  Played played{*std::move(index), nullptr, scenario.end, kOk};
  played.simulation = std::make_unique<Simulation>(std::move(scenario));
  Simulation& simulation = *played.simulation;
  RunWithProgress(simulation, played.end);
  for (const auto& of_case : simulation.cases()) stream->Note(of_case->value().message, of_case->value().decision);
  ReportSwitchOffs(simulation.switch_offs());
  SayProblems(simulation.problems(), options.pack.lang());
  const bool whole = script->problems.empty() && simulation.problems().empty() && simulation.refused() == 0;
  played.code = stream->Finish();
  if (played.code == kOk && !whole) played.code = kFindings;
  return played;
}

}  // namespace autorules::cli
