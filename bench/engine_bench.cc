// What deciding costs: per message, by number of rules, against merely scanning the text. See README.md in this folder.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <memory>

#include "bench/workload.h"
#include "dsl/compile.h"
#include "engine/decide/decide.h"
#include "engine/intake/message_reader.h"
#include "tests/support/big_table.h"

namespace autorules::bench {
namespace {

std::shared_ptr<const RuleIndex> Index(const Compilation& compilation) {
  if (compilation.rules == nullptr) std::abort();  // the benchmark's own pack is broken
  return std::make_shared<RuleIndex>(compilation.rules);
}

Compilation CompilePerm(bool warnings) {
  auto compilation = CompilePack(AUTORULES_SOURCE_DIR "/rules/perm", {.module_folders = {}, .warnings = warnings});
  if (!compilation) std::abort();
  return std::move(*compilation);
}

// The messages of AUTORULES_BENCH_MESSAGES, or the shipped samples.
std::vector<Message> Samples() {
  std::vector<std::string> inputs;
  if (const char* given = std::getenv("AUTORULES_BENCH_MESSAGES")) {
    inputs.emplace_back(given);
  } else {
    for (const auto& entry : std::filesystem::directory_iterator(AUTORULES_SOURCE_DIR "/examples/appeals"))
      inputs.push_back(entry.path().string());
  }
  auto reader = MessageReader::Open(inputs, "");
  if (!reader) std::abort();
  std::vector<Message> messages;
  std::vector<InputProblem> problems;
  for (Message message; reader->Next(&message, &problems).value_or(false);) messages.push_back(message);
  return messages;
}

void DecideAll(benchmark::State& state, Decider* decider, const std::vector<Message>& messages) {
  const DecideContext context{{2026, 1, 12}};
  for (auto _ : state) {
    for (const Message& message : messages) benchmark::DoNotOptimize(decider->Decide(message, context));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * messages.size()));
}

void ScanOnly(benchmark::State& state) {
  const Compilation perm = CompilePerm(false);
  const std::vector<Message> messages = Samples();
  TextScanner scanner(perm.rules->patterns());
  for (auto _ : state) {
    for (const Message& message : messages) benchmark::DoNotOptimize(scanner.Scan(message.text).hits.size());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * messages.size()));
}
BENCHMARK(ScanOnly);

void DecidePerm(benchmark::State& state) {
  Decider decider(Index(CompilePerm(false)));
  DecideAll(state, &decider, Samples());
}
BENCHMARK(DecidePerm);

void DecideByRules(benchmark::State& state) {
  const Workload workload = MakeWorkload(static_cast<std::size_t>(state.range(0)), 2000);
  Decider decider(Index(CompileTexts({{"bench.rules", workload.rules}}, {.module_folders = {}, .warnings = false})));
  DecideAll(state, &decider, workload.messages);
}
BENCHMARK(DecideByRules)->RangeMultiplier(10)->Range(10, 10'000)->Unit(benchmark::kMillisecond);

void Compile(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(CompilePerm(state.range(0) != 0).rules);
}
BENCHMARK(Compile)->ArgName("warnings")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void CompileRules(benchmark::State& state) {
  const Workload workload = MakeWorkload(static_cast<std::size_t>(state.range(0)), 0);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        CompileTexts({{"bench.rules", workload.rules}}, {.module_folders = {}, .warnings = false}).rules);
  }
}
BENCHMARK(CompileRules)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

// A table of that many rows in a Windows-1251 file, with the search for rows that overlap and messages it leaves out.
void CompileTable(benchmark::State& state) {
  const auto files = testing::BigTablePack(static_cast<std::size_t>(state.range(0)), state.range(1) != 0);
  for (auto _ : state) benchmark::DoNotOptimize(CompileTexts(files).diagnostics.all().size());
}
BENCHMARK(CompileTable)
    ->ArgNames({"rows", "overlap"})
    ->Args({5000, 0})
    ->Args({5000, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace autorules::bench

BENCHMARK_MAIN();
