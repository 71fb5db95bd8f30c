#include "cli/calendar_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/deadline_text.h"
#include "cli/layout.h"

namespace autorules::cli {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Январь", "Февраль", "Март",     "Апрель",  "Май",    "Июнь",
                                                      "Июль",   "Август",  "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"};
constexpr std::size_t kCellColumns = 4, kMonthColumns = 7 * kCellColumns, kGap = 2, kAbreast = 3;

/// How a day is drawn: of several that hold, the first.
enum class Mark : std::uint8_t { kUnconfirmed, kMovedOff, kOff, kMovedShort, kMovedWork, kShort, kPlain };

struct MarkLook {
  Mark mark;
  std::string_view sign;
  std::string_view meaning;
};
constexpr auto kLooks = std::to_array<MarkLook>({
    {Mark::kOff, "*", "выходной или праздник"},
    {Mark::kMovedOff, "!", "выходной, перенесённый с другого дня"},
    {Mark::kShort, "~", "сокращённый на час"},
    {Mark::kMovedWork, "+", "рабочий вместо другого дня"},
    {Mark::kMovedShort, "±", "рабочий вместо другого дня и сокращённый"},
    {Mark::kUnconfirmed, "?", "не подтверждён"},
    {Mark::kPlain, " ", ""},
});

const MarkLook& LookOf(Mark mark) {
  return *std::find_if(kLooks.begin(), kLooks.end(), [&](const MarkLook& look) { return look.mark == mark; });
}

Mark MarkOf(const WorkCalendar& calendar, CivilDate date) {
  const CalendarDay* named = calendar.Find(date);
  const bool moved = named != nullptr && named->instead_of;
  if (named != nullptr && !named->confirmed) return Mark::kUnconfirmed;
  switch (calendar.KindOf(date)) {
    case DayKind::kDayOff: return moved ? Mark::kMovedOff : Mark::kOff;
    case DayKind::kShortened: return moved ? Mark::kMovedShort : Mark::kShort;
    case DayKind::kWorking: break;
  }
  return moved ? Mark::kMovedWork : Mark::kPlain;
}

std::string Coloured(const Style& style, Mark mark, const std::string& text) {
  switch (mark) {
    case Mark::kOff:
    case Mark::kMovedOff: return style.Bad(text);
    case Mark::kShort:
    case Mark::kMovedShort: return style.Attention(text);
    case Mark::kMovedWork: return style.Good(text);
    case Mark::kUnconfirmed: return style.Accent(text);
    case Mark::kPlain: break;
  }
  return text;
}

CivilDate Next(CivilDate date) { return DayOfNumber(DayNumber(date) + 1); }

/// The days of one month that are asked about.
struct Month {
  CivilDate first, last;
};

std::vector<Month> MonthsOf(CivilDate from, CivilDate to) {
  std::vector<Month> months;
  for (int day = DayNumber(from); day <= DayNumber(to); ++day) {
    const CivilDate date = DayOfNumber(day);
    if (months.empty() || months.back().last.month != date.month) months.push_back({date, date});
    months.back().last = date;
  }
  return months;
}

std::string NameOf(const Month& month) {
  return fmt::format("{} {}", kMonths[static_cast<std::size_t>(month.first.month - 1)], month.first.year);
}

class CalendarWriter {
 public:
  CalendarWriter(const WorkCalendar& calendar, const WeekSchedule& schedule, const CalendarQuestion& question,
                 const Style& style)
      : calendar_(calendar), schedule_(schedule), question_(question), style_(style) {}

  std::string Run(std::size_t width) {
    out_ = style_.Bold(question_.municipality) + "\n";
    out_ += style_.Faint("версия календаря " + calendar_.Version()) + "\n\n";
    const std::vector<Month> months = MonthsOf(question_.from, question_.to);
    const bool wide = width >= kAbreast * kMonthColumns + (kAbreast - 1) * kGap;
    const std::size_t abreast = wide ? kAbreast : 1;
    for (std::size_t i = 0; i < months.size(); i += abreast) {
      DrawAbreast({months.begin() + static_cast<std::ptrdiff_t>(i),
                   months.begin() + static_cast<std::ptrdiff_t>(std::min(i + abreast, months.size()))});
    }
    Legend();
    Totals(months);
    Notes();
    return std::move(out_);
  }

