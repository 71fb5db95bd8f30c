#include "engine/text/address_words.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "engine/text/hash.h"
#include "engine/text/letters.h"
#include "engine/text/normalize.h"
#include "engine/text/utf8.h"

namespace autorules {
namespace {

using Set = std::unordered_set<std::string, StringHash, std::equal_to<>>;

struct Spelling {
  std::string_view first;
  std::string_view second;  ///< after a hyphen; may be empty
  KindMask kinds;
  bool abbreviated;  ///< compared by form, else by stem
};

constexpr KindMask kAvenue = 0x002, kBoulevard = 0x004, kLane = 0x008, kDrive = 0x010, kHighway = 0x020;
constexpr KindMask kSquare = 0x040, kEmbankment = 0x080, kTract = 0x100;
constexpr KindMask kDistrict = 0x200, kMicrodistrict = 0x400, kSettlement = 0x800;
constexpr KindMask kVillage = 0x2000, kHamlet = 0x4000, kStation = 0x8000;

constexpr std::array<Spelling, 46> kSpellings = {{
    {"улица", "", kPlainStreet, false},
    {"ул", "", kPlainStreet, true},
    {"у", "", kPlainStreet, true},
    {"проспект", "", kAvenue, false},
    {"пр", "кт", kAvenue, true},
    {"пр", "т", kAvenue, true},
    {"просп", "", kAvenue, true},
    {"пркт", "", kAvenue, true},
    {"пр", "д", kDrive, true},
    {"пр", "", kAvenue | kDrive, true},
    {"бульвар", "", kBoulevard, false},
    {"б", "р", kBoulevard, true},
    {"бул", "", kBoulevard, true},
    {"бульв", "", kBoulevard, true},
    {"переулок", "", kLane, false},
    {"переулка", "", kLane, false},
    {"пер", "", kLane, true},
    {"проезд", "", kDrive, false},
    {"шоссе", "", kHighway, false},
    {"ш", "", kHighway, true},
    {"площадь", "", kSquare, false},
    {"пл", "", kSquare, true},
    {"набережная", "", kEmbankment, false},
    {"наб", "", kEmbankment, true},
    {"тракт", "", kTract, false},
    {"район", "", kDistrict, false},
    {"р", "н", kDistrict, true},
    {"р", "он", kDistrict, true},
    {"микрорайон", "", kMicrodistrict, false},
    {"мкр", "н", kMicrodistrict, true},
    {"мкр", "", kMicrodistrict, true},
    {"мкрн", "", kMicrodistrict, true},
    {"мкр", "он", kMicrodistrict, true},
    {"м", "н", kMicrodistrict, true},
    {"м", "р", kMicrodistrict, true},
    {"посёлок", "", kSettlement, false},
    {"посёлка", "", kSettlement, false},
    {"пос", "", kSettlement, true},
    {"п", "", kSettlement, true},
    // Not «с.» and «д.»: the one is a preposition, the other a house.
    {"село", "", kVillage, false},
    {"деревня", "", kHamlet, false},
    {"дер", "", kHamlet, true},
    {"станция", "", kStation, false},
    {"место", "", kNamedPlace, true},
    {"р", "на", kDistrict, true},
    {"р", "не", kDistrict, true},
}};

/// Words after a number that is then no house.
constexpr std::array<std::string_view, 45> kUnits = {
    "лет",     "год",     "года",    "рубль", "рублей",  "тысяча",  "тыс",      "час",     "часов",
    "минута",  "минут",   "день",    "дней",  "дня",     "неделя",  "недель",   "месяц",   "месяцев",
    "км",      "метр",    "человек", "раз",   "подъезд", "этаж",    "процент",  "января",  "февраля",
    "марта",   "апреля",  "мая",     "июня",  "июля",    "августа", "сентября", "октября", "ноября",
    "декабря", "квартал", "школа",   "сутки", "суток",   "машина",  "автобус",  "маршрут", "половина"};

constexpr std::array<std::string_view, 10> kOrdinalEndings = {"я", "й", "ая", "ый", "ой", "го", "му", "м", "е", "ю"};

struct Lexicon {
  struct Known : Spelling {
    std::string form;
    std::string stem;
  };
  std::vector<Known> kinds;
  Set stems;  ///< of first and second parts
  Set units;

