#include "tests/support/naive_right.h"

#include <set>

namespace autorules::testing {
namespace {

/// The posts that one actor means; every one by whoever answers for it.
class Posts {
 public:
  Posts(const RuleSetParts& parts, const Decision& decision) : parts_(parts), decision_(decision) {}

  Id Answering(Id unit) const {
    std::set<Id> seen;
    while (unit != kNone && parts_.units[unit].vacant) {
      if (!seen.insert(unit).second) return kNone;
      unit = parts_.units[unit].deputy;
    }
    return unit;
  }

  /// From the owner up.
  std::vector<Id> Line() const {
    std::vector<Id> line;
    for (Id at = decision_.owner; at != kNone; at = parts_.units[at].superior) line.push_back(at);
    return line;
  }

  Id Superior() const {
    const auto line = Line();
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (!parts_.units[line[i]].vacant) return line[i];
    }
    return Answering(decision_.owner);
  }

  Id OfKind(RoleKind role) const {
    std::vector<Id> order = Line();
    for (Id id = 0; id < parts_.units.size() && role != RoleKind::kBlockHead; ++id) order.push_back(id);
    for (const Id id : order) {
      if (parts_.units[id].role == role && Answering(id) != kNone) return Answering(id);
    }
    return kNone;
  }

  Id Coordinator() const {
    if (decision_.channel == kNone) return kNone;
    for (const bool vacant : {false, true}) {
      for (const bool reserve : {false, true}) {
        for (Id id = 0; id < parts_.units.size(); ++id) {
          const Unit& unit = parts_.units[id];
          const auto& runs = reserve ? unit.reserve_channels : unit.channels;
          for (const Id channel : runs) {
            if (channel == decision_.channel && unit.vacant == vacant && Answering(id) != kNone) return Answering(id);
          }
        }
      }
    }
    return kNone;
  }

  Id Of(const Actor& actor) const {
    switch (actor.kind) {
      case Actor::Kind::kOwner: return Answering(decision_.owner);
      case Actor::Kind::kRole: return OfKind(actor.role);
      case Actor::Kind::kCitizen: return kNone;
      case Actor::Kind::kHolder: break;
    }
    if (actor.holder.holder == Holder::kUnit) return Answering(actor.holder.unit);
    return actor.holder.holder == Holder::kSuperior ? Superior() : Coordinator();
  }

  bool IsSame(Id a, Id b) const {
    if (a == kNone || b == kNone) return false;
    return a == b || (!parts_.units[a].person.empty() && parts_.units[a].person == parts_.units[b].person);
  }

 private:
  const RuleSetParts& parts_;
  const Decision& decision_;
};

}  // namespace

bool NaiveMayMake(const ProcedureStep& step, Id by, const RuleSetParts& parts, const Decision& decision) {
  const Posts posts(parts, decision);
  if (by == kNone) {
    for (const Actor& actor : step.may) {
      if (actor.kind == Actor::Kind::kCitizen) return true;
    }
    return false;
  }
  const Id who = posts.Answering(by);
  if (step.may.empty()) {
    for (const Id at : posts.Line()) {
      if (posts.IsSame(who, at) || posts.IsSame(who, posts.Answering(at))) return true;
    }
  }
  for (const Actor& actor : step.may) {
    if (posts.IsSame(who, posts.Of(actor))) return true;
  }
  return false;
}

}  // namespace autorules::testing