 private:
  /// Lines of kMonthColumns columns each.
  std::vector<std::string> Draw(const Month& month) const {
    const bool decreed = calendar_.IsDecreed(month.first.year);
    const std::string title = NameOf(month) + (decreed ? "" : ", предварительно");
    std::vector<std::string> lines = {style_.Bold(Pad(title, kMonthColumns)),
                                      style_.Faint("Пн  Вт  Ср  Чт  Пт  Сб  Вс  ")};
    std::string line(static_cast<std::size_t>(Weekday(month.first)) * kCellColumns, ' ');
    for (CivilDate date = month.first;; date = Next(date)) {
      const Mark mark = MarkOf(calendar_, date);
      line += Coloured(style_, mark, fmt::format("{:2}{}", date.day, LookOf(mark).sign)) + " ";
      const bool last = date == month.last;
      if (last) line.append(static_cast<std::size_t>(6 - Weekday(date)) * kCellColumns, ' ');
      if (last || Weekday(date) == 6) lines.push_back(std::exchange(line, ""));
      if (last) return lines;
    }
  }

  void DrawAbreast(const std::vector<Month>& months) {
    std::vector<std::vector<std::string>> drawn;
    std::size_t height = 0;
    for (const Month& month : months) {
      drawn.push_back(Draw(month));
      height = std::max(height, drawn.back().size());
    }
    for (std::size_t row = 0; row < height; ++row) {
      std::string line;
      for (const auto& lines : drawn) {
        if (!line.empty()) line.append(kGap, ' ');
        line += row < lines.size() ? lines[row] : std::string(kMonthColumns, ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out_ += line + "\n";
    }
    out_ += "\n";
  }

  void Legend() {
    for (const MarkLook& look : kLooks) {
      if (look.mark == Mark::kPlain) continue;
      out_ += fmt::format("  {} {}\n", Coloured(style_, look.mark, std::string(look.sign)), look.meaning);
    }
    out_ += "\n";
  }

  void Totals(const std::vector<Month>& months) {
    std::int64_t days = 0, seconds = 0;
    for (const Month& month : months) {
      std::int64_t month_days = 0, month_seconds = 0;
      for (int day = DayNumber(month.first); day <= DayNumber(month.last); ++day) {
        const CivilDate date = DayOfNumber(day);
        if (!calendar_.IsDayOff(date)) ++month_days;
        for (const ClockRange& range : calendar_.HoursOf(date, schedule_))
          month_seconds += (range.to - range.from) * 60;
      }
      Total(NameOf(month), month_days, month_seconds, calendar_.IsDecreed(month.first.year));
      days += month_days;
      seconds += month_seconds;
    }
    if (months.size() > 1) Total("Всего", days, seconds, true);
    out_ += "\n";
  }

  void Total(const std::string& what, std::int64_t days, std::int64_t seconds, bool decreed) {
    constexpr std::size_t kNameColumns = 16;
    out_ += fmt::format("{}рабочих дней {}, рабочих часов {}{}\n", Pad(what, kNameColumns), days, SpanText(seconds),
                        decreed ? "" : style_.Attention(", предварительно: постановления о переносе выходных нет"));
  }

  /// What is known of a day besides its weekday, "" when nothing is.
  std::string NoteOf(CivilDate date) const {
    const CalendarDay* named = calendar_.Find(date);
    if (named == nullptr) return IsHoliday(date) ? "выходной: ТК РФ, ст. 112" : "";
    std::string note = named->kind == DayKind::kDayOff      ? "выходной"
                       : named->kind == DayKind::kShortened ? "сокращённый"
                                                            : "рабочий";
    if (named->instead_of) note += " вместо " + DayText(*named->instead_of);
    if (!named->source.empty()) note += ": " + OneLine(named->source);
    if (!named->confirmed) note += " — не подтверждён";
    return note;
  }

  void Notes() {
    for (CivilDate date = question_.from; date <= question_.to;) {
      const std::string note = NoteOf(date);
      CivilDate last = date;
      while (!note.empty() && last < question_.to && NoteOf(Next(last)) == note) last = Next(last);
      if (!note.empty()) {
        out_ += fmt::format("{}{} {}\n", DayText(date), date == last ? "" : " – " + DayText(last), note);
      }
      if (Next(last) == last) return;  // the last day of all
      date = Next(last);
    }
  }

  const WorkCalendar& calendar_;
  const WeekSchedule& schedule_;
  const CalendarQuestion& question_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string CalendarText(const WorkCalendar& calendar, const WeekSchedule& schedule, const CalendarQuestion& question,
                         std::size_t width, const Style& style) {
  return CalendarWriter(calendar, schedule, question, style).Run(width);
}

}  // namespace autorules::cli
