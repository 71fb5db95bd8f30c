#include "engine/text/address_finder.h"

#include <algorithm>

#include "engine/text/normalize.h"

namespace autorules {
namespace {

/// A place is recognised by its bare name only if that is no short word that could be something else.
constexpr std::size_t kBarePlaceLetters = 5;
/// A misspelt name has six letters, less the one that may be missing.
constexpr std::size_t kMisspeltLetters = 5;

}  // namespace

std::vector<FoundRow> AddressFinder::Run() {
  meanings_.reserve(tokens_.size());
  for (const Token& token : tokens_) {
    const bool word = token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
    meanings_.push_back(word ? index_.Find(token.stem) : nullptr);
  }
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (i < used_) continue;
    if (meanings_[i] != nullptr && !meanings_[i]->streets.empty() && TryNames(i, meanings_[i]->streets, false))
      continue;
    const bool word = tokens_[i].kind == TokenKind::kWord && CountLetters(tokens_[i].form) >= kMisspeltLetters;
    const bool starts_name = meanings_[i] != nullptr && !meanings_[i]->streets.empty();
    if ((!word && !starts_name) || !IsNextToEvidence(i)) continue;
    if (starts_name) {
      TryNames(i, meanings_[i]->streets, true);  // the typo may be in a later word of the name
    } else {
      TryNames(i, index_.FindMisspelt(tokens_[i].form, tokens_[i].stem), true);
    }
  }
  return std::move(found_);
}

KindWord AddressFinder::KindAt(std::size_t token) const {
  if (token >= tokens_.size() || meanings_[token] == nullptr || !meanings_[token]->kind_word) return {};
  return words_.KindAt(token);
}

/// The kind word that ends right before the token and belongs to no earlier address.
KindWord AddressFinder::KindBefore(std::size_t token) const {
  if (token == 0 || meanings_[token - 1] == nullptr || !meanings_[token - 1]->kind_word) return {};
  const KindWord kind = words_.KindEndingAt(token);
  if (!kind || kind.first < used_) return {};
  const auto allowed = kind.abbreviated ? AddressWords::kPeriod : AddressWords::kNone;
  return words_.Adjoin(token - 1, token, allowed) ? kind : KindWord{};
}

/// Cheap sign that a typo is worth looking for: a kind word within a word's reach, or a number if the word could be a
/// bare street name.
bool AddressFinder::IsNextToEvidence(std::size_t token) const {
  if (KindBefore(token)) return true;
  for (std::size_t next = token + 1; next < std::min(token + 3, tokens_.size()); ++next) {
    if (KindAt(next)) return true;
    if (tokens_[next].kind == TokenKind::kNumber || words_.IsHouseWord(next)) return words_.IsCapitalised(token);
  }
  return false;
}

/// One past the name's last token, or 0 when the name does not stand at `begin`.
std::size_t AddressFinder::NameEnd(const Street& street, std::size_t begin, bool misspelt, bool& agrees) const {
  std::size_t at = begin;
  std::size_t typos = misspelt ? 1 : 0;
  agrees = true;
  for (const NameWord& word : street.name.words) {
    if (at > begin && words_.IsOrdinalEnding(at)) ++at;
    if (at >= tokens_.size()) return 0;
    if (at > begin && !words_.Adjoin(at - 1, at, AddressWords::kNone)) return 0;
    const Token& token = tokens_[at];
    if (token.kind != (word.number ? TokenKind::kNumber : TokenKind::kWord)) return 0;
    if (token.stem == word.stem) {
      // Names of places are declined whole («в Лядах»); those of streets are genitives that stay as they are.
      agrees = agrees && (Agrees(word, token.form) || (street.IsPlace() && !word.adjective));
    } else if (typos == 0 || !IsMisspelt(word, token.form, token.stem)) {
      return 0;
    } else {
      --typos;
    }
    ++at;
  }
  return misspelt && typos > 0 ? 0 : at;
}

AddressFinder::Surroundings AddressFinder::Look(std::size_t begin, std::size_t end, bool adjective) const {
  Surroundings around{0, 0, begin, end};
  bool after_period = false;
  if (const KindWord before = KindBefore(begin)) {
    around.kinds = before.kinds;
    around.first = before.first;
  } else if (const KindWord after = KindAt(end); after && words_.Adjoin(end - 1, end, AddressWords::kNone)) {
    // «Мира, улица Ленина», «у Мира улица Ленина»: the kind belongs to what follows, unless an adjective wants it.
    const bool name_follows = after.end < tokens_.size() && meanings_[after.end] != nullptr &&
                              !meanings_[after.end]->streets.empty() && tokens_[after.end].kind == TokenKind::kWord;
    if (adjective || !name_follows) {
      around.kinds = after.kinds;
      around.end = after.end;
      after_period = after.abbreviated;
    }
  }
  LookForHouse(around.end, after_period, around);
  if (around.house == 0) LookForHouseBefore(around);
  return around;
}

