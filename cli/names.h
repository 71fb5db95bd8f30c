#pragma once

#include <string>
#include <string_view>

#include "engine/base/catalog.h"
#include "engine/decide/decision.h"

/// What decided values are called: display names for people, stable words for programs.
namespace autorules::cli {

/// Display name, or the name where none was given; "" for kNone.
std::string_view TopicName(const RuleSet& rules, Id topic);
std::string_view UnitName(const RuleSet& rules, Id unit);
std::string_view ProcedureName(const RuleSet& rules, Id procedure);
std::string_view ChannelName(const RuleSet& rules, Id channel);
/// The topmost topic above; kNone for kNone.
Id GroupOf(const RuleSet& rules, Id topic);

/// A decided enumeration value: `id` is stable, for programs.
struct Word {
  std::string_view id;
  std::string_view russian;
};
Word Describe(Importance importance);
Word Describe(OutcomeKind kind);
/// Empty for kClaimed.
Word Describe(FallbackReason reason);

/// Display name of a template, or its name; "" for kNone.
std::string_view TemplateName(const RuleSet& rules, Id letter);
/// A value as people read it: a display name, "да", 2.5, 2026-01-12, or the text itself.
std::string ValueText(const RuleSet& rules, Attribute attribute, const Value& value);
/// How a call of a script failed; empty for kDone.
Word Describe(ScriptOutcome outcome);
/// The value that the decision holds for a decided or computed attribute, for people: "Дороги", "нет". Empty for what
/// came with the message, and for a window or script function that was not asked.
std::string DecidedValue(const RuleSet& rules, const Decision& decision, Attribute attribute);

}  // namespace autorules::cli
