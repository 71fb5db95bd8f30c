#pragma once

#include <string>
#include <utility>

#include "engine/workflow/rulebook.h"
#include "engine/workflow/workflow.h"

namespace autorules {

/// A transition while it is being made. Dropped when the input is refused, so that a case never stands half changed.
struct Draft {
  const Rulebook& book;
  UnixSeconds now;
  Transition made = {};

  Case& next() { return made.next; }
  const Case& next() const { return made.next; }
  /// Nullptr when the case runs by none.
  const Procedure* procedure() const { return book.ProcedureOf(made.next.decision); }
  /// A new entry of the journal, of this moment.
  JournalEntry& Note(JournalEntry::Kind kind) {
    JournalEntry& entry = made.journal.emplace_back();
    entry.kind = kind;
    entry.at = now;
    return entry;
  }
};

/// Whether an input is taken; without a value, why not.
using Acceptance = tl::expected<void, Refusal>;

inline tl::unexpected<Refusal> Refuse(std::string ru, std::string en) {
  return tl::unexpected<Refusal>(Refusal{Text(std::move(ru), std::move(en))});
}

}  // namespace autorules
