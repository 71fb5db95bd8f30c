#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace autorules {

/// The form under which names, keywords and attribute texts are compared: valid UTF-8 lower-cased, ё = е, NFKC,
/// surrounding white space dropped and inner runs of it made one space. Invalid bytes become U+FFFD.
std::string Fold(std::string_view text);

/// True when the bytes are valid UTF-8; otherwise `bad` (if given) gets the first offending offset.
bool IsValidUtf8(std::string_view text, std::size_t* bad = nullptr);
/// The text with every invalid byte sequence replaced by U+FFFD.
std::string RepairUtf8(std::string_view text);
/// Number of code points of valid UTF-8.
std::size_t CountCodePoints(std::string_view text);
/// Columns a terminal needs for the text (wide characters 2, combining marks 0).
std::size_t DisplayWidth(std::string_view text);
/// Damerau-Levenshtein distance in code points, or `limit + 1` when it is greater than `limit`.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace autorules
