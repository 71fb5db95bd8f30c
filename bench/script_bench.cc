// What scripts cost: a small function and a small rule in every message, and every attempt to break out of the sandbox.
// See README.md in this folder.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "engine/script/script_state.h"
#include "tests/support/script_attempts.h"

namespace autorules::bench {
namespace {

const ScriptSource kSmall = {"район", "scripts/район.lua", R"lua(
local names = {["центр"] = "Центральный", ["север"] = "Северный"}
define("район", function(s)
  local word = s:match("район:%s*([^%s,]+)")
  return word and names[text.fold(word)] or "неизвестен"
end)
rule{ name = "ямы", reads = {"текст"}, writes = {"метка"},
      when = function(m) return text.contains(m["текст"], "яма ... дорога") end,
      act = function(m) return {["метка"] = {"яма"}} end }
)lua"};

ScriptState Load() {
  ScriptState state(kSmall);
  if (state.load_failure()) std::abort();  // the benchmark's own script is broken
  return state;
}

void CallSmallFunction(benchmark::State& run) {
  ScriptState state = Load();
  const std::vector<ScriptValue> arguments = {std::string("Яма на дороге, район: центр, улица Мира, 5")};
  const bool message_each = run.range(0) != 0;
  for (auto _ : run) {
    if (message_each) state.BeginMessage();
    benchmark::DoNotOptimize(state.Call("район", arguments));
  }
  run.SetItemsProcessed(run.iterations());
}

void RunSmallRule(benchmark::State& run) {
  ScriptState state = Load();
  const ScriptValue text = std::string("Опять яма на нашей дороге, улица Мира, 5, прошу принять меры");
  const ScriptReader read = [&](std::string_view) { return text; };
  for (auto _ : run) {
    state.BeginMessage();
    benchmark::DoNotOptimize(state.RunRule(0, read));
  }
  run.SetItemsProcessed(run.iterations());
}

void LoadSmallScript(benchmark::State& run) {
  for (auto _ : run) benchmark::DoNotOptimize(Load());
}

/// The processor time of the longest attempt; prints the ten longest.
void WorstAttempt(benchmark::State& run) {
  const auto since = [](std::clock_t start) {
    return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  std::vector<std::pair<double, const char*>> times;
  for (auto _ : run) {
    times.clear();
    for (const auto& attempt : testing::ScriptAttempts()) {
      const bool loads = attempt.where == testing::ScriptAttempt::Where::kLoad;
      std::clock_t start = std::clock();
      ScriptState state(testing::SourceOf(attempt));
      if (!loads) start = std::clock();
      benchmark::DoNotOptimize(testing::Try(state, attempt));
      times.emplace_back(since(start), attempt.name);
    }
    std::sort(times.rbegin(), times.rend());
    run.SetIterationTime(times.front().first / 1000);
  }
  for (std::size_t i = 0; i < 10; ++i) std::printf("%8.1f ms  %s\n", times[i].first, times[i].second);
}

BENCHMARK(CallSmallFunction)->Arg(0)->Arg(1);
BENCHMARK(RunSmallRule);
BENCHMARK(LoadSmallScript);
BENCHMARK(WorstAttempt)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace autorules::bench

BENCHMARK_MAIN();
