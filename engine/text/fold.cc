#include "engine/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

#include "engine/text/utf8.h"

namespace autorules {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Folds what is only ASCII and А-я, Ё, ё; false at anything else, which needs ICU.
bool FoldPlain(std::string_view text, std::string& out) {
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (IsSpace(text[i])) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (byte < 0x80) {
      out += static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      continue;
    }
    if ((byte != 0xD0 && byte != 0xD1) || i + 1 == text.size()) return false;
    const auto tail = static_cast<unsigned char>(text[++i]);
    if (byte == 0xD0 && tail >= 0x90 && tail <= 0x9F) {  // А-П
      out += '\xD0';
      out += static_cast<char>(tail + 0x20);
    } else if (byte == 0xD0 && tail >= 0xA0 && tail <= 0xAF) {  // Р-Я
      out += '\xD1';
      out += static_cast<char>(tail - 0x20);
    } else if ((byte == 0xD0 && tail == 0x81) || (byte == 0xD1 && tail == 0x91)) {  // Ё, ё
      out += "\xD0\xB5";
    } else if ((byte == 0xD0 && tail >= 0xB0 && tail <= 0xBF) || (byte == 0xD1 && tail >= 0x80 && tail <= 0x8F)) {
      out += static_cast<char>(byte);
      out += static_cast<char>(tail);
    } else {
      return false;
    }
  }
  return true;
}

std::string FoldAny(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  const std::string valid = RepairUtf8(text);
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(valid.data(), static_cast<std::int32_t>(valid.size())));
  icu::UnicodeString normal = nfkc->normalize(wide, status);
  if (U_FAILURE(status)) normal = wide;
  icu::UnicodeString folded;
  bool space = false;
  for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
    const UChar32 code = u_tolower(normal.char32At(i));
    if (u_isUWhiteSpace(code)) {
      space = true;
      continue;
    }
    if (space && !folded.isEmpty()) folded.append(UChar32{' '});
    space = false;
    folded.append(code == 0x451 ? UChar32{0x435} : code);
  }
  std::string out;
  folded.toUTF8String(out);
  return out;
}

}  // namespace

std::string Fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  return FoldPlain(text, out) ? out : FoldAny(text);
}

bool IsValidUtf8(std::string_view text, std::size_t* bad) {
  for (std::size_t pos = 0; pos < text.size();) {
    if (static_cast<unsigned char>(text[pos]) < 0x80) {
      ++pos;
      continue;
    }
    const std::size_t start = pos;
    if (DecodeUtf8(text, pos) < 0) {
      if (bad != nullptr) *bad = start;
      return false;
    }
  }
  return true;
}

std::string RepairUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    if (DecodeUtf8(text, pos) < 0) {
      out += kReplacement;
    } else {
      out.append(text, start, pos - start);
    }
  }
  return out;
}

std::size_t CountCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return count;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const UChar32 code = DecodeUtf8(text, pos);
    if (code < 0) {
      ++width;
      continue;
    }
    const auto mask = U_GET_GC_MASK(code);
    if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) != 0) continue;
    const int east_asian = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

}  // namespace autorules