/// «Мира 10», «Мира, д. 10», «Мира, дом № 10».
void AddressFinder::LookForHouse(std::size_t name_end, bool after_period, Surroundings& around) const {
  using W = AddressWords;
  const auto period = after_period ? W::kPeriod : W::kNone;
  std::size_t at = name_end;
  std::size_t last = at - 1;
  if (at < tokens_.size() && words_.IsHouseWord(at)) {
    if (!words_.Adjoin(last, at, static_cast<std::uint8_t>(W::kComma | period))) return;
    last = at++;
    if (at < tokens_.size() && !words_.Adjoin(last, at, W::kPeriod | W::kNumberSign)) return;
  } else if (at < tokens_.size() &&
             !words_.Adjoin(last, at, static_cast<std::uint8_t>(W::kComma | W::kNumberSign | period))) {
    return;
  }
  const std::uint32_t house = words_.HouseNumber(at);
  if (house == 0) return;
  around.house = house;
  around.end = at + 1;
  if (around.end < tokens_.size() && tokens_[around.end].joined && tokens_[around.end].kind == TokenKind::kWord)
    ++around.end;
}

/// «в доме 10 по улице Мира», «д. 5а на ул. Мира».
void AddressFinder::LookForHouseBefore(Surroundings& around) const {
  if (around.kinds == 0 || around.first < used_ + 3) return;
  std::size_t at = around.first - 1;
  if (tokens_[at].form != "по" && tokens_[at].form != "на") return;
  if (!words_.Adjoin(at, at + 1, AddressWords::kNone) || !words_.Adjoin(at - 1, at, AddressWords::kNone)) return;
  --at;
  if (tokens_[at].kind == TokenKind::kWord && tokens_[at].joined) --at;
  std::size_t number = at;
  std::size_t word = at - 1;
  if (at == 0) return;
  if (words_.IsHouseWord(at)) std::swap(number, word);
  if (!words_.IsHouseWord(word) || number < used_ || word < used_) return;
  if (!words_.Adjoin(at - 1, at, AddressWords::kPeriod | AddressWords::kNumberSign)) return;
  const std::uint32_t house = words_.HouseNumber(number);
  if (house == 0) return;
  around.house = house;
  around.first = at - 1;
}

bool AddressFinder::Fits(const Candidate& candidate, const Surroundings& around, std::size_t begin,
                         bool misspelt) const {
  const Street& street = *candidate.street;
  const KindMask own_side = street.IsPlace() ? kPlaceKinds : kStreetKinds;
  if (around.kinds != 0) {
    if ((around.kinds & own_side) == 0) return false;
    if ((around.kinds & street.name.kind) != 0 || street.name.kind == kNamedPlace) return true;
    return street.sole_kind && candidate.agrees;
  }
  if (misspelt) return !street.IsPlace() && around.house != 0 && words_.IsCapitalised(begin);
  if (!street.IsPlace()) return around.house != 0 && candidate.agrees;
  std::size_t letters = 0;
  for (const NameWord& word : street.name.words) letters += CountLetters(word.form);
  return letters >= kBarePlaceLetters && candidate.agrees && words_.IsCapitalised(begin);
}

/// Reports what fits of the streets whose name stands at `begin`: those with the longest name, which come first.
bool AddressFinder::TryNames(std::size_t begin, const std::vector<std::uint32_t>& streets, bool misspelt) {
  for (std::size_t i = 0; i < streets.size();) {
    const std::size_t length = index_.streets[streets[i]].name.words.size();
    std::vector<Candidate> fitting;
    Surroundings around;
    for (; i < streets.size() && index_.streets[streets[i]].name.words.size() == length; ++i) {
      Candidate candidate{&index_.streets[streets[i]], false};
      const std::size_t end = NameEnd(*candidate.street, begin, misspelt, candidate.agrees);
      if (end == 0) continue;
      const Surroundings here = Look(begin, end, candidate.street->name.words.back().adjective);
      if (!Fits(candidate, here, begin, misspelt)) continue;
      fitting.push_back(candidate);
      around = here;
    }
    const auto drop_unless = [&](auto keep) {
      if (std::any_of(fitting.begin(), fitting.end(), keep))
        std::erase_if(fitting, [&](const Candidate& c) { return !keep(c); });
    };
    drop_unless([](const Candidate& c) { return c.agrees; });
    drop_unless([](const Candidate& c) { return !c.street->IsPlace(); });
    bool reported = false;
    for (const Candidate& candidate : fitting) reported = Report(*candidate.street, around) || reported;
    if (reported) used_ = std::max(used_, around.end);
    // A house that no row has: the address is read all the same, and is nobody's.
    if (!fitting.empty()) return true;
  }
  return false;
}

bool AddressFinder::Report(const Street& street, const Surroundings& around) {
  const bool with_house = around.house != 0 && !street.IsPlace();
  Evidence evidence = street.one_owner ? Evidence::kWholeStreet : Evidence::kPartOfStreet;
  if (street.IsPlace()) evidence = Evidence::kPlace;
  if (with_house) evidence = Evidence::kHouse;
  bool any = false;
  for (std::size_t i = 0; i < street.rows.size(); ++i) {
    if (with_house && !street.houses[i].Has(around.house)) continue;
    any = true;
    const std::uint32_t row = street.rows[i];
    if (reported_.size() <= row) reported_.resize(row + 1, 0);
    const std::uint8_t bit = with_house ? 2 : 1;
    if ((reported_[row] & bit) != 0) continue;
    reported_[row] |= bit;
    found_.push_back({{row, tokens_[around.first].begin, tokens_[around.end - 1].end, with_house}, evidence});
  }
  return any;
}

}  // namespace autorules
