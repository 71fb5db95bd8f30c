#pragma once

#include <string>

#include "engine/workflow/rulebook.h"

namespace autorules {

/// The unit that answers for the actor, for a vacant one its deputy; kNone for the citizen and when it is nobody. Of a
/// kind of role it is the owner himself, else the nearest above him, else the first of the pack; of heads of blocks
/// only one that the owner is under.
Id Resolve(const Actor& actor, const Rulebook& book, const Decision& decision);

/// True when whoever is in the post `by` (kNone: the citizen) may make the transition. A person may act in any post
/// that is his, and without `may` the owner and those above him may.
bool MayMake(const ProcedureStep& step, Id by, const Rulebook& book, const Decision& decision);
/// True when whoever is in the post may hand the case to somebody else: the owner, those above him, the coordinator of
/// the channel and administrators.
bool MayRedirect(Id by, const Rulebook& book, const Decision& decision);

/// How rules write the actor.
std::string_view WordOf(const Actor& actor, const RuleSet& rules, Language language);
/// Who may make the transition, for people: "руководитель (начальник_отдела), заявитель".
std::string SpellWhoMay(const ProcedureStep& step, const Rulebook& book, const Decision& decision, Language language);

}  // namespace autorules
