#include "engine/workflow/escalations.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/decide/people.h"
#include "engine/workflow/actors.h"
#include "engine/workflow/changes.h"
#include "engine/workflow/timers.h"

namespace autorules {
namespace {

bool IsSuperior(const Actor& actor) {
  return actor.kind == Actor::Kind::kHolder && actor.holder.holder == Holder::kSuperior;
}

class Step {
 public:
  Step(Draft* draft, const std::string& clock, std::string why)
      : draft_(draft), rules_(draft->book.rules()), clock_(clock), why_(std::move(why)) {}

  void operator()(const EscalationNotice& notice) {
    const Id unit = WhomToTell(notice.to);
    if (unit == kNone) return Skip(fmt::format("уведомить {}", Word(notice.to)), kNone, "никого нет");
    const auto same = [&](Id told) { return IsSamePerson(rules_, told, unit); };
    if (std::any_of(told_.begin(), told_.end(), same)) return;
    told_.push_back(unit);
    Tell(draft_, unit, notice.letter, why_);
  }

  void operator()(const EscalationHandOver& over) {
    const std::string what = fmt::format("передать {}", Word(over.to));
    if (IsSuperior(over.to)) return HandUp(what);
    const Id unit = Resolve(over.to, draft_->book, decision());
    if (unit == kNone) return Skip(what, kNone, "никого нет");
    if (IsBelowOwner(unit)) return Skip(what, unit, "сообщение уже выше");
    if (const char* reason = WhyNot(unit)) return Skip(what, unit, reason);
    HandOver(draft_, unit, why_);
  }

  void operator()(const EscalationTag& tag) { AddTag(draft_, tag.tag); }

  void operator()(const EscalationRaise& raise) {
    if (raise.importance > decision().importance) SetImportance(draft_, raise.importance);
  }

 private:
  const Decision& decision() const { return draft_->next().decision; }
  std::string_view Word(const Actor& actor) const { return WordOf(actor, rules_, Language::kRussian); }

  /// Nullptr when the unit may get the case.
  const char* WhyNot(Id unit) const {
    if (IsSamePerson(rules_, unit, decision().owner)) return "уже у него";
    if (IsRecused(rules_, decision(), unit)) return "отвод: сообщение о нём";
    return nullptr;
  }

  /// A chain climbs: it takes nothing from a superior to give it back to those below.
  bool IsBelowOwner(Id unit) const {
    const auto& units = rules_.units();
    for (Id at = units[unit].superior; at != kNone; at = units[at].superior) {
      if (at == decision().owner) return true;
    }
    return false;
  }

  Id WhomToTell(const Actor& actor) const {
    const Id meant = Resolve(actor, draft_->book, decision());
    if (!IsSuperior(actor) || meant == kNone) return meant;
    const auto& units = rules_.units();
    for (Id at = meant; at != kNone; at = units[at].superior) {
      if (!units[at].vacant && !IsSamePerson(rules_, at, decision().owner)) return at;
    }
    return meant;
  }

  void HandUp(const std::string& what) {
    const auto& units = rules_.units();
    for (Id at = decision().owner == kNone ? kNone : units[decision().owner].superior; at != kNone;
         at = units[at].superior) {
      const char* reason = units[at].vacant ? "должность вакантна" : WhyNot(at);
      if (reason == nullptr) return HandOver(draft_, at, why_);
      Skip(what, at, reason);
    }
    Skip(what, kNone, "выше передать некому");
  }

  void Skip(const std::string& what, Id unit, const char* reason) {
    JournalEntry& entry = draft_->Note(JournalEntry::Kind::kSkipped);
    entry.unit = unit;
    entry.name = clock_;
    entry.text = fmt::format("{}: {}: {}", why_, what, reason);
  }

  Draft* draft_;
  const RuleSet& rules_;
  const std::string& clock_;
  std::string why_;
  std::vector<Id> told_;
};

}  // namespace

void TakeStep(Draft* draft, const Timer& timer) {
  const Clock& clock = ClockOf(draft->book, draft->next(), timer.run);
  const EscalationStep& step = ChainOf(draft->book, clock)->steps[timer.step];
  auto& taken = draft->next().steps;
  const StepTaken now{timer.run, timer.step, timer.repetition};
  taken.insert(std::upper_bound(taken.begin(), taken.end(), now), now);
  SetNextRepetition(draft, timer.run, timer.step);
  std::string why = SpellWhen(step, clock.name);
  if (timer.repetition > 0) why += ", повторно";
  Step acts(draft, clock.name, std::move(why));
  for (const EscalationAct& act : step.acts) std::visit(acts, act);
}

}  // namespace autorules
