#pragma once

#include <memory>
#include <string>
#include <string_view>

struct sb_stemmer;

namespace autorules {

/// The form under which a word or number of cleaned text is compared: lower case, ё = е, Latin look-alikes inside a
/// word with Cyrillic letters made Cyrillic, three and more equal letters in a row made one, decimal digits ASCII.
/// Reads and writes at most limits::kWordBytes; the rest of a longer run of letters is not compared.
void NormalizeWord(std::string_view word, std::string& form);

/// True when the (normalised) word has a Cyrillic letter.
bool HasCyrillic(std::string_view word);

/// Number of code points of a normalised word, which is valid UTF-8.
std::size_t CountLetters(std::string_view word);

/// `text` cut to at most `bytes`, never inside a character.
std::string_view CutAtCharacter(std::string_view text, std::size_t bytes);

/// Snowball stems of normalised words. Words without Cyrillic letters are their own stems. One per thread.
class Stemmer {
 public:
  Stemmer();
  /// The view lives until the next call, or as long as `form`.
  std::string_view Stem(std::string_view form);

 private:
  struct Deleter {
    void operator()(sb_stemmer* stemmer) const;
  };
  std::unique_ptr<sb_stemmer, Deleter> stemmer_;
};

}  // namespace autorules
