#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/cst.h"

namespace autorules::testing {

/// A piece of rule text and how an editor should colour it.
struct WantedScope {
  enum class Kind : std::uint8_t {
    kKeyword,
    kName,     ///< of something of the pack: a unit, a topic, a template …
    kWord,     ///< an attribute or action, own ones too, or a value of the language
    kLiteral,  ///< a string, number, date …
    kComment,
    kMark,  ///< of punctuation
  };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Kind kind = Kind::kName;
  std::string scope;               ///< the innermost one; "" when only that of the language
  std::optional<Keyword> keyword;  ///< of kKeyword

  /// True when `scopes`, the innermost last, are what is wanted. Inside a string quotes, marks of patterns and places
  /// of templates have scopes of their own.
  bool Fits(const std::vector<std::string>& scopes) const;
};

/// What the trees of a text that parses say about all of it, white space aside, in the order of the text.
std::vector<WantedScope> WantedScopes(std::string_view text, const std::vector<CstNode>& trees);

}  // namespace autorules::testing
