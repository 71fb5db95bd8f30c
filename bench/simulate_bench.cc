// What time costs: months of messages that nobody answers, so that every timer fires. See README.md in this folder.

#include <benchmark/benchmark.h>

#include <cstdlib>

#include "bench/workload.h"
#include "dsl/compile.h"
#include "engine/simulate/arrivals.h"
#include "engine/simulate/simulation.h"

namespace autorules::bench {
namespace {

/// As many steps as the longest chains of the packs have.
constexpr const char* kProcedure = R"(
порядок жизнь "Жизнь":
  состояния поступило, в_работе, дан_ответ
  переход взять из поступило в в_работе
  переход ответить из в_работе в дан_ответ
  срок отклик 9 рабочих часов до в_работе эскалация обычная
  срок ответ 30 дней эскалация обычная
конец
эскалация обычная:
  за 1 рабочий день до срока уведомить ответственный
  по истечении уведомить ответственный метка "просрочено"
  через 1 рабочий день после срока важность высокая повторять каждый 1 рабочий день не больше 5 раз
  через 3 рабочих дня после срока важность критическая уведомить ответственный
  только в рабочее время
конец
правило "Жизнь": если канал заполнено то порядок жизнь конец
)";

void SimulateUnanswered(benchmark::State& state) {
  const Workload workload = MakeWorkload(1000, static_cast<std::size_t>(state.range(0)));
  const Compilation compiled =
      CompileTexts({{"bench.rules", workload.rules + kProcedure}}, {.module_folders = {}, .warnings = false});
  if (compiled.rules == nullptr) std::abort();  // the benchmark's own pack is broken
  Scenario scenario;
  scenario.rules = std::make_shared<const RuleIndex>(compiled.rules);
  scenario.messages = workload.messages;
  const auto moment = [](const char* text) { return ParseMoment(text, "Europe/Moscow").value(); };
  scenario.end = moment("2026-03-13T09:00");
  SpreadArrivals(scenario.messages, moment("2026-01-12T09:00"), scenario.end);
  std::size_t happened = 0;
  for (auto _ : state) {
    Simulation simulation(scenario);
    simulation.Run();
    for (const auto& of_case : simulation.cases()) happened += of_case->history().size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * scenario.messages.size()));
  state.counters["happenings"] = static_cast<double>(happened) / static_cast<double>(state.iterations());
}
BENCHMARK(SimulateUnanswered)->Arg(580)->Arg(5800)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace autorules::bench

BENCHMARK_MAIN();
