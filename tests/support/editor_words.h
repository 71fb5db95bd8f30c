#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/keywords.h"
#include "engine/ruleset/words.h"

/// The words of the language as an editor colours them: scopes by the usual TextMate names, and regular expressions of
/// Oniguruma that read a word as the parser does (case aside, ё = е, whole words of any alphabet, any blanks between
/// the words of one form). An expression stands for itself: it may be joined with `|` inside a group.
namespace autorules::testing::editor {

/// `name` in this language: keyword.control.autorules.
std::string Scope(std::string_view name);
/// What a keyword is coloured as.
std::string ScopeOf(Keyword keyword);
/// What is declared by a word: entity.name.type.autorules.
std::string ScopeOfDeclared(Keyword declaration);

inline constexpr std::string_view kAttributeScope = "support.variable";
inline constexpr std::string_view kOwnAttributeScope = "variable.other";
inline constexpr std::string_view kActionScope = "support.function";
inline constexpr std::string_view kValueScope = "constant.language";
inline constexpr std::string_view kTypeScope = "storage.type";

/// Forms separated by `|`, as in the keyword table.
std::vector<std::string> FormsOf(std::string_view row);
/// Both spellings of a keyword, every form.
std::vector<std::string> FormsOf(Keyword keyword);
std::vector<std::string> FormsOf(const std::vector<Keyword>& keywords);
/// Both spellings of every word.
std::vector<std::string> FormsOf(Words words);
/// Attributes by their reading form, attributes that rules set by their action form.
std::vector<std::string> AttributeForms();
std::vector<std::string> ActionForms();
/// Words for people in procedures, escalations and notices, which no unit may be called by; kinds of roles are names.
std::vector<std::string> ActorForms();
/// The words that values of an attribute of that type are chosen from, holders for units; none for most.
std::vector<std::string> ValueWordsOf(ValueType type);

/// One of the forms, the longest first. Of attributes and values also: not the beginning of a dotted name.
std::string Keywords(std::vector<std::string> forms);
std::string Names(std::vector<std::string> forms);
/// A name of the pack's own: a word that is not reserved; `Dotted` also takes names joined by dots.
std::string Name();
std::string Dotted();
/// Any word or dotted name, reserved or not: what is taken whole so that nothing is found inside it.
std::string AnyWord();
/// `24 часа`, `3 рабочих дня`.
std::string DurationExpression();

}  // namespace autorules::testing::editor
