#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>

#include "cli/calendar_text.h"
#include "cli/commands.h"
#include "cli/layout.h"
#include "cli/output.h"
#include "cli/pack.h"
#include "cli/terminal.h"
#include "engine/base/limits.h"
#include "engine/decide/arrival.h"

namespace autorules::cli {
namespace {

struct CalendarOptions {
  PackOptions pack;
  std::string from, to;
};

ExitCode Refuse(const std::string& what) {
  fmt::print(stderr, "autorules: {}\n", what);
  return kUsage;
}

CivilDate EndOfMonth(CivilDate date) {
  date.day = 1;
  const CivilDate within_next = DayOfNumber(DayNumber(date) + 31);
  if (within_next.month == date.month) return within_next;  // the last month of all
  return DayOfNumber(DayNumber(within_next) - within_next.day);
}

struct Days {
  CivilDate first, last;
};

/// A day, or the days of a month.
std::optional<Days> ReadDays(const std::string& text) {
  if (const auto day = ParseCivilDate(text)) return Days{*day, *day};
  const auto first = ParseCivilDate(text + "-01");
  if (!first) return std::nullopt;
  return Days{*first, EndOfMonth(*first)};
}

std::string NoDays(std::string_view option, const std::string& text) {
  return fmt::format("{} «{}» — не месяц и не день: пишут 2026-05 или 2026-05-14", option, OneLine(text));
}

ExitCode DrawCalendar(const CalendarOptions& options) {
  const auto from = ReadDays(options.from);
  if (!from) return Refuse(NoDays("--from", options.from));
  const auto to = options.to.empty() ? Days{from->first, EndOfMonth(from->first)} : ReadDays(options.to);
  if (!to) return Refuse(NoDays("--to", options.to));
  if (to->last < from->first) {
    return Refuse(fmt::format("--to {} раньше, чем --from {}: поменяйте их местами", options.to, options.from));
  }
  const int months = (to->last.year - from->first.year) * 12 + to->last.month - from->first.month + 1;
  if (months > limits::kCalendarMonths) {
    return Refuse(fmt::format("месяцев {}, а за один раз рисуется не больше {}: сузьте --from и --to", months,
                              limits::kCalendarMonths));
  }
  const auto index = LoadRules(options.pack);
  if (!index) return index.error();
  const Municipality& municipality = (*index)->rules().parts().municipality;
  const CalendarQuestion question{municipality.display.empty() ? municipality.name : municipality.display, from->first,
                                  to->last};
  Output output;
  output.Write(CalendarText(municipality.calendar, WorkingHours(municipality), question, TerminalWidth(STDOUT_FILENO),
                            Style::For(STDOUT_FILENO)));
  return output.Finish(kOk);
}

}  // namespace

void AddCalendar(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<CalendarOptions>();
  CLI::App& command = *app.add_subcommand("calendar", "Показать рабочие, сокращённые и выходные дни муниципалитета");
  AddPackOptions(command, options->pack);
  command.add_option("--from", options->from, "С какого месяца или дня: 2026-05 или 2026-05-14")
      ->required()
      ->type_name("DATE");
  command.add_option("--to", options->to, "По какой месяц или день; без него — до конца месяца")->type_name("DATE");
  command.footer(
      "Примеры:\n"
      "  autorules calendar rules/perm --from 2026-05 --to 2026-06\n"
      "  autorules calendar rules/alarsky --from 2027-01 --to 2027-12\n"
      "  autorules calendar rules/perm --from 2026-04-27 --to 2026-05-12");
  command.callback([options, &chosen] { chosen = [options] { return DrawCalendar(*options); }; });
}

}  // namespace autorules::cli
