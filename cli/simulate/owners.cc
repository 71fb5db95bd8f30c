#include "cli/simulate/owners.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "cli/layout.h"
#include "cli/names.h"
#include "cli/simulate/clocks.h"
#include "cli/simulate/timeline.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

using Kind = JournalEntry::Kind;

std::string NameOf(Id unit, const RuleSet& rules) {
  return unit == kNone ? "без ответственного" : std::string(UnitName(rules, unit));
}

constexpr std::size_t kNumberColumns = 12;

}  // namespace

Owners::Owners(const Simulation& simulation, UnixSeconds end)
    : refused_(simulation.refused()), to_come_(simulation.to_come()) {
  for (const auto& of_case : simulation.cases()) Add(*of_case, end);
}

void Owners::Add(const RunningCase& of_case, UnixSeconds end) {
  const Case& value = of_case.value();
  ++cases_;
  closed_ += value.closed ? 1 : 0;
  overdue_ += WasOverdue(value) ? 1 : 0;
  steps_ += value.steps.size();

  std::set<std::string> received, overdue, escalated, reopened, closed;
  for (const Holding& holding : value.holdings) {
    const std::string name = NameOf(holding.unit, of_case.rules());
    received.insert(name);
    rows_[name].seconds += WorkingSecondsOf(holding, of_case, end);
  }
  for (const Happening& happening : of_case.history()) {
    const std::string owner = NameOf(happening.owner, *happening.rules);
    if (happening.escalation) escalated.insert(owner);
    const auto* entry = std::get_if<JournalEntry>(&happening.fact);
    if (entry == nullptr) continue;
    if (entry->kind == Kind::kClockOverdue) overdue.insert(owner);
    if (entry->kind == Kind::kReopened) reopened.insert(owner);
  }
  if (value.closed) {
    const std::string last = NameOf(value.decision.owner, of_case.rules());
    if (!overdue.contains(last)) closed.insert(last);
  }
  for (const std::string& name : received) ++rows_[name].received;
  for (const std::string& name : closed) ++rows_[name].in_time;
  for (const std::string& name : overdue) ++rows_[name].overdue;
  for (const std::string& name : escalated) ++rows_[name].escalated;
  for (const std::string& name : reopened) ++rows_[name].reopened;
}

std::string Owners::Text(std::size_t width, Style style) const {
  constexpr std::size_t kNumbers = 6;
  std::vector<std::pair<std::string, Row>> rows(rows_.begin(), rows_.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second.received > b.second.received; });
  const std::size_t numbers = kNumbers * kNumberColumns;
  const std::size_t room = std::max<std::size_t>(kNumberColumns, width > numbers ? width - numbers : 0);
  std::size_t names = DisplayWidth("Подразделение");
  for (const auto& [name, row] : rows) names = std::max(names, DisplayWidth(name));
  names = std::min(names, room);

  const auto right = [](const std::string& text) {
    const std::size_t used = std::min(DisplayWidth(text), kNumberColumns);
    return std::string(kNumberColumns - used, ' ') + text;
  };
  std::string head = Pad("Подразделение", names);
  for (const char* heading : {"получило", "в срок", "просрочено", "эскалаций", "раб. часов", "вернули"}) {
    head += right(heading);
  }
  std::string out = style.Bold(head) + '\n';
  for (const auto& [name, row] : rows) {
    out += Pad(Shorten(OneLine(name), names), names);
    for (const std::uint64_t number : {row.received, row.in_time, row.overdue, row.escalated}) {
      out += right(std::to_string(number));
    }
    constexpr std::int64_t kTenth = 360, kTenths = 10;
    const std::int64_t tenths = (row.seconds + kTenth / 2) / kTenth;
    out += right(fmt::format("{},{}", tenths / kTenths, tenths % kTenths)) + right(std::to_string(row.reopened)) + '\n';
  }
  out += fmt::format("\nОбращений: {}, завершено: {}, с просрочкой: {}, шагов эскалации: {}, отказов: {}.", cases_,
                     closed_, overdue_, steps_, refused_);
  if (to_come_ > 0) out += fmt::format(" Поступят после конца: {}.", to_come_);
  return out + '\n';
}

}  // namespace autorules::cli