  Lexicon() {
    Stemmer stemmer;
    std::string form;
    for (const Spelling& spelling : kSpellings) {
      Known known{spelling, "", ""};
      NormalizeWord(spelling.first, known.form);
      known.stem = std::string(stemmer.Stem(known.form));
      stems.insert(known.stem);
      if (!spelling.second.empty()) stems.insert(std::string(stemmer.Stem(spelling.second)));
      kinds.push_back(std::move(known));
    }
    for (const std::string_view unit : kUnits) units.insert(std::string(stemmer.Stem(unit)));
  }
};

const Lexicon& Words() {
  static const Lexicon lexicon;
  return lexicon;
}

}  // namespace

std::vector<std::string> KindStems() { return {Words().stems.begin(), Words().stems.end()}; }

KindMask KindOfCell(std::string_view folded) {
  while (folded.ends_with('.')) folded.remove_suffix(1);
  if (folded.empty()) return kPlainStreet;
  for (const Lexicon::Known& known : Words().kinds) {
    std::string spelling = known.form;
    if (!known.second.empty()) (spelling += '-') += known.second;
    if (folded == spelling) return known.kinds;
  }
  return 0;
}

KindWord AddressWords::KindAt(std::size_t token) const {
  KindWord best;
  if (token >= tokens_.size() || tokens_[token].kind != TokenKind::kWord) return best;
  const Token& word = tokens_[token];
  const bool pair = token + 1 < tokens_.size() && Between(token, token + 1) == "-";
  for (const Lexicon::Known& known : Words().kinds) {
    if (known.abbreviated ? word.form != known.form : word.stem != known.stem) continue;
    if (!known.second.empty()) {
      if (pair && tokens_[token + 1].form == known.second) return {known.kinds, token, token + 2, true};
      continue;
    }
    // The preposition «у» is a kind only with its period.
    if (known.form == "у" && (word.end >= raw_.size() || raw_[word.end] != '.')) continue;
    if (!best) best = {known.kinds, token, token + 1, known.abbreviated};
  }
  return best;
}

KindWord AddressWords::KindEndingAt(std::size_t end) const {
  for (std::size_t length = 2; length >= 1; --length) {
    if (end < length) continue;
    if (const KindWord kind = KindAt(end - length); kind && kind.end == end) return kind;
  }
  return {};
}

bool AddressWords::IsHouseWord(std::size_t token) const {
  if (token >= tokens_.size()) return false;
  const std::string_view form = tokens_[token].form;
  return form == "д" || form == "дом" || form == "дома" || form == "доме" || form == "дому" || form == "домом" ||
         form == "домов" || form == "номер" || form == "вл";
}

std::uint32_t AddressWords::HouseNumber(std::size_t token) const {
  if (token >= tokens_.size() || tokens_[token].kind != TokenKind::kNumber) return 0;
  const std::string_view digits = tokens_[token].form;
  if (digits.size() > 4) return 0;
  std::uint32_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  const std::size_t end = tokens_[token].end;
  const char after = end < raw_.size() ? raw_[end] : ' ';
  if (after == '%' || (after == ':' && end + 1 < raw_.size() && IsAsciiDigit(raw_[end + 1]))) return 0;
  if ((after == '.' || after == ',') && end + 1 < raw_.size() && IsAsciiDigit(raw_[end + 1]))
    return after == ',' ? value : 0;
  if (token + 1 >= tokens_.size()) return value;
  const Token& next = tokens_[token + 1];
  if (next.kind != TokenKind::kWord) return value;
  const std::string_view gap = Between(token, token + 1);
  // «5-й подъезд», «9-этажка»; but «12-а» is a house.
  if (gap == "-" && (CountLetters(next.form) > 1 || next.form == "й" || next.form == "я")) return 0;
  if (next.joined && (next.form == "й" || CountLetters(next.form) > 1)) return 0;
  const bool apart = gap.find_first_not_of(' ') == std::string_view::npos;
  return apart && Words().units.contains(next.stem) ? 0 : value;
}

bool AddressWords::IsOrdinalEnding(std::size_t token) const {
  if (token == 0 || token >= tokens_.size() || tokens_[token].kind != TokenKind::kWord) return false;
  if (tokens_[token - 1].kind != TokenKind::kNumber) return false;
  if (!tokens_[token].joined && Between(token - 1, token) != "-") return false;
  return std::find(kOrdinalEndings.begin(), kOrdinalEndings.end(), tokens_[token].form) != kOrdinalEndings.end();
}

bool AddressWords::Adjoin(std::size_t left, std::size_t right, std::uint8_t allowed) const {
  constexpr std::size_t kFarthest = 12;
  constexpr std::string_view kNoBreakSpace = "&nbsp;";
  std::string_view gap = Between(left, right);
  if (gap.size() > kFarthest) return false;
  while (!gap.empty()) {
    if (gap.starts_with(kNoBreakSpace)) {
      gap.remove_prefix(kNoBreakSpace.size());
      continue;
    }
    const char c = gap.front();
    const bool sign = gap.starts_with("№");
    if ((c == '.' && (allowed & kPeriod) == 0) || (c == ',' && (allowed & kComma) == 0)) return false;
    if (sign && (allowed & kNumberSign) == 0) return false;
    if (std::string_view("!?;:\n/<>|").find(c) != std::string_view::npos) return false;
    gap.remove_prefix(sign ? std::string_view("№").size() : 1);
  }
  return true;
}

bool AddressWords::IsCapitalised(std::size_t token) const {
  std::size_t pos = tokens_[token].begin;
  return pos < raw_.size() && u_isupper(DecodeUtf8(raw_, pos)) != 0;
}

}  // namespace autorules
