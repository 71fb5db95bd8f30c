#pragma once

#include "engine/workflow/draft.h"

namespace autorules {

/// Sets what the run waits for: its expiry, unless it is overdue, and of every step of its chain the next time that has
/// not been. A moment that passed while the clock stood still is now; one that lies before its start never comes.
void SetTimers(Draft* draft, std::uint32_t run);
/// The same after a change of the rules: what would have been by now is not caught up on, but for the expiry and the
/// steps that stand there.
void SetTimersToCome(Draft* draft, std::uint32_t run);
/// Sets the next repetition of a step that has just been taken, if there is one. Those that are past by now or fall on
/// this moment are left out: nobody is told twice in a breath.
void SetNextRepetition(Draft* draft, std::uint32_t run, std::uint32_t step);
void CancelTimers(Case* value, std::uint32_t run);
/// Writes down the steps that such a short clock has no room for: their moment lies before its start.
void NoteStepsWithoutRoom(Draft* draft, std::uint32_t run);

/// The clock of a run of the case.
const Clock& ClockOf(const Rulebook& book, const Case& value, std::uint32_t run);
/// The chain of a clock; nullptr when it has none.
const Escalation* ChainOf(const Rulebook& book, const Clock& clock);
/// When the step stands, for people: "за 1 рабочий день до срока «ответ»".
std::string SpellWhen(const EscalationStep& step, const std::string& clock);

}  // namespace autorules
