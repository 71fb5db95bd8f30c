#include "engine/text/address_index.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "engine/text/clean.h"
#include "engine/text/fold.h"
#include "engine/text/letters.h"
#include "engine/text/normalize.h"

namespace autorules {
namespace {

/// Shorter words have too many real neighbours one letter away.
constexpr std::size_t kTypoLetters = 6;
constexpr std::size_t kTypoStemLetters = 5;

enum Gender : std::uint8_t { kMasculine = 1, kFeminine = 2, kNeuter = 4, kPlural = 8 };

struct Ending {
  std::string_view letters;
  std::uint8_t genders;
};
constexpr std::array<Ending, 24> kEndings = {{
    {"ая", kFeminine},
    {"яя", kFeminine},
    {"ую", kFeminine},
    {"юю", kFeminine},
    {"ой", kFeminine | kMasculine},
    {"ей", kFeminine},
    {"ый", kMasculine},
    {"ий", kMasculine},
    {"ого", kMasculine | kNeuter},
    {"его", kMasculine | kNeuter},
    {"ому", kMasculine | kNeuter},
    {"ему", kMasculine | kNeuter},
    {"ом", kMasculine | kNeuter},
    {"ем", kMasculine | kNeuter},
    {"ым", kMasculine | kNeuter | kPlural},
    {"им", kMasculine | kNeuter | kPlural},
    {"ое", kNeuter},
    {"ее", kNeuter},
    {"ые", kPlural},
    {"ие", kPlural},
    {"ых", kPlural},
    {"их", kPlural},
    {"ыми", kPlural},
    {"ими", kPlural},
}};

std::uint8_t GendersOf(std::string_view form) {
  std::uint8_t genders = 0;
  for (const Ending& ending : kEndings) {
    if (form.size() > ending.letters.size() && form.ends_with(ending.letters)) genders |= ending.genders;
  }
  return genders;
}

bool IsAdjective(std::string_view form) {
  constexpr std::array<std::string_view, 9> kNominative = {"ая", "яя", "ый", "ий", "ой", "ое", "ее", "ые", "ие"};
  return CountLetters(form) >= 4 &&
         std::any_of(kNominative.begin(), kNominative.end(), [&](std::string_view e) { return form.ends_with(e); });
}

std::string_view FirstLetter(std::string_view word) { return word.substr(0, LetterAt(word, 0)); }

/// Calls `use` with the hash of the word and of each of its variants that lack one letter but the first. Two words
/// one typo apart share one of these.
template <typename Use>
void ForEachVariant(std::string_view word, Use use) {
  use(HashBytes(word));
  std::string variant;
  for (std::size_t pos = FirstLetter(word).size(); pos < word.size();) {
    const std::size_t length = std::max<std::size_t>(LetterAt(word, pos), 1);
    variant.assign(word.substr(0, pos));
    variant += word.substr(pos + length);
    use(HashBytes(variant));
    pos += length;
  }
}

bool MayHaveTypo(const NameWord& word) { return !word.number && CountLetters(word.form) >= kTypoLetters; }

}  // namespace

bool Agrees(const NameWord& word, std::string_view form) {
  if (word.form == form) return true;
  return word.adjective && (GendersOf(word.form) & GendersOf(form)) != 0;
}

bool IsMisspelt(const NameWord& word, std::string_view form, std::string_view stem) {
  if (!MayHaveTypo(word) || FirstLetter(word.form) != FirstLetter(form)) return false;
  if (EditDistance(word.form, form, 1) <= 1) return true;
  return CountLetters(word.stem) >= kTypoStemLetters && CountLetters(stem) >= kTypoStemLetters - 1 &&
         EditDistance(word.stem, stem, 1) <= 1;
}

std::optional<StreetName> ReadStreetName(const AddressRow& row) {
  StreetName name;
  name.kind = KindOfCell(Fold(row.kind));
  if (name.kind == 0) return std::nullopt;
  static const PatternSet no_patterns({});
  TextScanner scanner(no_patterns);
  const ScanResult& scan = scanner.Scan(row.name);
  const AddressWords words(row.name, scan.tokens);
  std::size_t first = 0;
  std::size_t end = scan.tokens.size();
  // «Комсомольский проспект» in the name column: the kind is no part of the name. Only whole words and only when the
  // kind column does not say otherwise: «Тракт» and «Новый посёлок» may be names.
  const auto strip = [&](const KindWord& kind) {
    if (!kind || kind.end - kind.first >= end - first) return false;
    const bool unsaid = Fold(row.kind).empty();
    if (!unsaid && (kind.kinds & name.kind) == 0) return false;
    if (unsaid) name.kind = kind.kinds;
    return true;
  };
  if (const KindWord kind = words.KindAt(first); strip(kind)) {
    first = kind.end;
  } else if (const KindWord last = words.KindEndingAt(end); end > 0 && strip(last)) {
    end = last.first;
  }
  bool has_word = false;
  for (std::size_t i = first; i < end; ++i) {
    const Token& token = scan.tokens[i];
    const bool number = token.kind == TokenKind::kNumber;
    if ((token.kind != TokenKind::kWord && !number) || words.IsOrdinalEnding(i)) continue;
    has_word = has_word || !number;
    name.words.push_back(
        {std::string(token.form), std::string(token.stem), number, !number && IsAdjective(token.form)});
  }
  return has_word ? std::optional(std::move(name)) : std::nullopt;
}

AddressBook::Index::Index(const std::vector<AddressRow>& rows) {
  std::map<std::pair<std::vector<std::string>, KindMask>, std::uint32_t> by_forms;
  std::map<std::vector<std::string>, std::vector<std::uint32_t>> by_stems;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    auto name = ReadStreetName(rows[row]);
    auto houses = HouseList::Parse(rows[row].houses);
    if (!name || !houses) continue;
    std::vector<std::string> forms, stems;
    for (const NameWord& word : name->words) {
      forms.push_back(word.form);
      stems.push_back(word.stem);
    }
    const auto [at, added] =
        by_forms.try_emplace({std::move(forms), name->kind}, static_cast<std::uint32_t>(streets.size()));
    if (added) {
      by_stems[std::move(stems)].push_back(at->second);
      streets.push_back({std::move(*name), {}, {}, true, true});
    }
    Street& street = streets[at->second];
    street.one_owner = street.one_owner && (street.rows.empty() || rows[street.rows.front()].owner == rows[row].owner);
    street.rows.push_back(row);
    street.houses.push_back(std::move(*houses));
  }
  for (const auto& [stems, same] : by_stems) {
    for (const std::uint32_t a : same) {
      for (const std::uint32_t b : same) {
        const bool both = streets[a].IsPlace() == streets[b].IsPlace();
        if (both && streets[a].name.kind != streets[b].name.kind) streets[a].sole_kind = false;
      }
    }
  }
  for (std::uint32_t id = 0; id < streets.size(); ++id) {
    const NameWord& first = streets[id].name.words.front();
    meanings[first.stem].streets.push_back(id);
    if (!MayHaveTypo(first)) continue;
    ForEachVariant(first.form, [&](std::uint64_t hash) { misspellings.emplace(hash, id); });
    if (first.stem != first.form)
      ForEachVariant(first.stem, [&](std::uint64_t hash) { misspellings.emplace(hash, id); });
  }
  for (auto& [stem, meaning] : meanings) {
    std::stable_sort(meaning.streets.begin(), meaning.streets.end(), [&](std::uint32_t a, std::uint32_t b) {
      return streets[a].name.words.size() > streets[b].name.words.size();
    });
  }
  for (const std::string& stem : KindStems()) meanings[stem].kind_word = true;
  for (const auto& [stem, meaning] : meanings) known_hashes[HashBytes(stem) % kHashBits] = true;
}

std::vector<std::uint32_t> AddressBook::Index::FindMisspelt(std::string_view form, std::string_view stem) const {
  std::vector<std::uint32_t> found;
  const auto add = [&](std::uint64_t hash) {
    const auto [begin, end] = misspellings.equal_range(hash);
    for (auto at = begin; at != end; ++at) {
      const NameWord& first = streets[at->second].name.words.front();
      if (first.stem != stem && IsMisspelt(first, form, stem)) found.push_back(at->second);
    }
  };
  ForEachVariant(form, add);
  ForEachVariant(stem, add);
  std::sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(streets[b].name.words.size(), a) < std::pair(streets[a].name.words.size(), b);
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace autorules
