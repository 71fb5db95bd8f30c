#include "engine/text/normalize.h"

#include <libstemmer.h>
#include <unicode/uchar.h>

#include <array>
#include <cstdint>

#include "engine/base/limits.h"
#include "engine/text/utf8.h"

namespace autorules {
namespace {

bool IsCyrillic(UChar32 code) { return code >= 0x400 && code <= 0x52F; }

/// The Cyrillic letter (lower case) that a Latin one is typed or disguised for, by how it looks; 0 if none. Case
/// matters: `B` looks like В, `b` like ь.
UChar32 LookAlike(UChar32 code) {
  switch (code) {
    case 'A':
    case 'a':
    case 0xC1:
    case 0xE1: return U'а';  // á: an accent typed as a Latin letter
    case 'B': return U'в';
    case 'b': return U'ь';
    case 'C':
    case 'c': return U'с';
    case 'E':
    case 'e':
    case 0xC9:
    case 0xE9:
    case 0xCB:
    case 0xEB: return U'е';
    case 'H':
    case 'h': return U'н';
    case 'I':
    case 'i': return U'и';
    case 'K':
    case 'k': return U'к';
    case 'M':
    case 'm': return U'м';
    case 'n': return U'п';
    case 'O':
    case 'o':
    case 0xD3:
    case 0xF3: return U'о';
    case 'P':
    case 'p': return U'р';
    case 'r': return U'г';
    case 'T':
    case 't': return U'т';
    case 'u': return U'и';
    case 'X':
    case 'x': return U'х';
    case 'Y':
    case 'y':
    case 0xDD:
    case 0xFD: return U'у';
    default: return 0;
  }
}

UChar32 FoldLetter(UChar32 code, bool cyrillic) {
  if (cyrillic && code < 0x100) {
    if (const UChar32 alike = LookAlike(code); alike != 0) return alike;
  }
  if (const std::int32_t digit = u_charDigitValue(code); digit >= 0) return '0' + digit;
  const UChar32 lower = u_tolower(code);
  if (lower == U'ё' || lower == 0x450) return U'е';
  return lower == 0x45D ? static_cast<UChar32>(U'и') : lower;
}

}  // namespace

std::string_view CutAtCharacter(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

bool HasCyrillic(std::string_view word) {
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xD0 && byte <= 0xD4) return true;
  }
  return false;
}

std::size_t CountLetters(std::string_view word) {
  std::size_t count = 0;
  for (const char c : word) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return count;
}

void NormalizeWord(std::string_view word, std::string& form) {
  word = CutAtCharacter(word, limits::kWordBytes);
  std::array<UChar32, limits::kWordBytes> letters{};
  std::size_t count = 0;
  bool cyrillic = false;
  for (std::size_t i = 0; i < word.size();) {
    const UChar32 code = DecodeUtf8(word, i);
    cyrillic = cyrillic || IsCyrillic(code);
    letters[count++] = code < 0 ? 0xFFFD : code;
  }
  for (std::size_t i = 0; i < count; ++i) letters[i] = FoldLetter(letters[i], cyrillic);
  form.clear();
  for (std::size_t i = 0; i < count;) {
    std::size_t next = i + 1;
    while (next < count && letters[next] == letters[i]) ++next;
    const bool digit = letters[i] >= '0' && letters[i] <= '9';
    const std::size_t keep = next - i >= 3 && !digit ? 1 : next - i;
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, letters[i]);
    for (std::size_t k = 0; k < keep; ++k) form.append(bytes, static_cast<std::size_t>(length));
    i = next;
  }
  form.resize(CutAtCharacter(form, limits::kWordBytes).size());  // some lower-case letters take more bytes
}

Stemmer::Stemmer() : stemmer_(sb_stemmer_new("russian", "UTF_8")) {}

void Stemmer::Deleter::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

std::string_view Stemmer::Stem(std::string_view form) {
  if (stemmer_ == nullptr || !HasCyrillic(form)) return form;
  const auto* symbols = reinterpret_cast<const sb_symbol*>(form.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), symbols, static_cast<int>(form.size()));
  const int length = sb_stemmer_length(stemmer_.get());
  if (stem == nullptr || length <= 0) return form;
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(length)};
}

}  // namespace autorules
