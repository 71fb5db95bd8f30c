#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace autorules {

/// What a word does in the advertising with which channels end their posts.
enum class TailWord : std::uint8_t {
  kOther,    ///< no word of such advertising
  kFiller,   ///< stands between the others: на, нашего, ссылке
  kCall,     ///< begins one of the calls below, or stands between as well
  kThing,    ///< what is advertised, but also talked of in other ways: канал, группа, новости
  kNetwork,  ///< telegram, вк, max
};

/// `form` as NormalizeWord gives it.
TailWord ReadTailWord(std::string_view form);

/// How such advertising begins.
struct TailCall {
  std::string_view words;  ///< forms with a space between; a `*` stands for an ending of at most two letters
  bool sure = false;       ///< nobody else begins a sentence with it; else what follows has to prove it
};
std::span<const TailCall> TailCalls();

/// True when `form` is `word`, or, where that ends in `*`, the word with an ending of at most two letters.
bool IsFormOf(std::string_view form, std::string_view word);

}  // namespace autorules
