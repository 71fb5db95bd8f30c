#include "cli/explain_deadlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/acts_text.h"
#include "cli/layout.h"
#include "engine/calendar/moments.h"
#include "engine/workflow/timers.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kNameColumns = 15;

std::string MoveText(const Clock& clock) {
  const TimeAmount amount = *AmountOf(clock.duration);
  const bool moves = !amount.working && amount.InDays() && clock.last_day != LastDay::kStays;
  return moves ? fmt::format(", {}", LastDayText(clock.last_day)) : "";
}
std::string ClockText(const Clock& clock, const Procedure& procedure, const Deadline& due, const std::string& zone) {
  std::string text = fmt::format("  {} {} — {}{}\n", Pad(clock.name, kNameColumns), UntilText(due, zone),
                                 Spell(clock.duration, Language::kRussian), MoveText(clock));
  const Basis& basis = clock.basis.text.empty() ? procedure.basis : clock.basis;
  if (!basis.text.empty())
    text += fmt::format("      основание: {}{}\n", basis.assumed ? "допущение: " : "", basis.text);
  return text;
}

}  // namespace

std::string ExplainDeadlines(const Workflow& workflow, const Message& message, const Decision& decision, Style style) {
  const RuleSet& rules = workflow.rules();
  if (decision.procedure == kNone) return "";
  const Procedure& procedure = rules.procedures()[decision.procedure];
  const bool starts_some = std::any_of(procedure.clocks.begin(), procedure.clocks.end(),
                                       [&](const Clock& clock) { return clock.from == procedure.start; });
  if (!starts_some) return "";
  std::string text = fmt::format("\n{}\n", style.Bold(fmt::format("Сроки: порядок «{}»", procedure.display)));
  if (!message.received_at) return text + "  когда поступило, не сказано: сроков ещё нет\n";

  const std::string& zone = rules.municipality().zone;
  const Case begun = workflow.Open(message, decision, *message.received_at).next;
  std::vector<std::uint32_t> runs(begun.clocks.size());
  for (std::uint32_t run = 0; run < runs.size(); ++run) runs[run] = run;
  std::stable_sort(runs.begin(), runs.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return begun.clocks[a].due.at < begun.clocks[b].due.at; });
  for (const std::uint32_t run : runs) {
    const Clock& clock = procedure.clocks[begun.clocks[run].clock];
    text += ClockText(clock, procedure, begun.clocks[run].due, zone);
    for (const Timer& timer : begun.timers) {
      if (timer.run != run || timer.step == kExpiry) continue;
      const EscalationStep& step = rules.escalations()[clock.escalation].steps[timer.step];
      text += fmt::format("      {}  {}: {}\n", style.Faint(MomentText(timer.at, zone)), SpellWhen(step, clock.name),
                          ActsText(step, rules));
    }
  }
  return text;
}

}  // namespace autorules::cli
