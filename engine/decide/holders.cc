#include "engine/decide/holders.h"

namespace autorules {
namespace {

bool IsCurator(const Unit& unit) { return unit.role == RoleKind::kCurator; }

void SetFirst(Id* slot, Id unit) {
  if (*slot == kNone) *slot = unit;
}

}  // namespace

Holders::Holders(const RuleSet& rules)
    : rules_(rules), coordinator_(rules.channels().size(), kNone), curator_(rules.topics().size(), kNone) {
  const auto& units = rules.units();
  Id head = kNone, curator = kNone, role = kNone;
  std::size_t curators = 0;
  for (Id id = 0; id < units.size(); ++id) {
    for (const Id channel : units[id].channels) SetFirst(&coordinator_[channel], id);
    if (units[id].kind == UnitKind::kRole) SetFirst(&role, id);
    if (units[id].role == RoleKind::kHead) SetFirst(&head, id);
    if (IsCurator(units[id])) {
      SetFirst(&curator, id);
      ++curators;
    }
  }
  for (Id id = 0; id < units.size(); ++id) {
    for (const Id channel : units[id].reserve_channels) SetFirst(&coordinator_[channel], id);
  }
  if (curators == 1) sole_curator_ = curator;
  for (const Id candidate : {head, curator, role, units.empty() ? kNone : Id{0}}) SetFirst(&last_resort_, candidate);

  // Owners of a topic itself, by topic: a curator, and whoever is closest to the work.
  const auto& topics = rules.topics();
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
  for (Id topic = 0; topic < topics.size(); ++topic) {
    for (Id at = topic; at != kNone; at = topics[at].parent) SetFirst(&curator_[topic], curator_owner[at]);
    Id nearest = kNone;
    for (Id at = topic; at != kNone; at = topics[at].parent) SetFirst(&nearest, owner[at]);
    SetFirst(&curator_[topic], CuratorAbove(nearest));
    SetFirst(&curator_[topic], sole_curator_);
  }
}

Id Holders::CuratorAbove(Id unit) const {
  for (Id at = unit; at != kNone; at = rules_.units()[at].superior) {
    if (IsCurator(rules_.units()[at])) return at;
  }
  return kNone;
}

Id Holders::Resolve(HolderRef holder, const Decision& decision) const {
  switch (holder.holder) {
    case Holder::kUnit: return holder.unit;
    case Holder::kCoordinator: return decision.channel == kNone ? kNone : coordinator_[decision.channel];
    case Holder::kCurator: return decision.topic == kNone ? sole_curator_ : curator_[decision.topic];
    case Holder::kBlockByTopic: return rules_.OwnerOfTopic(decision.topic, UnitKind::kBlock);
    case Holder::kExecutorByTopic: return rules_.OwnerOfTopic(decision.topic, UnitKind::kExecutor);
    case Holder::kTerritoryByAddress: return decision.territory_by_address;
    case Holder::kSuperior: {
      if (decision.owner == kNone) return kNone;
      const Id above = rules_.units()[decision.owner].superior;
      return above == kNone ? decision.owner : above;
    }
  }
  return kNone;
}

}  // namespace autorules
