#include "cli/simulate/timeline.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <limits>

#include "cli/journal_text.h"
#include "cli/layout.h"
#include "cli/names.h"
#include "cli/simulate/clocks.h"
#include "engine/calendar/moments.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kIndent = 2;
/// 12.01.2026 10:00 and two spaces.
constexpr std::size_t kMomentColumns = 18;
constexpr std::size_t kNarrowest = 20;
constexpr std::size_t kTextLines = 2;
constexpr std::size_t kAllLines = std::numeric_limits<std::size_t>::max();

std::size_t RoomAfter(std::size_t used, std::size_t width) {
  return width < used + kNarrowest ? kNarrowest : width - used;
}

/// The lines of a text that is broken after `label`.
void AppendParagraph(std::string_view label, const std::string& text, std::size_t columns, std::size_t width,
                     std::string& out, const auto& colour) {
  std::string lead = Pad(std::string(label), columns);
  for (const std::string& line : Wrap(OneLine(text), RoomAfter(kIndent + columns, width), kAllLines)) {
    out += fmt::format("{:{}}{}{}\n", "", kIndent, lead, colour(line));
    lead.assign(columns, ' ');
  }
}

class TimelineText {
 public:
  TimelineText(const RunningCase& of_case, std::size_t width, Style style)
      : case_(of_case), width_(width), style_(style) {}

  void AppendHead(std::string& out) const {
    const Message& message = case_.value().message;
    const RuleSet& rules = case_.rules();
    const Decision& decision = case_.value().decision;
    const std::string channel(decision.channel == kNone ? message.channel : ChannelName(rules, decision.channel));
    out += fmt::format("{}{}\n", style_.Accent("Обращение " + OneLine(message.id)),
                       channel.empty() ? "" : ", " + OneLine(channel));
    for (const std::string& line : Wrap(OneLine(message.text), RoomAfter(kIndent, width_), kTextLines)) {
      out += fmt::format("{:{}}{}\n", "", kIndent, style_.Faint(line));
    }
    const auto or_none = [](std::string_view name) { return name.empty() ? std::string_view("нет") : name; };
    Plain("",
          fmt::format("тема: {}; порядок: {}", or_none(TopicName(rules, decision.topic)),
                      or_none(ProcedureName(rules, decision.procedure))),
          0, out);
  }

  void AppendHistory(std::string& out) const {
    std::string last;
    for (const Happening& happening : case_.history()) {
      std::string moment = MomentText(happening.at, happening.rules->municipality().zone);
      const std::string label = moment == last ? std::string() : moment;
      AppendParagraph(label, HappeningText(happening), kMomentColumns, width_, out,
                      [&](const std::string& line) { return Coloured(happening, line); });
      last = std::move(moment);
    }
  }

  void AppendEnd(UnixSeconds end, std::string& out) const {
    const Case& value = case_.value();
    const RuleSet& rules = case_.rules();
    std::string now = value.state.empty() ? std::string("без состояний") : value.state;
    now += fmt::format(", {}", value.decision.owner == kNone ? "никто" : UnitName(rules, value.decision.owner));
    if (!value.decision.tags.empty()) now += fmt::format(", метки: {}", fmt::join(value.decision.tags, ", "));
    Plain("Итог:", now, kMomentColumns, out);
    std::string label = "Сроки:";
    for (const ClockRun* run : LatestRuns(value)) {
      AppendParagraph(label, ClockText(*run, case_), kMomentColumns, width_, out,
                      [&](const std::string& line) { return run->overdue ? style_.Bad(line) : line; });
      label.clear();
    }
    label = "У кого было:";
    for (const Holding& holding : value.holdings) {
      const std::string to = holding.to ? MomentText(*holding.to, rules.municipality().zone) : "до конца";
      Plain(label,
            fmt::format("{} — {} рабочего времени ({} – {})",
                        holding.unit == kNone ? "никто" : UnitName(rules, holding.unit),
                        HoursText(WorkingSecondsOf(holding, case_, end)),
                        MomentText(holding.from, rules.municipality().zone), to),
            kMomentColumns, out);
      label.clear();
    }
  }

 private:
  void Plain(std::string_view label, const std::string& text, std::size_t columns, std::string& out) const {
    AppendParagraph(label, text, columns, width_, out, [](const std::string& line) { return line; });
  }

  std::string Coloured(const Happening& happening, const std::string& line) const {
    const auto* entry = std::get_if<JournalEntry>(&happening.fact);
    if (entry == nullptr) return style_.Attention(line);
    if (entry->kind == JournalEntry::Kind::kClockOverdue) return style_.Bad(line);
    return happening.escalation ? style_.Attention(line) : line;
  }

  const RunningCase& case_;
  std::size_t width_;
  Style style_;
};

}  // namespace

std::int64_t WorkingSecondsOf(const Holding& holding, const RunningCase& of_case, UnixSeconds end) {
  // A clock that nobody has declared counts by the hours of the municipality.
  const WorkingTime& time = of_case.workflow().TimeOf(Clock{});
  return time.WorkingSecondsBetween(holding.from, holding.to.value_or(end));
}

std::string Timeline(const RunningCase& of_case, UnixSeconds end, std::size_t width, Style style) {
  std::string out;
  const TimelineText text(of_case, width, style);
  text.AppendHead(out);
  text.AppendHistory(out);
  text.AppendEnd(end, out);
  return out;
}

}  // namespace autorules::cli
