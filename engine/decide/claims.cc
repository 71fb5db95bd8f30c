#include "engine/decide/claims.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

namespace autorules {
namespace {

template <typename T>
void AddOnce(std::vector<T>* list, const T& value) {
  if (std::find(list->begin(), list->end(), value) == list->end()) list->push_back(value);
}

bool SameStrength(const Rule& a, const Rule& b) { return a.layer == b.layer && a.priority == b.priority; }

std::vector<std::uint32_t> Ranks(const std::vector<Rule>& rules) {
  std::vector<Id> order(rules.size());
  std::iota(order.begin(), order.end(), Id{0});
  std::stable_sort(order.begin(), order.end(), [&](Id a, Id b) {
    if (rules[a].layer != rules[b].layer) return rules[a].layer > rules[b].layer;
    return rules[a].priority > rules[b].priority;  // equals stay ordered by name
  });
  std::vector<std::uint32_t> ranks(rules.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks[order[rank]] = rank;
  return ranks;
}

}  // namespace

Claims::Claims(const RuleSet& rules, const Holders& holders)
    : rules_(rules), holders_(holders), rank_(Ranks(rules.rules())) {
  std::map<std::string, std::uint32_t> sets;
  for (const Rule& rule : rules.rules()) {
    set_.push_back(rule.set.empty() ? kNone
                                    : sets.emplace(rule.set, static_cast<std::uint32_t>(sets.size())).first->second);
  }
  set_winner_.assign(sets.size(), kNone);
}

void Claims::Begin(Decision* decision) {
  decision_ = decision;
  for (auto& claims : claims_) claims.clear();
  given_.fill(false);
  nobody_resolved_ = false;
}

void Claims::Act(std::span<Id> true_rules) {
  std::sort(true_rules.begin(), true_rules.end(), [&](Id a, Id b) { return rank_[a] < rank_[b]; });
  for (const Id id : true_rules) {
    const Rule& rule = rules_.rules()[id];
    if (set_[id] == kNone) {
      Perform(id);
      continue;
    }
    Id& winner = set_winner_[set_[id]];
    if (winner != kNone) {
      const Attribute first = rule.actions.empty() ? Attribute::kOwner : rule.actions.front().attribute;
      decision_->trace.overridden.push_back({id, first, winner, false});
    } else if (YieldsOwner(rule)) {
      for (const Action& action : rule.actions) {
        if (action.attribute == Attribute::kOwner) Unresolved(id, action);
      }
    } else {
      winner = id;
      Perform(id);
    }
  }
  for (const Id id : true_rules) {
    if (set_[id] != kNone) set_winner_[set_[id]] = kNone;
  }
}

bool Claims::YieldsOwner(const Rule& rule) const {
  bool names_owner = false;
  for (const Action& action : rule.actions) {
    if (action.attribute != Attribute::kOwner) continue;
    names_owner = true;
    if (holders_.Resolve(std::get<HolderRef>(action.value), *decision_) != kNone) return false;
  }
  return names_owner;
}

void Claims::Perform(Id id) {
  decision_->trace.fired.push_back({id, {}});
  for (const Action& action : rules_.rules()[id].actions) {
    const bool is_list = action.attribute == Attribute::kTag || action.attribute == Attribute::kCoOwner;
    if (is_list) {
      if (Apply(action)) {
        given_[static_cast<std::size_t>(action.attribute)] = true;
      } else {
        Unresolved(id, action);
      }
      continue;
    }
    const auto* holder = std::get_if<HolderRef>(&action.value);
    const Id unit = holder == nullptr ? kNone : holders_.Resolve(*holder, *decision_);
    if (holder != nullptr && unit == kNone) {
      Unresolved(id, action);
    } else {
      claims_[static_cast<std::size_t>(action.attribute)].push_back({id, &action, unit});
    }
  }
}

void Claims::Unresolved(Id rule, const Action& action) {
  decision_->trace.overridden.push_back({rule, action.attribute, kNone, false});
  if (action.attribute != Attribute::kOwner) return;
  const bool by_topic = ReadsOf(std::get<HolderRef>(action.value).holder) == Attribute::kTopic;
  nobody_resolved_ = nobody_resolved_ || !by_topic || decision_->topic != kNone;
}

void Claims::Settle(std::span<const Attribute> attributes) {
  for (const Attribute attribute : attributes) {
    const auto& claims = claims_[static_cast<std::size_t>(attribute)];
    if (claims.empty()) continue;
    const Claim& winner = *std::min_element(
        claims.begin(), claims.end(), [&](const Claim& a, const Claim& b) { return rank_[a.rule] < rank_[b.rule]; });
    Set(attribute, winner);
    for (const Claim& claim : claims) {
      const bool agrees =
          claim.unit == winner.unit && (claim.unit != kNone || claim.action->value == winner.action->value);
      if (claim.rule == winner.rule || agrees) continue;
      const auto& all = rules_.rules();
      decision_->trace.overridden.push_back(
          {claim.rule, attribute, winner.rule, SameStrength(all[claim.rule], all[winner.rule])});
    }
  }
}

void Claims::Set(Attribute attribute, const Claim& claim) {
  given_[static_cast<std::size_t>(attribute)] = true;
  switch (attribute) {
    case Attribute::kTopic: decision_->topic = std::get<Id>(claim.action->value); break;
    case Attribute::kProcedure: decision_->procedure = std::get<Id>(claim.action->value); break;
    case Attribute::kOwner: decision_->owner = claim.unit; break;
    case Attribute::kTerritory: decision_->territory = claim.unit; break;
    case Attribute::kImportance: decision_->importance = std::get<Importance>(claim.action->value); break;
    case Attribute::kOutcome: decision_->outcome = std::get<Outcome>(claim.action->value); break;
    default: break;
  }
}

bool Claims::Apply(const Action& action) {
  if (action.attribute == Attribute::kTag) {
    AddOnce(&decision_->tags, std::get<std::string>(action.value));
    return true;
  }
  const Id unit = holders_.Resolve(std::get<HolderRef>(action.value), *decision_);
  if (unit == kNone) return false;
  if (action.attribute == Attribute::kCoOwner) AddOnce(&decision_->co_owners, unit);
  if (action.attribute == Attribute::kOwner) decision_->owner = unit;
  if (action.attribute == Attribute::kTerritory) decision_->territory = unit;
  return true;
}

}  // namespace autorules
