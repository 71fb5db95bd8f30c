#include "cli/deadline_text.h"

#include <fmt/format.h>

#include <array>

#include "cli/layout.h"
#include "engine/calendar/moments.h"

namespace autorules::cli {
namespace {

using What = TimelineEntry::What;

constexpr std::array<std::string_view, 7> kWeekdays = {"пн", "вт", "ср", "чт", "пт", "сб", "вс"};

std::string ClockText(UnixSeconds moment, const std::string& zone) {
  const LocalTime local = ToLocalTime(moment, zone);
  return fmt::format("{} {:02}:{:02}", DayText(local.date), local.minute / 60, local.minute % 60);
}

std::string DaysText(std::int64_t days) {
  return fmt::format("{} {}", days, Plural(static_cast<std::uint64_t>(days), "день", "дня", "дней"));
}

std::string RangeText(const TimelineEntry& entry) {
  if (entry.first == entry.last) return DayText(entry.first);
  return fmt::format("{} – {}", DayText(entry.first), DayText(entry.last));
}

class DeadlineWriter {
 public:
  DeadlineWriter(const WorkingTime& time, const DeadlineQuestion& question, const Style& style)
      : time_(time), question_(question), style_(style), amount_(AmountOf(question.duration).value()) {}

  std::string Run() {
    const Timeline timeline = ExplainDeadline(time_, question_.start, amount_, question_.last_day);
    Line("начало", ClockText(question_.start, time_.zone()));
    Line("срок", Spell(question_.duration, Language::kRussian) + RuleText());
    if (amount_.working) {
      Line("время", question_.schedule.empty() ? "рабочее время муниципалитета" : "график " + question_.schedule);
    }
    Line("пояс", time_.zone().empty() ? "UTC" : time_.zone());
    out_ += "\n";
    const UnixSeconds last = timeline.deadline.at - (timeline.deadline.end_of_day ? 1 : 0);
    last_ = LocalDate(last, time_.zone());
    for (const TimelineEntry& entry : timeline.entries) {
      out_ += fmt::format("  {}: {}\n", style_.Bold(RangeText(entry)), EntryText(entry));
    }
    if (!timeline.entries.empty()) out_ += "\n";
    if (timeline.deadline.preliminary) {
      out_ += style_.Attention(
                  time_.calendar().days().empty()
                      ? "предварительно: муниципалитет не назвал календаря, известны только праздники ТК РФ; строка "
                        "«календарь россия» в его описании добавит переносы выходных и сокращённые дни"
                      : "предварительно: срок опирается на год без постановления о переносе выходных или на "
                        "неподтверждённый день") +
              "\n";
    }
    Line(timeline.deadline.end_of_day ? "до конца" : "до",
         timeline.deadline.end_of_day ? DayText(last_) : ClockText(last, time_.zone()));
    return out_ + ToIso(timeline.deadline, time_.zone()) + "\n";
  }

 private:
  void Line(std::string_view name, const std::string& text) {
    constexpr std::size_t kNameColumns = 10;
    out_ += style_.Faint(Pad(std::string(name), kNameColumns)) + text + "\n";
  }

  std::string RuleText() const {
    if (amount_.working || !amount_.InDays()) return "";
    return fmt::format(", {}", LastDayText(question_.last_day));
  }

  std::string Amount(std::int64_t counted) const { return amount_.InDays() ? DaysText(counted) : SpanText(counted); }

  std::string Left(const TimelineEntry& entry) const {
    return entry.left > 0 ? fmt::format(", остаётся {}", Amount(entry.left)) : ", срок вышел";
  }

  /// ` (праздник; основание)`: what the days are, by which act, and how sure that is.
  static std::string Because(const TimelineEntry& entry) {
    std::string text;
    const auto add = [&](std::string_view part) { text.append(text.empty() ? "" : "; ").append(part); };
    for (const std::string& source : entry.sources) add(source);
    if (entry.preliminary) add("предварительно");
    return text.empty() ? "" : " (" + text + ")";
  }

  static std::string_view KindText(const TimelineEntry& entry) {
    switch (entry.kind) {
      case DayKind::kShortened: return "сокращённый день";
      case DayKind::kDayOff: return "выходной";
      case DayKind::kWorking: return "рабочий день";
    }
    return "";
  }

  std::string HoursText(const TimelineEntry& entry) const {
    std::string text;
    for (const ClockRange& range : entry.hours) {
      text += fmt::format("{}{:02}:{:02}–{:02}:{:02}", text.empty() ? " " : ", ", range.from / 60, range.from % 60,
                          range.to / 60, range.to % 60);
    }
    return text;
  }

  std::string EntryText(const TimelineEntry& entry) const {
    switch (entry.what) {
      case What::kStartDay:
        return fmt::format("{}, день события не считается: отсчёт со следующего дня (ГК РФ, ст. 191)", KindText(entry));
      case What::kOff:
        return style_.Faint(
            fmt::format("не считается, {}{}", entry.days_off == 1 ? "выходной" : "выходные", Because(entry)));
      case What::kPassed:
        return fmt::format("последний день по счёту — нерабочий{}, срок переносится {}", Because(entry),
                           entry.last > last_ ? "назад" : "вперёд");
      case What::kLastDay:
        return fmt::format("последний день, {}{}; срок истекает в 24:00 (ГК РФ, ст. 194)", KindText(entry),
                           Because(entry));
      case What::kRest:
        return fmt::format("и далее: засчитано {}, выходных {}{}{}", Amount(entry.counted), entry.days_off,
                           entry.preliminary ? " (предварительно)" : "", Left(entry));
      case What::kCounted: return CountedText(entry);
    }
    return "";
  }

  std::string CountedText(const TimelineEntry& entry) const {
    if (!amount_.working) {
      return fmt::format("{}{}", amount_.InDays() ? "календарные дни, считаются все: " : "подряд, круглые сутки: ",
                         Amount(entry.counted) + Left(entry));
    }
    const bool alone = entry.first == entry.last;
    std::string text = alone ? std::string(KindText(entry)) : std::string("рабочие дни");
    text += HoursText(entry);
    if (entry.days_off > 0) text += fmt::format(" (без {} выходных)", entry.days_off);
    text += Because(entry);
    return fmt::format("{}: {}{}", text, Amount(entry.counted), Left(entry));
  }

  const WorkingTime& time_;
  const DeadlineQuestion& question_;
  const Style& style_;
  TimeAmount amount_;
  CivilDate last_;  ///< day of the deadline
  std::string out_;
};

}  // namespace

std::string DayText(CivilDate date) {
  return fmt::format("{:02}.{:02}.{} {}", date.day, date.month, date.year,
                     kWeekdays[static_cast<std::size_t>(Weekday(date))]);
}

std::string SpanText(std::int64_t seconds) {
  const std::int64_t hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
  std::string text;
  const auto add = [&](std::int64_t number, std::string_view unit) {
    if (number != 0) text += fmt::format("{}{} {}", text.empty() ? "" : " ", number, unit);
  };
  add(hours, "ч");
  add(minutes, "мин");
  add(rest, "с");
  return text.empty() ? "0 мин" : text;
}

std::string DeadlineText(const WorkingTime& time, const DeadlineQuestion& question, const Style& style) {
  return DeadlineWriter(time, question, style).Run();
}

}  // namespace autorules::cli
