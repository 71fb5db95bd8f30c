#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "cli/commands.h"
#include "cli/deadline_text.h"
#include "cli/layout.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "cli/terminal.h"
#include "dsl/durations.h"
#include "dsl/suggest.h"
#include "engine/decide/arrival.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

struct DeadlineOptions {
  PackOptions pack;
  std::string from, add, schedule, last_day;
};

struct LastDayWord {
  std::string_view word;
  LastDay rule;
};
constexpr auto kLastDayWords = std::to_array<LastDayWord>({
    {"остаётся", LastDay::kStays},
    {"назад", LastDay::kBack},
    {"вперёд", LastDay::kForward},
});

ExitCode Refuse(const std::string& what) {
  fmt::print(stderr, "autorules: {}\n", what);
  return kUsage;
}

std::optional<LastDay> ReadLastDay(const std::string& text) {
  for (const LastDayWord& known : kLastDayWords) {
    if (Fold(text) == Fold(known.word)) return known.rule;
  }
  return std::nullopt;
}

/// Why the text is no duration that a deadline can have.
std::string DurationProblem(const std::string& text, const std::optional<Duration>& duration) {
  if (text.starts_with("-") || text.starts_with("−"))
    return fmt::format("«{}»: срок отсчитывается вперёд, отрицательного не бывает", OneLine(text));
  if (!duration) {
    return fmt::format(
        "«{}» — не срок: пишут целое число до девяти цифр и единицу: «9 рабочих часов», «3 рабочих дня», «30 дней», "
        "«2 недели», «1 месяц», «90 минут»",
        OneLine(text));
  }
  if (duration->number == 0) return "срок в ноль не ждут: назовите число от 1";
  return fmt::format("«{}»: рабочими бывают минуты, часы и дни; неделю и месяц законом в рабочее время не перевести",
                     OneLine(text));
}

/// The named hours, or those of the municipality when no name is given; nullptr when there are no such.
const WeekSchedule* FindSchedule(const Municipality& municipality, const std::string& name) {
  if (name.empty()) return &WorkingHours(municipality);
  for (const NamedSchedule& named : municipality.schedules) {
    if (Fold(named.name) == Fold(name)) return &named.hours;
  }
  return nullptr;
}

std::string NoSchedule(const Municipality& municipality, const std::string& name) {
  std::vector<std::string> known;
  for (const NamedSchedule& named : municipality.schedules) known.push_back(named.name);
  if (known.empty()) {
    return fmt::format("графика «{}» нет: в правилах не описано ни одного именованного рабочего времени",
                       OneLine(name));
  }
  return fmt::format("графика «{}» нет; есть: {}", OneLine(name), fmt::join(known, ", "));
}

ExitCode TellDeadline(const DeadlineOptions& options) {
  const std::optional<Duration> duration = ParseDuration(options.add);
  const std::optional<TimeAmount> amount = duration ? AmountOf(*duration) : std::nullopt;
  if (!amount || duration->number == 0) return Refuse(DurationProblem(options.add, duration));
  const std::optional<LastDay> rule = ReadLastDay(options.last_day);
  if (!rule) {
    return Refuse(
        fmt::format("--last-day «{}» непонятно: пишут «назад», «вперёд» или «остаётся»", OneLine(options.last_day)));
  }
  const auto index = LoadRules(options.pack);
  if (!index) return index.error();
  const Municipality& municipality = (*index)->rules().parts().municipality;
  const std::optional<UnixSeconds> start = ParseMoment(options.from, municipality.zone);
  if (!start) {
    return Refuse(
        fmt::format("--from «{}» — не момент: пишут «2026-04-30 16:30» по местному времени или "
                    "«2026-04-30T16:30:00+05:00»",
                    OneLine(options.from)));
  }
  const WeekSchedule* schedule = FindSchedule(municipality, options.schedule);
  if (schedule == nullptr) return Refuse(NoSchedule(municipality, options.schedule));

  const WorkingTime time(municipality.calendar, *schedule, municipality.zone);
  const DeadlineQuestion question{*start, *duration, *rule, options.schedule};
  Output output;
  output.Write(DeadlineText(time, question, Style::For(STDOUT_FILENO)));
  return output.Finish(kOk);
}

}  // namespace

void AddDeadline(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<DeadlineOptions>();
  options->last_day = "остаётся";
  CLI::App& command =
      *app.add_subcommand("deadline", "Посчитать срок по календарю и рабочему времени муниципалитета и объяснить его");
  AddPackOptions(command, options->pack);
  command.add_option("--from", options->from, "Начало: местное время или ISO 8601 со смещением")
      ->required()
      ->type_name("MOMENT");
  command.add_option("--add", options->add, "Срок, как он пишется в правилах")->required()->type_name("DURATION");
  command.add_option("--schedule", options->schedule, "Именованное рабочее время; без него — время муниципалитета")
      ->type_name("NAME");
  command
      .add_option("--last-day", options->last_day,
                  "Последний день, который выпал на нерабочий: назад, вперёд или остаётся (для календарных сроков)")
      ->type_name("RULE");
  command.footer(
      "Последняя строка вывода — сам срок в ISO 8601; срок в днях истекает с концом последнего дня.\n\n"
      "Примеры:\n"
      "  autorules deadline rules/perm --from \"2026-04-30 16:30\" --add \"9 рабочих часов\"\n"
      "  autorules deadline rules/perm --from \"2026-01-12 10:00\" --add \"30 дней\" --last-day назад\n"
      "  autorules deadline rules/perm --from \"2026-01-12 10:00\" --add \"3 рабочих дня\" | tail -n 1");
  command.callback([options, &chosen] { chosen = [options] { return TellDeadline(*options); }; });
}

}  // namespace autorules::cli
