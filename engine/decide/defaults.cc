#include "engine/decide/defaults.h"

#include <algorithm>

#include "engine/decide/people.h"

namespace autorules {
namespace {

/// Depends on what the rules decide.
bool IsLate(const Action& action) {
  return std::holds_alternative<HolderRef>(action.value) || std::holds_alternative<ValueOf>(action.value);
}

/// The best who may get the message; when nobody may, a person must still send it back (59-ФЗ, ст. 8 ч. 7).
Id LastResort(const Holders& holders, const Decision& decision) {
  const std::vector<Id>& units = holders.last_resorts();
  const auto may =
      std::find_if(units.begin(), units.end(), [&](Id unit) { return !IsRecused(holders.rules(), decision, unit); });
  if (may != units.end()) return *may;
  return units.empty() ? kNone : units.front();
}

}  // namespace

void FillPlainDefaults(const RuleSet& rules, Claims* claims, Decision* decision) {
  decision->topic = decision->topic_by_words;
  decision->territory = decision->territory_by_address;
  for (const Action& action : rules.municipality().defaults) {
    if (IsList(rules.parts().InfoOf(action.attribute).type) || IsLate(action)) continue;
    const bool known = (action.attribute == Attribute::kTopic && decision->topic != kNone) ||
                       (IsOwn(action.attribute) && decision->own[OwnIndex(action.attribute)]);
    if (!known) claims->Apply(action);
  }
}

void FillLateDefaults(const Holders& holders, Facts* facts, Claims* claims, Decision* decision) {
  const auto& defaults = holders.rules().municipality().defaults;
  // Others may be found by the owner, so that he comes first, whatever the order of the defaults.
  for (const Action& action : defaults) {
    if (action.attribute == Attribute::kOwner && decision->owner == kNone) claims->Apply(action);
  }
  if (decision->owner == kNone) decision->owner = LastResort(holders, *decision);
  for (const Action& action : defaults) {
    if (!IsLate(action) || IsList(facts->TypeOf(action.attribute)) || claims->IsGiven(action.attribute)) continue;
    const bool open = action.attribute == Attribute::kImportance || !facts->IsPresent(action.attribute);
    if (open) claims->Apply(action);
  }
  for (const Action& action : defaults) {
    if (IsList(facts->TypeOf(action.attribute)) && !claims->IsGiven(action.attribute)) claims->Apply(action);
  }
}

FallbackReason ReasonOf(const RuleSet& rules, const Decision& decision, const FallbackEvidence& evidence) {
  const bool has_topic = decision.topic_by_words != kNone || evidence.topic_given;
  if (has_topic) {
    for (Id at = decision.topic; at != kNone; at = rules.topics()[at].parent) {
      if (rules.topics()[at].left_to_person) return FallbackReason::kLeftToPerson;
    }
  }
  if (evidence.recused) return FallbackReason::kRecused;
  if (evidence.nobody_resolved) return FallbackReason::kNobodyResolved;
  if (has_topic) return FallbackReason::kNoRule;
  if (!evidence.has_words) return FallbackReason::kNoText;
  return evidence.topic_unclear ? FallbackReason::kTopicUnclear : FallbackReason::kTopicUnknown;
}

}  // namespace autorules
