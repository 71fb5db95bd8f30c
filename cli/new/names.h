#pragma once

#include <set>
#include <string>
#include <string_view>

namespace autorules::cli {

/// True for words that mean something to the language, as keyword, attribute or value (folded). A pack may use most of
/// them as names, but its readers would stumble.
bool IsLanguageWord(std::string_view folded);

/// Makes names of the language out of titles: «Дороги и мосты» becomes `дороги_и_мосты`. Letters and digits are kept in
/// lower case, Latin ones beside Cyrillic ones are transcribed, everything else becomes `_`; a title that leaves
/// nothing, begins with a digit or is a word of the language gets `prefix` before it. Each name is given out once.
class NameMaker {
 public:
  /// Names that are not to be given out (folded).
  explicit NameMaker(std::set<std::string> taken) : taken_(std::move(taken)) {}
  std::string Make(std::string_view title, std::string_view prefix);

 private:
  std::set<std::string> taken_;
};

/// A string literal of the language: in quotes, quotes inside doubled. `text` has no line break.
std::string Quoted(std::string_view text);

}  // namespace autorules::cli
