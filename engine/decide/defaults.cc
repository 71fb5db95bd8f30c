#include "engine/decide/defaults.h"

namespace autorules {

void FillPlainDefaults(const RuleSet& rules, Decision* decision) {
  decision->topic = decision->topic_by_words;
  decision->territory = decision->territory_by_address;
  for (const Action& action : rules.municipality().defaults) {
    switch (action.attribute) {
      case Attribute::kTopic:
        if (decision->topic == kNone) decision->topic = std::get<Id>(action.value);
        break;
      case Attribute::kProcedure: decision->procedure = std::get<Id>(action.value); break;
      case Attribute::kImportance: decision->importance = std::get<Importance>(action.value); break;
      case Attribute::kOutcome: decision->outcome = std::get<Outcome>(action.value); break;
      default: break;
    }
  }
}

void FillUnitDefaults(const RuleSet& rules, const Holders& holders, Claims* claims, Decision* decision) {
  const auto& defaults = rules.municipality().defaults;
  // Co-owners may be found by the owner, so that he comes first, whatever the order of the defaults.
  for (const Action& action : defaults) {
    const bool open = (action.attribute == Attribute::kOwner && decision->owner == kNone) ||
                      (action.attribute == Attribute::kTerritory && decision->territory == kNone);
    if (open) claims->Apply(action);
  }
  if (decision->owner == kNone) decision->owner = holders.last_resort();
  for (const Action& action : defaults) {
    const bool is_list = action.attribute == Attribute::kTag || action.attribute == Attribute::kCoOwner;
    if (is_list && !claims->IsGiven(action.attribute)) claims->Apply(action);
  }
}

FallbackReason ReasonOf(const RuleSet& rules, const Decision& decision, const FallbackEvidence& evidence) {
  const bool has_topic = decision.topic_by_words != kNone || evidence.topic_given;
  if (has_topic) {
    for (Id at = decision.topic; at != kNone; at = rules.topics()[at].parent) {
      if (rules.topics()[at].left_to_person) return FallbackReason::kLeftToPerson;
    }
  }
  if (evidence.nobody_resolved) return FallbackReason::kNobodyResolved;
  if (has_topic) return FallbackReason::kNoRule;
  if (!evidence.has_words) return FallbackReason::kNoText;
  return evidence.topic_unclear ? FallbackReason::kTopicUnclear : FallbackReason::kTopicUnknown;
}

}  // namespace autorules
