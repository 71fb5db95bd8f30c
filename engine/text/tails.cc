#include "engine/text/tails.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/text/letters.h"
#include "engine/text/normalize.h"
#include "engine/text/tail_words.h"
#include "engine/text/tokenizer.h"

namespace autorules {
namespace {

/// Channels are named «ЧП Пермь» and citizens shout: a longer word in capitals is read like one in small letters.
constexpr std::size_t kLongestShortName = 4;

enum class Part : std::uint8_t { kOwnWord, kName, kFiller, kCall, kThing, kNetwork, kLink, kOrnament };

struct Item {
  Part part = Part::kOwnWord;
  bool opens = false;      ///< stands where a sentence may begin
  bool new_start = false;  ///< a line or sentence has ended before it
  bool capital = false;
  std::size_t begin = 0;
  std::string form;  ///< of a word
};

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
bool IsGap(char c) { return IsSpace(c) || c == '|'; }

/// Of the letter at `pos`: А-Я, Ё, A-Z. Other alphabets have no channels here.
bool IsCapital(std::string_view text, std::size_t pos) {
  if (pos >= text.size()) return false;
  if (text[pos] >= 'A' && text[pos] <= 'Z') return true;
  if (static_cast<unsigned char>(text[pos]) != 0xD0 || pos + 1 >= text.size()) return false;
  const auto second = static_cast<unsigned char>(text[pos + 1]);
  return second == 0x81 || (second >= 0x90 && second <= 0xAF);
}

bool IsName(std::string_view word, std::string_view form) {
  if (!HasCyrillic(form)) return true;
  if (!IsCapital(word, 0)) return false;
  return !IsCapital(word, LetterAt(word, 0)) || CountLetters(form) <= kLongestShortName;
}

/// Most words need no normalising to be looked up. One with stretched letters is taken for the citizen's.
bool IsNormal(std::string_view word) {
  for (std::size_t i = 0; i + 1 < word.size(); i += 2) {
    const auto lead = static_cast<unsigned char>(word[i]);
    const auto second = static_cast<unsigned char>(word[i + 1]);
    if (!(lead == 0xD0 && second >= 0xB0) && !(lead == 0xD1 && second < 0x90)) return false;
  }
  return word.size() % 2 == 0;
}

Part PartOfWord(std::string_view word, std::string& form) {
  if (IsNormal(word)) {
    form = word;
  } else {
    NormalizeWord(word, form);
  }
  switch (ReadTailWord(form)) {
    case TailWord::kFiller: return Part::kFiller;
    case TailWord::kCall: return Part::kCall;
    case TailWord::kThing: return Part::kThing;
    case TailWord::kNetwork: return Part::kNetwork;
    case TailWord::kOther: break;
  }
  return IsName(word, form) ? Part::kName : Part::kOwnWord;
}

/// What a stretch without spaces begins with, without its punctuation; a guess of ornament or link when no Russian
/// word.
Part PartOfChunk(std::string_view chunk, std::string& form) {
  if (chunk.front() == '#') return Part::kOrnament;
  std::size_t begin = 0;
  while (begin < chunk.size() && LetterAt(chunk, begin) == 0) {
    ++begin;
    while (begin < chunk.size() && (static_cast<unsigned char>(chunk[begin]) & 0xC0U) == 0x80U) ++begin;
  }
  if (begin == chunk.size()) return Part::kOrnament;
  if (IsAsciiLetter(chunk[begin])) return Part::kLink;
  std::size_t end = begin;
  for (std::size_t length = LetterAt(chunk, end); length > 0; length = LetterAt(chunk, end)) end += length;
  return PartOfWord(chunk.substr(begin, end - begin), form);
}

/// Where to look for a tail: one past the last word of the text that can only be the citizen's; the size of the text
/// when no call stands behind that word.
std::size_t AfterOwnWords(std::string_view text) {
  const std::size_t stop = text.size() - std::min(text.size(), limits::kTailBytes);
  std::string form;
  bool call = false;
  std::size_t begin = text.size();
  for (;;) {
    std::size_t end = begin;
    while (end > stop && IsGap(text[end - 1])) --end;
    std::size_t chunk = end;
    while (chunk > stop && !IsGap(text[chunk - 1])) --chunk;
    if (chunk == end || (chunk == stop && stop > 0)) break;
    // The name in a markup, [club1|Пермь сегодня], is one token with the spaces in it.
    if (text.substr(chunk, end - chunk).find(']') != std::string_view::npos) {
      const std::size_t open = text.substr(stop, end - stop).rfind('[');
      if (open != std::string_view::npos) chunk = std::min(chunk, stop + open);
    }
    const Part part = PartOfChunk(text.substr(chunk, end - chunk), form);
    if (part == Part::kOwnWord) break;
    call = call || part == Part::kCall;
    begin = chunk;
  }
  return call ? begin : text.size();
}

/// Whether a sentence may begin at `pos`, by what stands before it: the start of a line, the end of a sentence, an
/// emoji, a bullet; not a word and not a comma.
bool Opens(std::string_view text, std::size_t pos) {
  while (pos > 0) {
    const char c = text[pos - 1];
    if (c == '\n') return true;
    if (!IsSpace(c) && std::string_view("\"'()[]").find(c) == std::string_view::npos) break;
    --pos;
  }
  if (pos == 0) return true;
  std::size_t last = pos - 1;
  while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
  if (LetterAt(text, last) > 0 || DigitAt(text, last) > 0) return false;
  const std::string_view character = text.substr(last, pos - last);
  for (const std::string_view goes_on : {",", ";", ":", "-", "–", "—", "/", "&", "%", "«", "»", "“", "”", "„"}) {
    if (character == goes_on) return false;
  }
  return true;
}

Part PartOf(TokenKind kind) {
  switch (kind) {
    case TokenKind::kUrl:
    case TokenKind::kMention: return Part::kLink;
    case TokenKind::kHashtag:
    case TokenKind::kEmoji: return Part::kOrnament;
    case TokenKind::kNumber: return Part::kName;
    default: return Part::kOwnWord;  // an e-mail address or a telephone is where the citizen wants the answer
  }
}

std::vector<Item> ReadItems(std::string_view text, std::size_t from) {
  std::vector<Item> items;
  Tokenizer tokenizer(text.substr(from));
  std::size_t last = from;
  for (Piece piece; tokenizer.Next(piece);) {
    Item item;
    item.begin = from + piece.begin;
    const std::string_view gap = text.substr(last, item.begin - last);
    const bool after_link =
        !items.empty() && (items.back().part == Part::kLink || items.back().part == Part::kOrnament);
    item.new_start = gap.find_first_of("\n.!?") != std::string_view::npos;
    item.opens = after_link || Opens(text, item.begin);
    item.capital = IsCapital(text, item.begin);
    item.part = piece.kind == TokenKind::kWord ? PartOfWord(text.substr(item.begin, piece.end - piece.begin), item.form)
                                               : PartOf(piece.kind);
    last = from + piece.end;
    items.push_back(std::move(item));
  }
  return items;
}

bool BeginsWith(const std::vector<Item>& items, std::size_t first, std::string_view words) {
  for (; !words.empty(); ++first) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (first >= items.size() || !IsFormOf(items[first].form, words.substr(0, end))) return false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return true;
}

const TailCall* CallAt(const std::vector<Item>& items, std::size_t first) {
  if (items[first].part != Part::kCall) return nullptr;
  for (const TailCall& call : TailCalls()) {
    if (BeginsWith(items, first, call.words)) return &call;
  }
  return nullptr;
}

/// Whether `call`, which stands at items[first], begins a tail there. Where exports have lost the ends of sentences, a
/// capital letter is still seen; one word with it may be politeness («прошу Вас Подписаться»), two are not.
bool Begins(const std::vector<Item>& items, std::size_t first, const TailCall& call) {
  const bool several = call.words.find(' ') != std::string_view::npos;
  return items[first].opens || (call.sure && several && items[first].capital);
}

bool IsTail(const std::vector<Item>& items, std::size_t first) {
  const TailCall* call = CallAt(items, first);
  if (call == nullptr || !Begins(items, first, *call)) return false;
  const bool sure = call->sure;
  bool thing = false, network = false, link = false;
  std::size_t names = 0;
  for (std::size_t i = first; i < items.size(); ++i) {
    if (i > first && items[i].new_start) call = CallAt(items, i);
    switch (items[i].part) {
      case Part::kOwnWord: return false;
      case Part::kName:
        if (call == nullptr || ++names > limits::kTailNames) return false;
        break;
      case Part::kThing: thing = true; break;
      case Part::kNetwork: network = true; break;
      case Part::kLink: link = true; break;
      case Part::kFiller:
      case Part::kCall:
      case Part::kOrnament: break;
    }
  }
  if (!sure) return network || (thing && link);
  const bool pointed_at = first > 0 && items[first - 1].part == Part::kOrnament;
  return thing || network || link || pointed_at || (names == 0 && items[first].capital);
}

}  // namespace

std::size_t TailBegin(std::string_view text) {
  const std::size_t from = AfterOwnWords(text);
  if (from == text.size()) return from;
  const std::vector<Item> items = ReadItems(text, from);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (IsTail(items, i)) return items[i].begin;
  }
  return text.size();
}

}  // namespace autorules
