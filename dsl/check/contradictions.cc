#include "dsl/check/check.h"
#include "dsl/check/satisfy.h"

namespace autorules {

void CheckContradictions(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  for (Id id = 0; id < parts.rules.size(); ++id) {
    if (Satisfy({&parts.rules[id].when}, input.pack).satisfiable != Satisfiable::kNo) continue;
    diagnostics->Add(Code::kNeverTrue, input.pack.rule_sources[id].when,
                     {TitleOf(parts.rules[id]), Text("условие противоречит себе", "its condition contradicts itself")});
  }
}

}  // namespace autorules
