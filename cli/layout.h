#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Text fitted to columns of a terminal. Widths are display columns; texts are valid UTF-8.
namespace autorules::cli {

/// The text in one line: white space and control characters become single spaces.
std::string OneLine(std::string_view text);
/// At most `width` columns, the last of them `…` when something was left out.
std::string Shorten(std::string_view text, std::size_t width);
/// Spaces appended up to `width` columns.
std::string Pad(std::string text, std::size_t width);
/// Broken at spaces into lines of at most `width` columns (longer words are cut); at most `max_lines`, the last one
/// shortened when something was left out. `width` is at least 1.
std::vector<std::string> Wrap(std::string_view text, std::size_t width, std::size_t max_lines);

/// The form of a Russian noun after a number: 1 обращение, 2 обращения, 5 обращений.
std::string_view Plural(std::uint64_t count, std::string_view one, std::string_view few, std::string_view many);

}  // namespace autorules::cli
