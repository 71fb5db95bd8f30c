#include "cli/journal_text.h"

#include <fmt/format.h>

#include "cli/names.h"
#include "engine/calendar/moments.h"

namespace autorules::cli {
namespace {

using Kind = JournalEntry::Kind;

std::string Who(Id unit, const RuleSet& rules) {
  return unit == kNone ? "заявитель" : std::string(UnitName(rules, unit));
}

/// Whom something reached; «никто» has it.
std::string Whom(Id unit, const RuleSet& rules) { return unit == kNone ? "никто" : std::string(UnitName(rules, unit)); }

std::string Given(const JournalEntry& entry) {
  std::string text;
  for (const auto& [name, value] : entry.given) text += fmt::format(", {} «{}»", name, value);
  return text;
}

std::string After(std::string_view between, const std::string& text) {
  return text.empty() ? std::string() : fmt::format("{}{}", between, text);
}

std::string ClockEntryText(const JournalEntry& entry, const RuleSet& rules) {
  const std::string until = entry.due ? UntilText(*entry.due, rules.municipality().zone) : std::string();
  switch (entry.kind) {
    case Kind::kClockStarted: return fmt::format("срок «{}» идёт {}", entry.name, until);
    case Kind::kClockPaused: return fmt::format("срок «{}» на паузе", entry.name);
    case Kind::kClockResumed: return fmt::format("срок «{}» идёт дальше {}", entry.name, until);
    case Kind::kClockExtended:
      return fmt::format("срок «{}» продлён на {}, {} ({})", entry.name, entry.text, until, Who(entry.unit, rules));
    case Kind::kClockStopped: return fmt::format("срок «{}» остановлен", entry.name);
    default: return fmt::format("срок «{}» истёк", entry.name);
  }
}

std::string_view StateOf(const ClockRun& run) {
  if (run.stopped) return run.overdue ? "остановлен с просрочкой" : "остановлен вовремя";
  if (run.overdue) return "просрочен";
  return run.paused ? "на паузе" : "идёт";
}

}  // namespace

std::string EntryText(const JournalEntry& entry, const RuleSet& rules) {
  switch (entry.kind) {
    case Kind::kOpened:
      return fmt::format("поступило: {}{}", Whom(entry.unit, rules), After(", состояние ", entry.text));
    case Kind::kState:
      return fmt::format("переход «{}» → {} ({}{})", entry.name, entry.text, Who(entry.unit, rules), Given(entry));
    case Kind::kClockStarted:
    case Kind::kClockPaused:
    case Kind::kClockResumed:
    case Kind::kClockExtended:
    case Kind::kClockStopped:
    case Kind::kClockOverdue: return ClockEntryText(entry, rules);
    case Kind::kNotified:
      return fmt::format("уведомление: {}{}{}", Whom(entry.unit, rules), After(", шаблон ", entry.name),
                         After(" — ", entry.text));
    case Kind::kHandedOver:
      return fmt::format("передано: {} → {}{}{}", Whom(entry.from, rules), Whom(entry.unit, rules),
                         entry.by == kNone ? "" : fmt::format(" ({})", UnitName(rules, entry.by)),
                         After(" — ", entry.text));
    case Kind::kTagged: return fmt::format("метка «{}»", entry.text);
    case Kind::kRaised: return fmt::format("важность: {}", entry.text);
    case Kind::kSkipped: return fmt::format("пропущено: {}", entry.text);
    case Kind::kRule: return fmt::format("правило «{}»", entry.name);
    case Kind::kRated: return fmt::format("оценка {}", entry.text);
    case Kind::kEdited: return fmt::format("текст изменён ({})", Who(entry.unit, rules));
    case Kind::kReopened: return fmt::format("переоткрыто ({})", Who(entry.unit, rules));
    case Kind::kMerged: return fmt::format("общее дело с обращением {}: {}", entry.name, entry.text);
    case Kind::kClosed: return fmt::format("завершено: {}", entry.text);
    case Kind::kMigrated: return fmt::format("новые правила: {}", entry.text);
    case Kind::kReply: return fmt::format("ответ заявителю: шаблон {}", entry.name);
  }
  return {};
}

std::string HappeningText(const Happening& happening) {
  if (const auto* entry = std::get_if<JournalEntry>(&happening.fact)) return EntryText(*entry, *happening.rules);
  const auto& refused = std::get<RefusedInput>(happening.fact);
  return fmt::format("отказано, {}: {}", refused.what, refused.reason.ru);
}

std::string ClockText(const ClockRun& run, const RunningCase& of_case) {
  const RuleSet& rules = of_case.rules();
  const Clock& clock = rules.procedures()[of_case.value().decision.procedure].clocks[run.clock];
  return fmt::format("срок «{}» {} — {}", clock.name, UntilText(run.due, rules.municipality().zone), StateOf(run));
}

std::string_view IdOf(Kind kind) {
  switch (kind) {
    case Kind::kOpened: return "opened";
    case Kind::kState: return "state";
    case Kind::kClockStarted: return "clock_started";
    case Kind::kClockPaused: return "clock_paused";
    case Kind::kClockResumed: return "clock_resumed";
    case Kind::kClockExtended: return "clock_extended";
    case Kind::kClockStopped: return "clock_stopped";
    case Kind::kClockOverdue: return "clock_overdue";
    case Kind::kNotified: return "notified";
    case Kind::kHandedOver: return "handed_over";
    case Kind::kTagged: return "tagged";
    case Kind::kRaised: return "raised";
    case Kind::kSkipped: return "skipped";
    case Kind::kRule: return "rule";
    case Kind::kRated: return "rated";
    case Kind::kEdited: return "edited";
    case Kind::kReopened: return "reopened";
    case Kind::kMerged: return "merged";
    case Kind::kClosed: return "closed";
    case Kind::kMigrated: return "migrated";
    case Kind::kReply: return "reply";
  }
  return {};
}

std::string_view IdOf(Cause cause) {
  switch (cause) {
    case Cause::kArrival: return "arrival";
    case Cause::kTimer: return "timer";
    case Cause::kInput: return "input";
    case Cause::kMerge: return "merge";
    case Cause::kMigration: return "migration";
  }
  return {};
}

}  // namespace autorules::cli
