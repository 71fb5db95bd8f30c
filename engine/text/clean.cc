#include "engine/text/clean.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "engine/text/fold.h"
#include "engine/text/markup.h"
#include "engine/text/utf8.h"

namespace autorules {
namespace {

/// Combining marks kept of one character. Unicode's stream-safe format (UAX 15) has 30; reordering them costs their
/// number squared, which unlimited marks would turn into an attack.
constexpr std::size_t kMarksOfOneCharacter = 30;

/// NFKC writes № as the word `No` and ™ as `TM`; between words they are only signs.
constexpr UChar32 kNumero = 0x2116;
constexpr UChar32 kTradeMark = 0x2122;
constexpr UChar32 kServiceMark = 0x2120;
constexpr UChar32 kNoBreakSpace = 0xA0;

const icu::Normalizer2& Nfkc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCInstance(status);
}

unsigned char Byte(std::string_view text, std::size_t pos) { return static_cast<unsigned char>(text[pos]); }

/// One past the run of characters from `pos` that cleaning leaves as they are: ASCII without `<` and `&`, А-я, Ё, ё,
/// common quotes and dashes, emoji. All of them are NFKC and begin a new character.
std::size_t PlainEnd(std::string_view raw, std::size_t pos) {
  const std::size_t size = raw.size();
  while (pos < size) {
    const unsigned char lead = Byte(raw, pos);
    if (lead < 0x80) {
      if (lead == '<' || lead == '&') return pos;
      ++pos;
      continue;
    }
    if (pos + 1 >= size) return pos;
    const unsigned char second = Byte(raw, pos + 1);
    if (lead == 0xD0) {
      if (second != 0x81 && (second < 0x90 || second > 0xBF)) return pos;
      pos += 2;
    } else if (lead == 0xD1) {
      if (second < 0x80 || second > 0x91 || second == 0x90) return pos;
      pos += 2;
    } else if (lead == 0xC2) {
      if (second != 0xAB && second != 0xBB) return pos;  // « »
      pos += 2;
    } else if (lead == 0xE2) {
      if (pos + 2 >= size || second != 0x80) return pos;
      const unsigned char third = Byte(raw, pos + 2);
      if (third != 0x93 && third != 0x94 && third != 0x9C && third != 0x9D && third != 0x9E) return pos;  // – — “ ” „
      pos += 3;
    } else if (lead == 0xF0) {  // U+1F300..U+1FAFF
      if (pos + 3 >= size || second != 0x9F) return pos;
      const unsigned char third = Byte(raw, pos + 2);
      if (third < 0x8C || third > 0xAB || (Byte(raw, pos + 3) & 0xC0U) != 0x80U) return pos;
      pos += 4;
    } else {
      return pos;
    }
  }
  return pos;
}

/// A character as read, before normalisation.
struct Unit {
  UChar32 code = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Cleaner {
 public:
  Cleaner(std::string_view raw, CleanedText& out, Shortcuts shortcuts) : raw_(raw), out_(out), shortcuts_(shortcuts) {}

  void Run() {
    while (pos_ < raw_.size()) {
      bool after_plain = false;
      if (shortcuts_ == Shortcuts::kTake) {
        const std::size_t end = PlainEnd(raw_, pos_);
        after_plain = end > pos_;
        CopyPlain(end);
        if (pos_ == raw_.size()) return;
      }
      ReadSegment(after_plain);
    }
  }

 private:
  void CopyPlain(std::size_t end) {
    const std::size_t old = out_.buffer.size();
    out_.buffer.append(raw_, pos_, end - pos_);
    out_.begins.resize(out_.buffer.size());
    out_.ends.resize(out_.buffer.size());
    for (std::size_t i = pos_; i < end;) {
      std::size_t next = i + 1;
      while (next < end && (Byte(raw_, next) & 0xC0U) == 0x80U) ++next;
      for (std::size_t k = i; k < next; ++k) {
        out_.begins[old + k - pos_] = static_cast<std::uint32_t>(i);
        out_.ends[old + k - pos_] = static_cast<std::uint32_t>(next);
      }
      i = next;
    }
    pos_ = end;
  }

  Unit Read(std::size_t pos) {
    if (raw_[pos] == '<') {
      if (const std::size_t length = TagLength(raw_, pos); length > 0) {
        out_.repaired = out_.repaired || !IsValidUtf8(raw_.substr(pos, length));
        return {BreaksLine(raw_.substr(pos, length)) ? '\n' : ' ', pos, pos + length};
      }
    } else if (raw_[pos] == '&') {
      const Entity entity = ReadEntity(raw_, pos);
      if (entity.length > 0) return {static_cast<UChar32>(entity.code), pos, pos + entity.length};
    }
    std::size_t end = pos;
    UChar32 code = DecodeUtf8(raw_, end);
    if (code < 0) {
      out_.repaired = true;
      code = ' ';
    }
    return {code, pos, end};
  }

  /// One character with all marks that normalise together with it.
  void ReadSegment(bool after_plain) {
    Unit unit = Read(pos_);
    segment_.remove();
    std::size_t begin = unit.begin;
    if (after_plain && !nfkc_.hasBoundaryBefore(unit.code)) begin = TakeBack();
    Append(unit.code);
    pos_ = unit.end;
    std::size_t marks = 1;
    while (pos_ < raw_.size()) {
      const unsigned char lead = Byte(raw_, pos_);
      if (lead < 0x80 && lead != '&') break;  // every ASCII character begins a segment
      const Unit next = Read(pos_);
      if (nfkc_.hasBoundaryBefore(next.code)) break;
      if (marks++ < kMarksOfOneCharacter) Append(next.code);
      pos_ = next.end;
    }
    Emit(begin, pos_);
  }

  /// A mark that follows a plain character belongs to it: undo the copy of that one character.
  std::size_t TakeBack() {
    std::size_t start = out_.buffer.size() - 1;
    while ((static_cast<unsigned char>(out_.buffer[start]) & 0xC0U) == 0x80U) --start;
    const std::uint32_t begin = out_.begins[start];
    segment_.append(icu::UnicodeString::fromUTF8(
        icu::StringPiece(out_.buffer.data() + start, static_cast<std::int32_t>(out_.buffer.size() - start))));
    out_.buffer.resize(start);
    out_.begins.resize(start);
    out_.ends.resize(start);
    return begin;
  }

  void Append(UChar32 code) {
    segment_.append(code == kNumero || code == kTradeMark || code == kServiceMark ? UChar32{' '} : code);
  }

  void Emit(std::size_t begin, std::size_t end) {
    if (shortcuts_ == Shortcuts::kTake && segment_.countChar32() == 1) {
      const UChar32 code = segment_.char32At(0);
      if (code == kNoBreakSpace) return EmitCode(' ', begin, end);
      if (nfkc_.isInert(code)) return EmitCode(code, begin, end);
    }
    UErrorCode status = U_ZERO_ERROR;
    normal_.remove();
    nfkc_.normalize(segment_, normal_, status);
    const icu::UnicodeString& result = U_SUCCESS(status) ? normal_ : segment_;
    for (std::int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1))
      EmitCode(result.char32At(i), begin, end);
  }

