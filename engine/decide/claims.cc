#include "engine/decide/claims.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include "engine/decide/action_value.h"
#include "engine/decide/keys.h"
#include "engine/decide/people.h"
#include "engine/ruleset/reads.h"

namespace autorules {
namespace {

template <typename T>
void AddOnce(std::vector<T>* list, const T& value) {
  if (std::find(list->begin(), list->end(), value) == list->end()) list->push_back(value);
}

bool SameStrength(const Rule& a, const Rule& b) { return a.layer == b.layer && a.priority == b.priority; }

/// Rows of one decision table stand in the order in which they count.
bool AreRowsOfOneTable(const Rule& a, const Rule& b) {
  return a.row != 0 && b.row != 0 && a.name == b.name && a.module == b.module;
}

std::string_view OutcomeText(const Action& action) {
  const auto* outcome = std::get_if<Outcome>(&action.value);
  return outcome == nullptr ? std::string_view() : outcome->text;
}

std::vector<std::uint32_t> Ranks(const std::vector<Rule>& rules) {
  std::vector<Id> order(rules.size());
  std::iota(order.begin(), order.end(), Id{0});
  std::stable_sort(order.begin(), order.end(), [&](Id a, Id b) {
    if (rules[a].layer != rules[b].layer) return rules[a].layer > rules[b].layer;
    return rules[a].priority > rules[b].priority;  // equals stay ordered by name and row
  });
  std::vector<std::uint32_t> ranks(rules.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

}  // namespace

RuleStrengths::RuleStrengths(const RuleSet& rules) : rank(Ranks(rules.rules())) {
  std::map<std::string, std::uint32_t> numbers;
  for (const Rule& rule : rules.rules()) {
    set.push_back(
        rule.set.empty() ? kNone : numbers.emplace(rule.set, static_cast<std::uint32_t>(numbers.size())).first->second);
  }
  sets = numbers.size();
}

Claims::Claims(const RuleStrengths& strengths, const Holders& holders, Facts& facts)
    : rules_(holders.rules()),
      holders_(holders),
      facts_(facts),
      strengths_(strengths),
      set_winner_(strengths.sets, kNone),
      claims_(kAttributeCount + rules_.own().size()),
      given_(claims_.size()) {}

void Claims::Begin(Decision* decision) {
  decision_ = decision;
  for (auto& claims : claims_) claims.clear();
  given_.assign(given_.size(), false);
  nobody_resolved_ = owner_recused_ = false;
}

std::span<const Action> Claims::ActionsOf(Id id) const {
  const Rule& rule = rules_.rules()[id];
  if (!rule.script) return rule.actions;
  for (const ScriptedRuleResult& result : decision_->inputs.rules) {
    if (result.rule == id) return result.actions;
  }
  return {};
}

void Claims::Act(std::span<Id> true_rules) {
  std::sort(true_rules.begin(), true_rules.end(), [&](Id a, Id b) { return strengths_.rank[a] < strengths_.rank[b]; });
  for (const Id id : true_rules) {
    if (strengths_.set[id] == kNone) {
      Perform(id);
      continue;
    }
    const auto actions = ActionsOf(id);
    Id& winner = set_winner_[strengths_.set[id]];
    if (winner != kNone) {
      const Attribute first = actions.empty() ? Attribute::kOwner : actions.front().attribute;
      decision_->trace.overridden.push_back({id, first, winner, false});
    } else if (!Yields(id, actions)) {
      winner = id;
      Perform(id);
    }
  }
  for (const Id id : true_rules) {
    if (strengths_.set[id] != kNone) set_winner_[strengths_.set[id]] = kNone;
  }
}

bool Claims::Yields(Id rule, std::span<const Action> actions) {
  const std::size_t recused = decision_->recusals.size();
  Recuse(actions);
  const auto names_owner = [](const Action& action) { return action.attribute == Attribute::kOwner; };
  const bool names = std::any_of(actions.begin(), actions.end(), names_owner);
  const bool yields = names && std::all_of(actions.begin(), actions.end(), [&](const Action& action) {
                        return !names_owner(action) || IsAbsent(ValueFor(action));
                      });
  for (const Action& action : actions) {
    if (yields && names_owner(action)) Unresolved(rule, action);
  }
  decision_->recusals.resize(recused);  // a rule that yields recuses nobody
  return yields;
}

void Claims::Recuse(std::span<const Action> actions) {
  for (const Action& action : actions) {
    if (action.attribute != Attribute::kRecusal) continue;
    const Id unit = UnitFor(action);
    if (unit != kNone) AddOnce(&decision_->recusals, unit);
  }
}

bool Claims::NamesRecused(const Action& action) {
  if (!HeedsRecusals(action.attribute)) return false;
  const Fact value = ValueToSet({Attribute::kOwner, action.value}, holders_, facts_);
  return !IsAbsent(value) && IsRecusedFor(action.attribute, std::get<Id>(value));
}

bool Claims::IsRecusedFor(Attribute attribute, Id unit) const {
  return HeedsRecusals(attribute) && !decision_->recusals.empty() && IsRecused(rules_, *decision_, unit);
}

Fact Claims::ValueFor(const Action& action) {
  const Fact value = ValueToSet(action, holders_, facts_);
  const auto* unit = std::get_if<Id>(&value);
  return unit != nullptr && IsRecusedFor(action.attribute, *unit) ? Fact() : value;
}

Id Claims::UnitFor(const Action& action) const {
  const auto* notice = std::get_if<Notice>(&action.value);
  const HolderRef& holder = notice != nullptr ? notice->to : std::get<HolderRef>(action.value);
  // A complaint is about the post, whoever stands in for it.
  if (action.attribute == Attribute::kRecusal) return holders_.ResolveFor(ValueType::kTerritory, holder, *decision_);
  const Id unit = holders_.Resolve(holder, *decision_);
  return unit != kNone && IsRecusedFor(action.attribute, unit) ? kNone : unit;
}

void Claims::Perform(Id id) {
  decision_->trace.fired.push_back({id, {}});
  Recuse(ActionsOf(id));
  for (const Action& action : ActionsOf(id)) {
    const auto attribute = static_cast<std::size_t>(action.attribute);
    if (IsList(facts_.TypeOf(action.attribute))) {
      if (AddToList(action)) {
        given_[attribute] = true;
      } else {
        Unresolved(id, action);
      }
    } else if (const Fact value = ValueFor(action); !IsAbsent(value)) {
      claims_[attribute].push_back({id, value, OutcomeText(action)});
    } else {
      Unresolved(id, action);
    }
  }
}

void Claims::Unresolved(Id rule, const Action& action) {
  const bool recused = NamesRecused(action);
  decision_->trace.overridden.push_back({rule, action.attribute, kNone, false, recused});
  if (action.attribute != Attribute::kOwner) return;
  owner_recused_ = owner_recused_ || recused;
  const auto* holder = std::get_if<HolderRef>(&action.value);
  const bool by_topic = holder != nullptr && ReadsOf(holder->holder) == Attribute::kTopic;
  nobody_resolved_ = nobody_resolved_ || !by_topic || decision_->topic != kNone;
}

void Claims::Settle(std::span<const Attribute> attributes) {
  for (const Attribute attribute : attributes) {
    const auto& claims = claims_[static_cast<std::size_t>(attribute)];
    if (claims.empty()) continue;
    const Claim& winner = *std::min_element(claims.begin(), claims.end(), [&](const Claim& a, const Claim& b) {
      return strengths_.rank[a.rule] < strengths_.rank[b.rule];
    });
    given_[static_cast<std::size_t>(attribute)] = true;
    Set(attribute, winner.value, winner.outcome_text);
    for (const Claim& claim : claims) {
      const bool agrees = claim.value == winner.value && claim.outcome_text == winner.outcome_text;
      if (claim.rule == winner.rule || agrees) continue;
      const Rule& loser = rules_.rules()[claim.rule];
      const Rule& victor = rules_.rules()[winner.rule];
      const bool clash = SameStrength(loser, victor) && !AreRowsOfOneTable(loser, victor);
      decision_->trace.overridden.push_back({claim.rule, attribute, winner.rule, clash});
    }
  }
}

void Claims::Set(Attribute attribute, const Fact& value, std::string_view outcome_text) {
  switch (attribute) {
    case Attribute::kTopic: decision_->topic = std::get<Id>(value); break;
    case Attribute::kProcedure: decision_->procedure = std::get<Id>(value); break;
    case Attribute::kOwner: decision_->owner = std::get<Id>(value); break;
    case Attribute::kTerritory: decision_->territory = std::get<Id>(value); break;
    case Attribute::kImportance: decision_->importance = static_cast<Importance>(std::get<Id>(value)); break;
    case Attribute::kOutcome:
      decision_->outcome = Outcome{static_cast<OutcomeKind>(std::get<Id>(value)), std::string(outcome_text)};
      break;
    default: decision_->own[OwnIndex(attribute)] = ToValue(value); facts_.Forget(attribute);
  }
}

bool Claims::Apply(const Action& action) {
  if (IsList(facts_.TypeOf(action.attribute))) return AddToList(action);
  const Fact value = ValueFor(action);
  if (IsAbsent(value)) return false;
  Set(action.attribute, value, OutcomeText(action));
  return true;
}

bool Claims::AddToList(const Action& action) {
  if (const auto* tag = std::get_if<std::string>(&action.value)) {
    AddOnce(&decision_->tags, *tag);
  } else if (const auto* letter = std::get_if<Id>(&action.value)) {
    AddOnce(&decision_->replies, *letter);
  } else if (const auto* merge = std::get_if<MergeKeys>(&action.value)) {
    const auto key = KeyText(merge->attributes, facts_);
    if (key) AddOnce(&decision_->merges, *key);
    return key.has_value();
  } else {
    const Id unit = UnitFor(action);
    if (unit == kNone) return false;
    if (const auto* notice = std::get_if<Notice>(&action.value)) {
      AddOnce(&decision_->notices, {unit, notice->letter});
    } else {
      AddOnce(action.attribute == Attribute::kRecusal ? &decision_->recusals : &decision_->co_owners, unit);
    }
  }
  return true;
}

}  // namespace autorules
