#pragma once

#include <string_view>
#include <vector>

#include "engine/calendar/work_calendar.h"
#include "engine/text/csv.h"

namespace autorules {

/// What a table of calendar days holds.
struct CalendarTable {
  CalendarLayer days;                     ///< of the rows without a problem, in their order
  std::vector<CsvProblem> problems;       ///< each at the cell to mend; those of the CSV itself are not repeated
  std::vector<std::string_view> missing;  ///< columns it needs and has not; then there are no days
};

/// Reads the columns «Дата» (2026-01-12 or 12.01.2026), «День» (`выходной`, `рабочий`, `короткий`), and where they are
/// there «Основание», «Вместо», the date of the day it changed places with, and «Подтверждено» (`да` or nothing,
/// `нет`). A Saturday or Sunday that is worked needs «Вместо»: its hours are those of that weekday. Other columns are
/// left alone. A date may stand in one row only.
CalendarTable ReadCalendarTable(const CsvTable& table);

}  // namespace autorules
