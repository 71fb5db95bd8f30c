#include "engine/workflow/changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/decide/people.h"
#include "engine/ruleset/values.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

using Kind = JournalEntry::Kind;

/// Keeps the list ordered and each entry in it once.
template <typename T>
void Insert(std::vector<T>* list, const T& value) {
  const auto at = std::lower_bound(list->begin(), list->end(), value);
  if (at == list->end() || *at != value) list->insert(at, value);
}

}  // namespace

void HandOver(Draft* draft, Id to, const std::string& why, Id by) {
  Case& next = draft->next();
  JournalEntry& entry = draft->Note(Kind::kHandedOver);
  entry.unit = to;
  entry.from = next.decision.owner;
  entry.by = by;
  entry.text = why;
  next.decision.owner = to;
  KeepEachPersonOnce(draft->book.rules(), &next.decision);
  if (next.closed) return;
  next.holdings.back().to = draft->now;
  next.holdings.push_back({to, draft->now, std::nullopt});
}

void Tell(Draft* draft, Id unit, Id letter, const std::string& why) {
  Case& next = draft->next();
  const auto& templates = draft->book.rules().templates();
  JournalEntry& entry = draft->Note(Kind::kNotified);
  entry.unit = unit;
  entry.name = letter == kNone ? "" : templates[letter].name;
  entry.text = why;
  const std::string what = letter == kNone ? fmt::format("Сообщение № {}: {}", next.message.id, why) : "";
  draft->made.messages.push_back({Outgoing::Kind::kNotice, unit, letter, what});
  Insert(&next.decision.notices, {unit, letter});
  KeepEachPersonOnce(draft->book.rules(), &next.decision);
}

void Reply(Draft* draft, Id letter) {
  draft->Note(Kind::kReply).name = draft->book.rules().templates()[letter].name;
  draft->made.messages.push_back({Outgoing::Kind::kReply, kNone, letter, ""});
  Insert(&draft->next().decision.replies, letter);
}

void AddTag(Draft* draft, const std::string& tag) {
  auto& tags = draft->next().decision.tags;
  const std::string folded = Fold(tag);
  if (std::any_of(tags.begin(), tags.end(), [&](const std::string& known) { return Fold(known) == folded; })) return;
  Insert(&tags, tag);
  draft->Note(Kind::kTagged).text = tag;
}

void SetImportance(Draft* draft, Importance importance) {
  Decision& decision = draft->next().decision;
  if (decision.importance == importance) return;
  decision.importance = importance;
  draft->Note(Kind::kRaised).text =
      NameOfId(draft->book.rules().parts(), Attribute::kImportance, static_cast<Id>(importance), Language::kRussian);
}

}  // namespace autorules
