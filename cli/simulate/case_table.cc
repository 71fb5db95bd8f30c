#include "cli/simulate/case_table.h"

#include <algorithm>

#include "cli/layout.h"
#include "cli/names.h"
#include "cli/simulate/clocks.h"
#include "engine/calendar/moments.h"
#include "engine/workflow/view.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kGapColumns = 2;
/// A moment and a short name.
constexpr std::size_t kDueColumns = 28;
constexpr std::size_t kOverdueColumns = 10, kStepColumns = 5;
constexpr std::size_t kNarrowest = 12;

std::string DueCell(const RunningCase& of_case) {
  const ClockRun* run = FirstToWatch(of_case.value());
  if (run == nullptr) return "—";
  return DueText(run->due, of_case.rules().municipality().zone) + (run->due.preliminary ? "* " : " ") +
         ClockOf(of_case.rules(), of_case.value(), *run).name;
}

}  // namespace

CaseTable::CaseTable(std::size_t width, Style style) : style_(style) {
  constexpr std::size_t kFixed = kDueColumns + kOverdueColumns + kStepColumns + kGapColumns * (kColumns - 1);
  const std::size_t each = std::max(kNarrowest, width > kFixed ? (width - kFixed) / 3 : 0);
  widths_ = {each, each, each, kDueColumns, kOverdueColumns, kStepColumns};
}

void CaseTable::AppendCells(const std::array<std::string, kColumns>& cells, const auto& colour,
                            std::string& out) const {
  std::string row;
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (i > 0) row.append(kGapColumns, ' ');
    row += Pad(Shorten(OneLine(cells[i]), widths_[i]), widths_[i]);
  }
  row.erase(row.find_last_not_of(' ') + 1);
  out += colour(row) + '\n';
}

void CaseTable::AppendHeader(std::string& out) const {
  AppendCells(
      {"Обращение", "Состояние", "Ответственный", "Срок", "Просрочено", "Шагов"},
      [&](const std::string& row) { return style_.Bold(row); }, out);
}

void CaseTable::AppendRow(const RunningCase& of_case, std::string& out) const {
  const Case& value = of_case.value();
  const bool overdue = WasOverdue(value);
  const Id owner = value.decision.owner;
  AppendCells(
      {value.message.id, value.state.empty() ? "—" : value.state,
       owner == kNone ? "—" : std::string(UnitName(of_case.rules(), owner)), DueCell(of_case), overdue ? "да" : "нет",
       std::to_string(value.steps.size())},
      [&](const std::string& row) { return overdue ? style_.Attention(row) : row; }, out);
}

}  // namespace autorules::cli
