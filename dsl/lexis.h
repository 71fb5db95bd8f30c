#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// The smallest pieces of rule text. Offsets and lengths are bytes of valid UTF-8; nothing here allocates unless it
/// returns a string.
namespace autorules::lexis {

/// Length of the white space and comments (`// …` to the end of the line) that `text` starts with.
std::size_t SpaceLength(std::string_view text);
/// Length of the spaces and tabs that `text` starts with, its line not left.
std::size_t BlankLength(std::string_view text);
/// Length of the word (letters, digits, `_`; first not a digit) that `text` starts with; 0 when there is none.
std::size_t WordLength(std::string_view text);
/// Length of the string literal that `text` starts with, quotes included; 0 when it does not start with a quote, npos
/// when it is not closed on its line.
std::size_t StringLength(std::string_view text);
/// The value of a string literal: without its quotes, doubled closing quotes made single.
std::string StringValue(std::string_view literal);
/// True when `text` begins with `folded` (already folded, no spaces), case and ё aside; the matched length in `length`.
bool StartsWithFolded(std::string_view text, std::string_view folded, std::size_t* length);
/// A Cyrillic word with Latin letters in it.
bool IsMixedScript(std::string_view word);
/// The same word with every Latin look-alike made Cyrillic.
std::string WithoutLatin(std::string_view word);
/// One token for an error text: a word, a literal, a number or one character.
std::string_view TokenAt(std::string_view text);

}  // namespace autorules::lexis