  void EmitCode(UChar32 code, std::size_t begin, std::size_t end) {
    const auto mask = U_GET_GC_MASK(code);
    if ((mask & U_GC_CF_MASK) != 0) return;  // soft hyphen, zero-width characters, direction marks
    if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0) {
      // The accent is not read, but a highlighted word should not end before it.
      for (std::size_t i = out_.ends.size(); i > 0 && out_.ends[i - 1] == begin; --i)
        out_.ends[i - 1] = static_cast<std::uint32_t>(end);
      return;
    }
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, code);
    out_.buffer.append(bytes, static_cast<std::size_t>(length));
    out_.begins.resize(out_.buffer.size(), static_cast<std::uint32_t>(begin));
    out_.ends.resize(out_.buffer.size(), static_cast<std::uint32_t>(end));
  }

  std::string_view raw_;
  CleanedText& out_;
  Shortcuts shortcuts_;
  const icu::Normalizer2& nfkc_ = Nfkc();
  std::size_t pos_ = 0;
  icu::UnicodeString segment_;
  icu::UnicodeString normal_;
};

}  // namespace

void Clean(std::string_view raw, CleanedText& out, Shortcuts shortcuts) {
  out.repaired = false;
  out.same_as_raw = shortcuts == Shortcuts::kTake && PlainEnd(raw, 0) == raw.size();
  if (out.same_as_raw) {
    out.text = raw;
    return;
  }
  out.buffer.clear();
  out.begins.clear();
  out.ends.clear();
  Cleaner(raw, out, shortcuts).Run();
  out.text = out.buffer;
}

}  // namespace autorules
