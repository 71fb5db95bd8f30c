#include "engine/workflow/actors.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/decide/people.h"
#include "engine/ruleset/words.h"

namespace autorules {
namespace {

Id ResolveRole(RoleKind role, const Rulebook& book, const Decision& decision) {
  const auto& units = book.rules().units();
  const auto answering = [&](Id unit) { return units[unit].role == role ? book.holders().Answering(unit) : kNone; };
  for (Id at = decision.owner; at != kNone; at = units[at].superior) {
    if (answering(at) != kNone) return answering(at);
  }
  // The head of another block has nothing to do with it.
  if (role == RoleKind::kBlockHead) return kNone;
  for (Id id = 0; id < units.size(); ++id) {
    if (answering(id) != kNone) return answering(id);
  }
  return kNone;
}

bool IsOwnerOrAbove(Id unit, const Rulebook& book, const Decision& decision) {
  for (Id at = decision.owner; at != kNone; at = book.rules().units()[at].superior) {
    if (IsSamePerson(book.rules(), unit, at) || IsSamePerson(book.rules(), unit, book.holders().Answering(at)))
      return true;
  }
  return false;
}

std::string_view Word(Words words, int value, Language language) {
  for (const ValueWord& word : WordsOf(words)) {
    if (word.value == value) return language == Language::kRussian ? word.ru : word.en;
  }
  return "?";
}

}  // namespace

Id Resolve(const Actor& actor, const Rulebook& book, const Decision& decision) {
  switch (actor.kind) {
    case Actor::Kind::kHolder: return book.holders().Resolve(actor.holder, decision);
    case Actor::Kind::kOwner: return book.holders().Answering(decision.owner);
    case Actor::Kind::kRole: return ResolveRole(actor.role, book, decision);
    case Actor::Kind::kCitizen: break;
  }
  return kNone;
}

bool MayMake(const ProcedureStep& step, Id by, const Rulebook& book, const Decision& decision) {
  const auto any = [&](auto&& fits) { return std::any_of(step.may.begin(), step.may.end(), fits); };
  if (by == kNone) return any([](const Actor& actor) { return actor.kind == Actor::Kind::kCitizen; });
  const Id unit = book.holders().Answering(by);
  if (unit == kNone) return false;
  if (step.may.empty()) return IsOwnerOrAbove(unit, book, decision);
  return any([&](const Actor& actor) { return IsSamePerson(book.rules(), unit, Resolve(actor, book, decision)); });
}

bool MayRedirect(Id by, const Rulebook& book, const Decision& decision) {
  const Id unit = by == kNone ? kNone : book.holders().Answering(by);
  if (unit == kNone) return false;
  const auto& units = book.rules().units();
  const auto runs = [&](Id post) { return IsSamePerson(book.rules(), unit, post); };
  if (IsOwnerOrAbove(unit, book, decision) || runs(book.holders().Resolve({Holder::kCoordinator, kNone}, decision)))
    return true;
  for (Id id = 0; id < units.size(); ++id) {
    if (units[id].role == RoleKind::kAdministrator && runs(book.holders().Answering(id))) return true;
  }
  return false;
}

std::string_view WordOf(const Actor& actor, const RuleSet& rules, Language language) {
  switch (actor.kind) {
    case Actor::Kind::kHolder:
      if (actor.holder.holder == Holder::kUnit) return rules.units()[actor.holder.unit].name;
      return Word(Words::kHolders, static_cast<int>(actor.holder.holder), language);
    case Actor::Kind::kRole: return Word(Words::kRoleKinds, static_cast<int>(actor.role), language);
    case Actor::Kind::kOwner:
    case Actor::Kind::kCitizen: break;
  }
  return Word(Words::kActors, static_cast<int>(actor.kind), language);
}

std::string SpellWhoMay(const ProcedureStep& step, const Rulebook& book, const Decision& decision, Language language) {
  const RuleSet& rules = book.rules();
  const auto with_unit = [&](std::string_view word, Id unit) {
    const std::string name = unit == kNone ? "" : rules.units()[unit].name;
    return name.empty() || name == word ? std::string(word) : fmt::format("{} ({})", word, name);
  };
  if (step.may.empty()) {
    const std::string owner = with_unit(WordOf(Actor{}, rules, language), decision.owner);
    return owner + (language == Language::kRussian ? " и вышестоящие" : " and those above");
  }
  std::vector<std::string> who;
  for (const Actor& actor : step.may)
    who.push_back(with_unit(WordOf(actor, rules, language), Resolve(actor, book, decision)));
  return fmt::format("{}", fmt::join(who, ", "));
}

}  // namespace autorules
