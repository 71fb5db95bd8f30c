#include <algorithm>
#include <iterator>

#include "engine/decide/people.h"
#include "engine/workflow/changes.h"
#include "engine/workflow/event_rules.h"
#include "engine/workflow/take.h"

namespace autorules {
namespace {

/// What the rules say now, with the tags that others than the rules have set.
std::vector<std::string> Retagged(const Case& value, const std::vector<std::string>& decided) {
  std::vector<std::string> added, tags;
  std::set_difference(value.decision.tags.begin(), value.decision.tags.end(), value.decided.tags.begin(),
                      value.decided.tags.end(), std::back_inserter(added));
  std::set_union(decided.begin(), decided.end(), added.begin(), added.end(), std::back_inserter(tags));
  return tags;
}

/// Others than the rules have raised it: the rules cannot lower it again.
Importance Reweighed(const Case& value, Importance decided) {
  const Importance now = value.decision.importance;
  return now == value.decided.importance ? decided : std::max(now, decided);
}

template <typename T>
std::vector<T> Without(const std::vector<T>& list, const std::vector<T>& known) {
  std::vector<T> rest;
  std::set_difference(list.begin(), list.end(), known.begin(), known.end(), std::back_inserter(rest));
  return rest;
}

}  // namespace

Acceptance Take(Draft* draft, const Edited& edited) {
  Case& next = draft->next();
  const Decision before = next.decision;
  const Decision& decided = edited.decision;
  draft->Note(JournalEntry::Kind::kEdited).unit = edited.by;
  next.message = edited.message;
  const auto tags = Retagged(next, decided.tags);
  const Importance importance = Reweighed(next, decided.importance);
  const bool says_otherwise =
      decided.owner != next.decided.owner || IsRecused(draft->book.rules(), decided, before.owner);
  const bool moves = says_otherwise && decided.owner != before.owner;

  next.decision = decided;
  next.decision.procedure = before.procedure;
  next.decision.owner = before.owner;
  next.decision.importance = before.importance;
  next.decision.tags = tags;
  next.decision.notices = before.notices;
  next.decision.replies = before.replies;
  next.decided = {decided.owner, decided.importance, decided.tags};
  for (const std::string& tag : Without(tags, before.tags)) draft->Note(JournalEntry::Kind::kTagged).text = tag;
  SetImportance(draft, importance);
  if (moves) HandOver(draft, decided.owner, "после изменения сообщения");
  KeepEachPersonOnce(draft->book.rules(), &next.decision);
  for (const Notification& notice : Without(decided.notices, before.notices))
    Tell(draft, notice.unit, notice.letter, "сообщение изменено");
  for (const Id letter : Without(decided.replies, before.replies)) Reply(draft, letter);
  FireRules(draft, {EventKind::kChange, "", "сообщение изменено", {}});
  return {};
}

}  // namespace autorules
