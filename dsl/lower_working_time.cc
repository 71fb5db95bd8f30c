#include <algorithm>
#include <array>
#include <charconv>

#include "dsl/calendar_table.h"
#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr int kMinutesOfHour = 60;
constexpr int kMinutesOfDay = 24 * kMinutesOfHour;

}  // namespace

std::optional<int> MinuteOfDay(std::string_view time) {
  int hours = 0;
  int minutes = 0;
  const std::size_t colon = std::min(time.find(':'), time.size());
  std::from_chars(time.data(), time.data() + colon, hours);
  std::from_chars(time.data() + std::min(colon + 1, time.size()), time.data() + time.size(), minutes);
  const int minute = hours * kMinutesOfHour + minutes;
  if (minutes >= kMinutesOfHour || minute > kMinutesOfDay) return std::nullopt;
  return minute;
}

void Lowering::LowerCalendar() {
  const ast::Municipality& ast = *symbols_.municipality;
  std::vector<CalendarLayer> layers;
  for (const ast::Name& name : ast.calendars) {
    const StandardCalendar* found = nullptr;
    std::vector<std::string> known;
    for (const StandardCalendar& calendar : StandardCalendars()) {
      known.emplace_back(calendar.name);
      if (Fold(calendar.name) == name.text) found = &calendar;
    }
    if (found == nullptr) {
      ReportUnknown(name, {"календарь", "calendar"}, known);
    } else if (auto layer = LowerCalendarTable(ParseCsv(found->text), std::string(found->file), name.span, nullptr)) {
      layers.push_back(std::move(*layer));
    }
  }
  for (const ast::String& file : ast.calendar_files) {
    const LoadedTable* loaded = tables_.Load(file);
    if (loaded == nullptr) continue;
    if (auto layer = LowerCalendarTable(loaded->table, sources_.Get(loaded->file).path(), file.span, loaded))
      layers.push_back(std::move(*layer));
  }
  pack_.parts.municipality.calendar = WorkCalendar(layers);
}

std::optional<CalendarLayer> Lowering::LowerCalendarTable(const CsvTable& table, const std::string& path, Span place,
                                                          const LoadedTable* loaded) {
  CalendarTable days = ReadCalendarTable(table);
  for (const std::string_view heading : days.missing) {
    diagnostics_->Add(Code::kTableColumn, place, {path, heading}).suggestions = Nearest(heading, table.Headings());
  }
  if (!days.missing.empty()) return std::nullopt;
  for (const CsvProblem& problem : days.problems) {
    const Span span = loaded == nullptr ? place : Span{loaded->file, problem.begin, problem.end};
    diagnostics_->Add(Code::kTableRow, span, {Text("календарь", "calendar"), problem.what});
  }
  return std::move(days.days);
}

void Lowering::LowerSchedules() {
  const ast::Municipality& ast = *symbols_.municipality;
  Municipality& municipality = pack_.parts.municipality;
  if (ast.hours) municipality.schedule = LowerSchedule(*ast.hours);
  std::map<std::string, const ast::NamedHours*> named;
  for (const ast::NamedHours& hours : ast.named_hours) {
    if (!named.try_emplace(hours.name.text, &hours).second)
      diagnostics_->Add(Code::kRepeatedItem, hours.name.span, {hours.name.spelled});
  }
  for (const auto& [name, hours] : named) municipality.schedules.push_back({name, LowerSchedule(hours->hours)});
}

WeekSchedule Lowering::LowerSchedule(const std::vector<ast::Hours>& lines) {
  WeekSchedule schedule;
  for (const ast::Hours& line : lines) {
    const auto stretch = line.days.empty() ? std::nullopt : LowerStretch(line);
    if (!stretch) continue;
    for (const ast::Name& day : line.days) {
      const ValueWord* word = FindWord(Words::kWeekdays, day.text);
      if (word == nullptr) {
        ast::Operand operand;
        operand.name = day;
        operand.span = day.span;
        ReportUnknownValue(operand, {"день недели", "day of the week"}, Words::kWeekdays);
        continue;
      }
      auto& hours = schedule.hours[static_cast<std::size_t>(word->value)];
      if (!hours.empty()) {
        diagnostics_->Add(Code::kRepeatedItem, day.span, {day.spelled});
      } else {
        hours.push_back(*stretch);
      }
    }
  }
  // Breaks apply to every day, wherever they stand.
  for (const ast::Hours& line : lines) {
    const auto stretch = line.days.empty() ? LowerStretch(line) : std::nullopt;
    if (!stretch) continue;
    for (auto& hours : schedule.hours) hours = CutOut(hours, *stretch);
  }
  return schedule;
}

std::optional<ClockRange> Lowering::LowerStretch(const ast::Hours& hours) {
  const auto from = MinuteOfDay(hours.from.value);
  const auto to = MinuteOfDay(hours.to.value);
  if (!from || !to) {
    const ast::String& bad = from ? hours.to : hours.from;
    diagnostics_->Add(Code::kBadTime, bad.span, {bad.value});
    return std::nullopt;
  }
  if (*to <= *from) {
    diagnostics_->Add(Code::kReversedRange, hours.span, {hours.from.value, hours.to.value});
    return std::nullopt;
  }
  return ClockRange{*from, *to};
}

}  // namespace autorules
