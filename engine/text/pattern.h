#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/catalog.h"

namespace autorules {

/// Index of a pattern in its PatternSet.
using PatternId = std::uint32_t;

/// One word of a pattern, already normalised as message text is.
struct PatternWord {
  enum class Kind : std::uint8_t { kStem, kExact, kPrefix };
  Kind kind = Kind::kStem;
  std::string form;  ///< the stem, the exact form or the prefix
  bool operator==(const PatternWord&) const = default;
  auto operator<=>(const PatternWord&) const = default;
};

/// What a user wrote between quotes to look for in text. `parts` follow each other with at most
/// limits::kPatternGapWords words between; the words of one part are neighbours.
struct Pattern {
  std::vector<std::vector<PatternWord>> parts;
  bool operator==(const Pattern&) const = default;
  auto operator<=>(const Pattern&) const = default;
  /// Canonical spelling over stems, for dumps and equality: `нет ... вод`, `=муп`, `капремонт*`.
  std::string Canonical() const;
};

/// Why a literal is not a pattern: what is wrong, ready for a diagnostic (E0305).
struct PatternError {
  Text what;
};

/// Reads a pattern literal (without its quotes): words, `*` after a prefix, `=` before an exact form, `...` (or `…`)
/// between parts. Errors: no word at all, `*` elsewhere than at an end, a gap first or last, too many words, a word
/// that the tokeniser would not see as one word.
tl::expected<Pattern, PatternError> ParsePattern(std::string_view literal);

}  // namespace autorules
