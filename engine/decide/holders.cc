#include "engine/decide/holders.h"

#include "engine/base/limits.h"

namespace autorules {
namespace {

bool IsCurator(const Unit& unit) { return unit.role == RoleKind::kCurator; }

void SetFirst(Id* slot, Id unit) {
  if (*slot == kNone) *slot = unit;
}

}  // namespace

Holders::Holders(const RuleSet& rules) : rules_(rules) {
  FindAnswering();
  FindCoordinators();
  FindCurators();
  FindLastResorts();
}

void Holders::FindAnswering() {
  const auto& units = rules_.units();
  answering_.assign(units.size(), kNone);
  for (Id id = 0; id < units.size(); ++id) {
    Id at = id;
    // The limit ends a ring of deputies, too.
    for (std::size_t step = 0; step < limits::kTreeDepth && at != kNone && units[at].vacant; ++step) {
      at = units[at].deputy;
    }
    if (at != kNone && !units[at].vacant) answering_[id] = at;
  }
}

void Holders::FindCoordinators() {
  const auto& units = rules_.units();
  coordinator_.assign(rules_.channels().size(), kNone);
  // First and second coordinators themselves go before anybody's deputy.
  for (const bool by_deputy : {false, true}) {
    for (const auto channels : {&Unit::channels, &Unit::reserve_channels}) {
      for (Id id = 0; id < units.size(); ++id) {
        if (units[id].vacant != by_deputy) continue;
        for (const Id channel : units[id].*channels) SetFirst(&coordinator_[channel], answering_[id]);
      }
    }
  }
}

void Holders::FindCurators() {
  const auto& units = rules_.units();
  const auto& topics = rules_.topics();
  std::size_t curators = 0;
  for (Id id = 0; id < units.size(); ++id) {
    if (IsCurator(units[id])) sole_curator_ = ++curators == 1 ? id : kNone;
  }

  // Owners of a topic itself, by topic: a curator, and whoever is closest to the work.
  std::vector<Id> curator_owner(topics.size(), kNone), owner(topics.size(), kNone);
  for (const UnitKind kind : {UnitKind::kExecutor, UnitKind::kBlock, UnitKind::kTerritory, UnitKind::kRole}) {
    for (Id id = 0; id < units.size(); ++id) {
      if (units[id].kind != kind) continue;
      for (const Id topic : units[id].topics) {
        SetFirst(&owner[topic], id);
        if (IsCurator(units[id])) SetFirst(&curator_owner[topic], id);
      }
    }
  }
  curator_.assign(topics.size(), kNone);
  for (Id topic = 0; topic < topics.size(); ++topic) {
    for (Id at = topic; at != kNone; at = topics[at].parent) SetFirst(&curator_[topic], curator_owner[at]);
    Id nearest = kNone;
    for (Id at = topic; at != kNone; at = topics[at].parent) SetFirst(&nearest, owner[at]);
    SetFirst(&curator_[topic], CuratorAbove(nearest));
    SetFirst(&curator_[topic], sole_curator_);
  }
}

void Holders::FindLastResorts() {
  using Fits = bool (*)(const Unit&);
  constexpr Fits kPreferences[] = {[](const Unit& unit) { return unit.role == RoleKind::kHead; }, IsCurator,
                                   [](const Unit& unit) { return unit.kind == UnitKind::kRole; },
                                   [](const Unit&) { return true; }};
  const auto& units = rules_.units();
  std::vector<bool> listed(units.size());
  const auto add = [&](Id unit) {
    if (unit == kNone || listed[unit]) return;
    listed[unit] = true;
    last_resorts_.push_back(unit);
  };
  for (const Fits fits : kPreferences) {
    for (const bool by_deputy : {false, true}) {
      for (Id id = 0; id < units.size(); ++id) {
        if (fits(units[id]) && units[id].vacant == by_deputy) add(answering_[id]);
      }
    }
  }
  if (!last_resorts_.empty()) return;
  // Every unit is vacant: the message must lie on some desk all the same.
  for (const Fits fits : kPreferences) {
    for (Id id = 0; id < units.size(); ++id) {
      if (fits(units[id])) add(id);
    }
  }
}

Id Holders::CuratorAbove(Id unit) const {
  for (Id at = unit; at != kNone; at = rules_.units()[at].superior) {
    if (IsCurator(rules_.units()[at])) return at;
  }
  return kNone;
}

Id Holders::SuperiorOf(Id unit) const {
  const auto& units = rules_.units();
  for (Id at = units[unit].superior; at != kNone; at = units[at].superior) {
    if (!units[at].vacant) return at;
  }
  return unit;
}

Id Holders::Meant(HolderRef holder, const Decision& decision) const {
  switch (holder.holder) {
    case Holder::kUnit: return holder.unit;
    case Holder::kCoordinator: return decision.channel == kNone ? kNone : coordinator_[decision.channel];
    case Holder::kCurator: return decision.topic == kNone ? sole_curator_ : curator_[decision.topic];
    case Holder::kBlockByTopic: return rules_.OwnerOfTopic(decision.topic, UnitKind::kBlock);
    case Holder::kExecutorByTopic: return rules_.OwnerOfTopic(decision.topic, UnitKind::kExecutor);
    case Holder::kTerritoryByAddress: return decision.territory_by_address;
    case Holder::kTerritory: return decision.territory;
    case Holder::kSuperior: return decision.owner == kNone ? kNone : SuperiorOf(decision.owner);
  }
  return kNone;
}

Id Holders::ResolveFor(ValueType type, HolderRef holder, const Decision& decision) const {
  return type == ValueType::kTerritory ? Meant(holder, decision) : Resolve(holder, decision);
}

}  // namespace autorules
