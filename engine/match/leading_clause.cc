#include "engine/match/leading_clause.h"

namespace autorules {

LeadKind LeadKindOf(const Condition& clause, const RuleSetParts& parts) {
  switch (clause.op) {
    case Op::kContainsAny: return clause.attribute == Attribute::kText ? LeadKind::kWords : LeadKind::kUnfit;
    case Op::kContainsAll:
      // Over no patterns it is true of every message: nothing could look it up.
      return clause.attribute == Attribute::kText && !clause.patterns.empty() ? LeadKind::kWords : LeadKind::kUnfit;
    case Op::kEqual:
    case Op::kOneOf:
    case Op::kWithin: break;
    default: return LeadKind::kUnfit;
  }
  // Windows and script functions are asked only when the other clauses leave it to them.
  const bool asked =
      IsOwn(clause.attribute) && !std::holds_alternative<Field>(parts.own[OwnIndex(clause.attribute)].source);
  if (asked) return LeadKind::kUnfit;
  switch (parts.InfoOf(clause.attribute).type) {
    case ValueType::kChannel:
    case ValueType::kTopic:
    case ValueType::kProcedure:
    case ValueType::kTerritory:
    case ValueType::kUnit:
    case ValueType::kEnumeration: return LeadKind::kId;
    case ValueType::kText:
      // Folding the whole text of every message to compare it would cost more than it saves.
      return clause.op != Op::kWithin && clause.attribute != Attribute::kText ? LeadKind::kText : LeadKind::kUnfit;
    default: return LeadKind::kUnfit;
  }
}

std::span<const Condition> ClausesOf(const Condition& when) {
  if (when.op == Op::kAll) return when.children;
  return {&when, 1};
}

std::optional<std::uint32_t> LeadingClause(const Rule& rule, const RuleSetParts& parts) {
  const auto clauses = ClausesOf(rule.when);
  std::optional<std::uint32_t> best;
  LeadKind best_kind = LeadKind::kUnfit;
  for (std::uint32_t i = 0; i < clauses.size(); ++i) {
    const LeadKind kind = LeadKindOf(clauses[i], parts);
    if (kind >= best_kind) continue;
    best_kind = kind;
    best = i;
  }
  return best;
}

}  // namespace autorules
