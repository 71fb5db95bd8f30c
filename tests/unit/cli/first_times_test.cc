// What messages wait for, remembered by day, against opening the case of each.
#include "cli/first_times.h"

#include <algorithm>

#include "dsl/compile.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

constexpr const char* kPack =
    R"(муниципалитет проба "Проба": часовой пояс "Europe/Berlin" по умолчанию: назначить глава конец конец
роль глава "Глава": вид куратор конец
порядок дни "Дни":
  состояния поступило, готово
  завершение готово
  срок скоро 1 рабочий день эскалация цепь
  срок ответ 10 дней эскалация цепь
конец
порядок часы "Часы":
  состояния поступило, готово
  завершение готово
  срок скоро 4 рабочих часа эскалация цепь
конец
порядок без_сроков "Без сроков"
эскалация цепь:
  за 1 рабочий день до срока уведомить ответственный
  за 26 часов до срока метка "скоро"
  по истечении уведомить вышестоящий
  через 2 рабочих часа после срока важность высокая повторять каждый 1 рабочий день не больше 3 раз
конец
)";

/// Clocks and steps of the case that the message begins.
std::string Opened(const Workflow& workflow, const Message& message, const Decision& decision) {
  const Case begun = workflow.Open(message, decision, *message.received_at).next;
  const auto& rules = workflow.rules();
  std::vector<std::string> clocks, steps;
  for (const ClockRun& run : begun.clocks) {
    clocks.push_back(ToIso(run.due, "Europe/Berlin") + " " +
                     rules.procedures()[decision.procedure].clocks[run.clock].name);
  }
  std::sort(clocks.begin(), clocks.end());
  for (const Timer& timer : begun.timers) {
    if (timer.step != kExpiry) steps.push_back(ToIso(timer.at, "Europe/Berlin"));
  }
  std::string text;
  for (const auto& list : {clocks, steps}) {
    for (const std::string& entry : list) text += entry + "\n";
  }
  return text;
}

std::string Remembered(const cli::TimesToCome& times) {
  std::string text;
  for (const auto& clock : times.clocks) text += clock.due + " " + clock.clock->name + "\n";
  for (const auto& step : times.steps) text += step.at + "\n";
  return text;
}

TEST_CASE("what is remembered of a day is what each message of it waits for") {
  const Compilation compiled = CompileTexts({{"a.rules", kPack}}, {.module_folders = {}, .warnings = false});
  for (const Diagnostic& problem : compiled.diagnostics.all()) UNSCOPED_INFO(MessageOf(problem, Language::kRussian));
  REQUIRE(compiled.rules != nullptr);
  const Workflow workflow(compiled.rules);
  cli::FirstTimes times(workflow);
  const auto& procedures = compiled.rules->procedures();
  // Ten days with a weekend and the change of clocks, each moment some minutes after the other.
  const UnixSeconds start = *ParseMoment("2026-03-23T00:00", "Europe/Berlin");
  std::size_t steps = 0;
  for (UnixSeconds at = start; at < start + 10 * 86400; at += 37 * 60 + 11) {
    for (Id procedure = 0; procedure < procedures.size(); ++procedure) {
      Message message;
      message.received_at = at;
      Decision decision;
      decision.procedure = procedure;
      decision.owner = 0;
      for (const bool only_day : {false, true}) {
        message.only_day = only_day;
        const cli::TimesToCome& known = times.Of(message, decision);
        INFO(ToIso(at, "Europe/Berlin") << " " << procedures[procedure].name << " " << only_day);
        CHECK(Remembered(known) == Opened(workflow, message, decision));
        steps += known.steps.size();
      }
    }
  }
  CHECK(steps > 1000);
  CHECK(times.Of({}, {}).clocks.empty());
}

}  // namespace
}  // namespace autorules
