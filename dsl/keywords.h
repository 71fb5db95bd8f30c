#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/base/catalog.h"

namespace autorules {

/// Every keyword of the language, one per place in a construct (see keywords.inc).
enum class Keyword : std::uint8_t {
#define AUTORULES_KEYWORD(id, place, ru, en) id,
#include "dsl/keywords.inc"
#undef AUTORULES_KEYWORD
};

/// Where a keyword stands.
enum class KeywordPlace : std::uint8_t {
  kDeclaration,
  kAnywhere,
  kMunicipalityBody,
  kProcedureBody,
  kClock,
  kEscalationBody,
  kChannelBody,
  kUnitHead,
  kUnitBody,
  kTopicHead,
  kTopicBody,
  kFieldHead,
  kTemplateBody,
  kScriptHead,
  kRuleHead,
  kEvent,
  kTableHead,
  kTableBody,
  kExampleBody,
  kCondition,
  kWindow,
  kAction,
};

struct KeywordRow {
  Keyword id;
  KeywordPlace place;
  std::string_view ru, en;  ///< forms separated by `|`, the canonical one first
};

inline constexpr auto kKeywords = std::to_array<KeywordRow>({
#define AUTORULES_KEYWORD(id, place, ru, en) {Keyword::id, KeywordPlace::place, ru, en},
#include "dsl/keywords.inc"
#undef AUTORULES_KEYWORD
});

constexpr const KeywordRow& RowOf(Keyword keyword) { return kKeywords[static_cast<std::size_t>(keyword)]; }

/// The form that the formatter writes.
std::string_view Canonical(Keyword keyword, Language language);

/// The form of the keyword that is written there, or the canonical one when it is of the other language: `тема пуста`
/// keeps its ending.
std::string_view Form(Keyword keyword, std::string_view spelling, Language language);
/// The form with that index in the row of the table, from 0.
std::string_view FormAt(Keyword keyword, std::size_t index, Language language);

/// Length in bytes of the keyword at the start of `text` in either spelling, as whole words, case and ё aside, any
/// white space between the words of a form; 0 when it is not there.
std::size_t MatchKeyword(Keyword keyword, std::string_view text);

/// True for the structural words, which cannot be names: `если`, `то`, `и`, `или`, `не`, `конец`, … in both spellings.
/// `folded` is a folded word.
bool IsReserved(std::string_view folded);

/// The words that may start a declaration, first word only, both spellings, canonical case.
std::span<const std::string_view> DeclarationWords();

}  // namespace autorules
