#include "engine/decide/people.h"

#include <algorithm>
#include <vector>

namespace autorules {
namespace {

bool IsWithin(const RuleSet& rules, Id unit, Id above) {
  for (Id at = unit; at != kNone; at = rules.units()[at].superior) {
    if (at == above) return true;
  }
  return false;
}

/// Keeps the first of equals, whatever stands between them.
template <typename T, typename Same>
void KeepFirst(std::vector<T>* list, Same same) {
  auto end = list->begin();
  for (auto at = list->begin(); at != list->end(); ++at) {
    if (std::none_of(list->begin(), end, [&](const T& kept) { return same(kept, *at); })) *end++ = *at;
  }
  list->erase(end, list->end());
}

}  // namespace

bool IsSamePerson(const RuleSet& rules, Id a, Id b) {
  if (a == b) return true;
  if (a == kNone || b == kNone) return false;
  const std::string& person = rules.units()[a].person;
  return !person.empty() && person == rules.units()[b].person;
}

bool IsRecused(const RuleSet& rules, const Decision& decision, Id unit) {
  return std::any_of(decision.recusals.begin(), decision.recusals.end(),
                     [&](Id recused) { return IsWithin(rules, unit, recused) || IsSamePerson(rules, unit, recused); });
}

void KeepEachPersonOnce(const RuleSet& rules, Decision* decision) {
  auto& co_owners = decision->co_owners;
  std::erase_if(co_owners, [&](Id unit) { return IsSamePerson(rules, unit, decision->owner); });
  std::sort(co_owners.begin(), co_owners.end());
  KeepFirst(&co_owners, [&](Id a, Id b) { return IsSamePerson(rules, a, b); });

  std::sort(decision->recusals.begin(), decision->recusals.end());

  auto& notices = decision->notices;
  std::sort(notices.begin(), notices.end());
  KeepFirst(&notices, [&](const Notification& a, const Notification& b) {
    return a.letter == b.letter && IsSamePerson(rules, a.unit, b.unit);
  });
}

}  // namespace autorules
