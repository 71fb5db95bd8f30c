#include <algorithm>
#include <set>

#include "dsl/check/check.h"

namespace autorules {
namespace {

/// Whether an actor can be anybody at all, whatever the message.
class Reach {
 public:
  explicit Reach(const RuleSetParts& parts) : parts_(parts) {}

  /// Why it never is; empty when it can be. `handed`: it would get the case, and the head of all has nobody above.
  Text WhyNobody(const Actor& actor, bool handed) const {
    switch (actor.kind) {
      case Actor::Kind::kRole: return WhyNoRole(actor.role);
      case Actor::Kind::kHolder: return WhyNoHolder(actor.holder, handed);
      case Actor::Kind::kOwner:
      case Actor::Kind::kCitizen: break;
    }
    return {};
  }

 private:
  /// As at run time: a vacant post answers as its deputy. Deputies end somewhere (lower_people.cc).
  bool Answers(const Unit& unit) const {
    const Unit* at = &unit;
    while (at->vacant && at->deputy != kNone) at = &parts_.units[at->deputy];
    return !at->vacant;
  }

  template <typename Fits>
  bool Any(const Fits& fits) const {
    return std::any_of(parts_.units.begin(), parts_.units.end(),
                       [&](const Unit& unit) { return fits(unit) && Answers(unit); });
  }

  Text WhyNoRole(RoleKind role) const {
    if (Any([&](const Unit& unit) { return unit.role == role; })) return {};
    return {"роли такого вида, которую кто-то занимает, нет", "no role of this kind is held by anybody"};
  }

  Text WhyNoHolder(const HolderRef& holder, bool handed) const {
    const auto owns = [&](UnitKind kind) {
      return Any([&](const Unit& unit) { return unit.kind == kind && !unit.topics.empty(); });
    };
    switch (holder.holder) {
      case Holder::kUnit:
        if (Answers(parts_.units[holder.unit])) return {};
        return {"должность вакантна, и заместителя нет", "the post is vacant and has no deputy"};
      case Holder::kCoordinator:
        if (Any([](const Unit& unit) { return !unit.channels.empty() || !unit.reserve_channels.empty(); })) return {};
        return {"ни одна роль не ведёт каналов", "no role runs a channel"};
      case Holder::kCurator: return WhyNoRole(RoleKind::kCurator);
      case Holder::kBlockByTopic:
        if (owns(UnitKind::kBlock) || BlockOwnsBelow()) return {};
        return {"ни один блок не отвечает за темы", "no block owns a topic"};
      case Holder::kExecutorByTopic:
        if (owns(UnitKind::kExecutor)) return {};
        return {"ни один исполнитель не отвечает за темы", "no executor owns a topic"};
      case Holder::kTerritoryByAddress:
      case Holder::kTerritory:
        if (Any([](const Unit& unit) { return unit.kind == UnitKind::kTerritory; })) return {};
        return {"территорий нет", "there are no territories"};
      case Holder::kSuperior:
        if (!handed || Any([](const Unit& unit) { return unit.superior != kNone; })) return {};
        return {"никто никому не подчиняется", "nobody is under anybody"};
    }
    return {};
  }

  /// A block owns what the executors below it own.
  bool BlockOwnsBelow() const {
    return Any([&](const Unit& unit) {
      if (unit.kind != UnitKind::kExecutor || unit.topics.empty()) return false;
      Id at = unit.superior;
      while (at != kNone && parts_.units[at].kind != UnitKind::kBlock) at = parts_.units[at].superior;
      return at != kNone;
    });
  }

  const RuleSetParts& parts_;
};

/// Whom the acts of a step speak of, in the order of its operands; nullptr for acts about nobody.
const Actor* ActorOf(const EscalationAct& act) {
  if (const auto* notice = std::get_if<EscalationNotice>(&act)) return &notice->to;
  if (const auto* over = std::get_if<EscalationHandOver>(&act)) return &over->to;
  return nullptr;
}

std::vector<const ast::Operand*> OperandsOf(const ast::EscalationStep& step) {
  std::vector<const ast::Operand*> operands;
  for (const ast::Action& act : step.acts) {
    for (const ast::Operand& operand : act.values) operands.push_back(&operand);
  }
  return operands;
}

}  // namespace

void CheckEscalations(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  std::set<Id> used;
  for (Id id = 0; id < parts.procedures.size(); ++id) {
    if (!IsInPlay(input, id)) continue;
    for (const Clock& clock : parts.procedures[id].clocks) used.insert(clock.escalation);
  }
  const Reach reach(parts);
  for (Id id = 0; id < parts.escalations.size(); ++id) {
    if (!used.contains(id)) continue;
    const auto& declared = input.symbols.escalations[id];
    const bool own = declared.layer == Layer::kPack;
    std::set<std::string> told;
    std::vector<std::pair<Span, Text>> missing;
    bool found = false;
    for (std::size_t step = 0; step < parts.escalations[id].steps.size(); ++step) {
      const std::vector<const ast::Operand*> operands = OperandsOf(declared.ast->steps[step]);
      const std::vector<EscalationAct>& acts = parts.escalations[id].steps[step].acts;
      for (std::size_t i = 0; i < acts.size(); ++i) {
        const Actor* actor = ActorOf(acts[i]);
        if (actor == nullptr) continue;
        const Text why = reach.WhyNobody(*actor, std::holds_alternative<EscalationHandOver>(acts[i]));
        const ast::Name& name = operands[i]->name;
        if (why.ru.empty()) found = true;
        if (why.ru.empty() || !told.insert(name.text).second) continue;
        missing.emplace_back(name.span, Text("«" + name.spelled + "» — " + why.ru,  //
                                             "'" + name.spelled + "': " + why.en));
      }
    }
    // A chain of a library speaks of roles that not every municipality has: one that is found will do.
    if (!own && found) continue;
    for (const auto& [span, why] : missing) {
      diagnostics->Add(Code::kReachesNobody, own ? span : input.symbols.municipality->name.span,
                       {declared.ast->name.spelled, why});
    }
  }
}

}  // namespace autorules
