#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/text/address_index.h"
#include "engine/text/address_words.h"

namespace autorules {

/// How much a hit says about its owner, strongest first.
enum class Evidence : std::uint8_t { kHouse, kWholeStreet, kPlace, kPartOfStreet };

struct FoundRow {
  AddressHit hit;
  Evidence evidence = Evidence::kPlace;
};

/// Finds the streets and places of an index in one scanned text. Used once, on the stack.
class AddressFinder {
 public:
  AddressFinder(std::string_view raw, const std::vector<Token>& tokens, const AddressBook::Index& index)
      : tokens_(tokens), index_(index), words_(raw, tokens) {}

  /// In order of place; a row comes once with a house and once without at most.
  std::vector<FoundRow> Run();

 private:
  /// What stands around a name at tokens [begin, end).
  struct Surroundings {
    KindMask kinds = 0;  ///< of the kind word next to the name, 0 if none
    std::uint32_t house = 0;
    std::size_t first = 0;  ///< first and one past the last token of the whole address
    std::size_t end = 0;
  };
  struct Candidate {
    const Street* street = nullptr;
    bool agrees = false;  ///< the name stands in a form of its own gender or as written
  };

  bool TryNames(std::size_t begin, const std::vector<std::uint32_t>& streets, bool misspelt);
  std::size_t NameEnd(const Street& street, std::size_t begin, bool misspelt, bool& agrees) const;
  bool IsNextToEvidence(std::size_t token) const;
  Surroundings Look(std::size_t begin, std::size_t end, bool adjective) const;
  void LookForHouse(std::size_t name_end, bool after_period, Surroundings& around) const;
  void LookForHouseBefore(Surroundings& around) const;
  bool Fits(const Candidate& candidate, const Surroundings& around, std::size_t begin, bool misspelt) const;
  bool Report(const Street& street, const Surroundings& around);
  KindWord KindBefore(std::size_t token) const;
  KindWord KindAt(std::size_t token) const;

  const std::vector<Token>& tokens_;
  const AddressBook::Index& index_;
  AddressWords words_;
  std::vector<const AddressBook::Index::Meaning*> meanings_;  ///< per token
  std::vector<FoundRow> found_;
  std::vector<std::uint8_t> reported_;  ///< per row: bit 0 without a house, bit 1 with one
  std::size_t used_ = 0;                ///< tokens before this one belong to an earlier address
};

}  // namespace autorules
