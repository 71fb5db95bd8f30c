#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/text/address_book.h"
#include "engine/text/address_words.h"
#include "engine/text/hash.h"
#include "engine/text/house_list.h"

namespace autorules {

/// One word of a street's name.
struct NameWord {
  std::string form;
  std::string stem;
  bool number = false;
  bool adjective = false;  ///< declined and agreeing («Парковая»); else the form stands as it is («Ленина»)
};

/// A row's name and kind as searched for. CheckAddressRow and the index read rows the same way.
struct StreetName {
  std::vector<NameWord> words;
  KindMask kind = 0;
};
/// Nullopt when the name has no word or the kind is unknown.
std::optional<StreetName> ReadStreetName(const AddressRow& row);

/// True when a token of this form can be the word in some case: same gender for adjectives, same form for the rest.
bool Agrees(const NameWord& word, std::string_view form);

/// All rows of one name and kind: one street or place.
struct Street {
  StreetName name;
  std::vector<std::uint32_t> rows;
  std::vector<HouseList> houses;  ///< per row
  bool sole_kind = true;          ///< no other street of that name has another kind
  bool one_owner = true;
  bool IsPlace() const { return (name.kind & kPlaceKinds) != 0; }
};

/// Streets by the stem of their first word, with the words that one typo may have changed.
struct AddressBook::Index {
  explicit Index(const std::vector<AddressRow>& rows);

  /// What a stem can be in an address.
  struct Meaning {
    std::vector<std::uint32_t> streets;  ///< longest name first
    bool kind_word = false;
  };
  const Meaning* Find(std::string_view stem) const {
    // Nearly every word of a message is no address word: one bit says so without a search.
    if (!known_hashes[HashBytes(stem) % kHashBits]) return nullptr;
    const auto at = meanings.find(stem);
    return at == meanings.end() ? nullptr : &at->second;
  }
  /// Streets whose first word differs by one typo from a word of the text (never by none).
  std::vector<std::uint32_t> FindMisspelt(std::string_view form, std::string_view stem) const;

  static constexpr std::size_t kHashBits = 1U << 16U;
  std::vector<bool> known_hashes = std::vector<bool>(kHashBits);
  std::vector<Street> streets;
  std::unordered_map<std::string, Meaning, StringHash, std::equal_to<>> meanings;
  /// Hash of a name word with one letter left out (or none), to its streets.
  std::unordered_multimap<std::uint64_t, std::uint32_t> misspellings;
};

/// True when one typo makes the word of a name from what stands in the text.
bool IsMisspelt(const NameWord& word, std::string_view form, std::string_view stem);

}  // namespace autorules
