#include "engine/text/tokenizer.h"

#include <array>
#include <cstdint>

#include "engine/text/letters.h"
#include "engine/text/special.h"

namespace autorules {
namespace {

enum class Lead : std::uint8_t { kSeparator, kLatin, kCyrillic, kDigit, kSign, kRare };

constexpr std::array<Lead, 256> MakeLeads() {
  std::array<Lead, 256> leads{};
  for (std::size_t b = 0; b < 256; ++b) {
    const auto c = static_cast<char>(b);
    if (b >= 0x80) {
      leads[b] = b == 0xD0 || b == 0xD1 ? Lead::kCyrillic : Lead::kRare;
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      leads[b] = Lead::kLatin;
    } else if (c >= '0' && c <= '9') {
      leads[b] = Lead::kDigit;
    } else if (c == '+' || c == '(' || c == '@' || c == '#' || c == '[' || c == '*') {
      leads[b] = Lead::kSign;
    } else {
      leads[b] = Lead::kSeparator;
    }
  }
  return leads;
}

constexpr std::array<Lead, 256> kLeads = MakeLeads();

Special ReadSign(std::string_view text, std::size_t pos, bool joined) {
  switch (text[pos]) {
    case '@': return joined ? Special{} : ReadMention(text, pos);
    case '#': return ReadHashtag(text, pos);
    case '[': return ReadMarkup(text, pos);
    case '*': return ReadStarMention(text, pos);
    default: return ReadPhone(text, pos);
  }
}

}  // namespace

bool Tokenizer::Take(TokenKind kind, std::size_t begin, std::size_t end, Piece& piece) {
  piece = {kind, begin == last_end_, begin, end};
  last_end_ = end;
  pos_ = end;
  return true;
}

bool Tokenizer::TakeSpecial(const Special& special, Piece& piece) {
  Take(special.kind, special.begin, special.end, piece);
  pos_ = special.next;
  return true;
}

std::size_t Tokenizer::LettersEnd(std::size_t pos) const {
  const std::size_t size = text_.size();
  while (pos < size) {
    switch (kLeads[static_cast<unsigned char>(text_[pos])]) {
      case Lead::kLatin: ++pos; break;
      case Lead::kCyrillic: pos += 2; break;
      case Lead::kRare: {
        const std::size_t length = LetterAt(text_, pos);
        if (length == 0) return pos;
        pos += length;
        break;
      }
      default: return pos;
    }
  }
  return pos;
}

std::size_t Tokenizer::DigitsEnd(std::size_t pos) const {
  for (std::size_t length = DigitAt(text_, pos); length > 0; length = DigitAt(text_, pos)) pos += length;
  return pos;
}

bool Tokenizer::Next(Piece& piece) {
  while (pos_ < text_.size()) {
    switch (kLeads[static_cast<unsigned char>(text_[pos_])]) {
      case Lead::kSeparator: ++pos_; break;
      case Lead::kCyrillic: {
        const std::size_t end = LettersEnd(pos_ + 2);
        if (end < text_.size() && text_[end] == '.') {
          if (const Special host = ReadCyrillicHost(text_, pos_, end)) return TakeSpecial(host, piece);
        }
        return Take(TokenKind::kWord, pos_, end, piece);
      }
      case Lead::kLatin:
        if (const Special special = ReadUrlOrEmail(text_, pos_)) return TakeSpecial(special, piece);
        return Take(TokenKind::kWord, pos_, LettersEnd(pos_ + 1), piece);
      case Lead::kDigit:
        // Not inside a word: «к2» is a building, and the digits after a letter begin no address.
        if (pos_ != last_end_) {
          if (const Special phone = ReadPhone(text_, pos_)) return TakeSpecial(phone, piece);
          if (const Special special = ReadUrlOrEmail(text_, pos_)) return TakeSpecial(special, piece);
        }
        return Take(TokenKind::kNumber, pos_, DigitsEnd(pos_), piece);
      case Lead::kSign:
        if (const Special special = ReadSign(text_, pos_, pos_ == last_end_)) return TakeSpecial(special, piece);
        ++pos_;
        break;
      case Lead::kRare: {
        const RareCharacter rare = ReadRare(text_, pos_);
        if (rare.letter) return Take(TokenKind::kWord, pos_, LettersEnd(pos_), piece);
        if (rare.digit) return Take(TokenKind::kNumber, pos_, DigitsEnd(pos_), piece);
        std::size_t end = pos_ + rare.length;
        if (!rare.emoji) {
          pos_ = end;
          break;
        }
        while (end < text_.size() && kLeads[static_cast<unsigned char>(text_[end])] == Lead::kRare) {
          const RareCharacter next = ReadRare(text_, end);
          if (!next.emoji) break;
          end += next.length;
        }
        return Take(TokenKind::kEmoji, pos_, end, piece);
      }
    }
  }
  return false;
}

}  // namespace autorules
