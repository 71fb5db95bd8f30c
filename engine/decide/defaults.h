#pragma once

#include "engine/decide/claims.h"
#include "engine/decide/decision.h"
#include "engine/decide/holders.h"

namespace autorules {

/// Fills what rules will read when no rule sets it: topic, territory and the defaults that are plain values.
void FillPlainDefaults(const RuleSet& rules, Claims* claims, Decision* decision);

/// Fills, after the last rule, the defaults that name a unit or copy an attribute and the default lists, and sees to it
/// that nothing is left without an owner.
void FillLateDefaults(const Holders& holders, Facts* facts, Claims* claims, Decision* decision);

struct FallbackEvidence {
  bool has_words = false;        ///< the text has words
  bool topic_unclear = false;    ///< Classifier::Verdict
  bool topic_given = false;      ///< a rule set the topic
  bool nobody_resolved = false;  ///< Claims::nobody_resolved
  bool recused = false;          ///< Claims::owner_recused
};

/// Why no rule claimed the message. Requires Decision::fallback.
FallbackReason ReasonOf(const RuleSet& rules, const Decision& decision, const FallbackEvidence& evidence);

}  // namespace autorules
