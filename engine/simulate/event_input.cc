#include "engine/simulate/event_input.h"

#include <fmt/format.h>

#include "engine/ruleset/values.h"
#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

tl::unexpected<Refusal> RefuseUnknown(const std::string& name) {
  return tl::unexpected<Refusal>(
      Refusal{{fmt::format("в правилах нет подразделения «{}»: нужно имя, под которым оно объявлено", name),
               fmt::format("the rules have no unit '{}': the name of its declaration is needed", name)}});
}

tl::expected<Id, Refusal> UnitOf(const std::string& name, const RuleSet& rules) {
  if (const auto unit = FindId(rules.parts(), Attribute::kOwner, Fold(name))) return *unit;
  return RefuseUnknown(name);
}

/// kNone is the citizen.
tl::expected<Id, Refusal> WhoActs(const ScriptEvent& event, const RunningCase& at) {
  if (event.by) {
    const auto unit = UnitOf(*event.by, at.rules());
    if (unit) return unit;
    const ValueWord* word = FindWord(Words::kActors, Fold(*event.by));
    const bool citizen = word != nullptr && word->value == static_cast<int>(Actor::Kind::kCitizen);
    return citizen ? tl::expected<Id, Refusal>(kNone) : unit;
  }
  const Id owner = at.value().decision.owner;
  if (owner != kNone) return owner;
  return tl::unexpected<Refusal>(Refusal{{"у обращения нет ответственного: скажите, кто это делает, полем by",
                                          "the message has no owner: say who does it in the field by"}});
}

class Asker {
 public:
  Asker(Id by, const RunningCase& at, const DecideAnew& decide) : by_(by), at_(at), decide_(decide) {}

  using Result = tl::expected<Input, Refusal>;
  Result operator()(const ScriptEvent::Transition& transition) const {
    return Request{transition.name, by_, transition.given, transition.extension};
  }
  Result operator()(const ScriptEvent::HandOver& hand_over) const {
    const auto to = UnitOf(hand_over.to, at_.rules());
    if (!to) return tl::unexpected(to.error());
    return Redirected{by_, *to, hand_over.reason};
  }
  Result operator()(const ScriptEvent::Rating& rating) const { return Rated{rating.stars}; }
  Result operator()(const ScriptEvent::Edit& edit) const {
    Message message = at_.value().message;
    message.text = edit.text;
    Decision decision = decide_(message);
    return Edited{by_, std::move(message), std::move(decision)};
  }
  Result operator()(const ScriptEvent::PackSwap&) const { return RefuseUnknown(""); }

 private:
  Id by_;
  const RunningCase& at_;
  const DecideAnew& decide_;
};

}  // namespace

tl::expected<Input, Refusal> InputOf(const ScriptEvent& event, const RunningCase& at, const DecideAnew& decide) {
  // It is the citizen who rates.
  const bool rates = std::holds_alternative<ScriptEvent::Rating>(event.what);
  const auto by = rates ? tl::expected<Id, Refusal>(kNone) : WhoActs(event, at);
  if (!by) return tl::unexpected(by.error());
  return std::visit(Asker(*by, at, decide), event.what);
}

}  // namespace autorules
