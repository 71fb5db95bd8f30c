#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/catalog.h"
#include "engine/ruleset/attributes.h"

namespace autorules {

/// A word that is a value of the language itself, in both spellings: `высокая`/`high`.
struct ValueWord {
  int value;  ///< of the enumeration
  std::string_view ru, en;
};

/// The enumerations whose values have words.
enum class Words : std::uint8_t { kHolders, kImportances, kRoleKinds, kActors, kFlags, kOutcomes, kTypes, kWeekdays };

std::span<const ValueWord> WordsOf(Words words);
/// The word in either spelling (folded); nullptr when there is none.
const ValueWord* FindWord(Words words, std::string_view folded);
/// All words of an enumeration in one spelling, comma-separated, for error texts.
Text ListWords(Words words);

/// The attribute whose reading form is the word, in either spelling (folded).
std::optional<Attribute> FindAttribute(std::string_view folded);
/// The attribute whose action form is the word, in either spelling (folded).
std::optional<Attribute> FindAction(std::string_view folded);

/// What a type is called in error texts: "число".
Text NameOf(ValueType type);
/// What a kind of unit is called: "роль".
Text NameOf(UnitKind kind);
/// The enumeration that the values of a type come from, when its values are words of the language.
std::optional<Words> WordsOfType(ValueType type);

}  // namespace autorules
