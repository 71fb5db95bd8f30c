#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/base/catalog.h"
#include "engine/text/scanner.h"

namespace autorules {

/// One row of an address table. `owner` is the caller's number (a territory). `kind` and `houses` as written; see
/// docs/language.md §3. An empty kind means a street.
struct AddressRow {
  std::string name;
  std::string kind;
  std::string houses;
  std::uint32_t owner = 0;
  bool operator==(const AddressRow&) const = default;
};

/// Checks one row before it goes into a book: kind known, houses readable, name has a word. Nullopt when good.
std::optional<Text> CheckAddressRow(const AddressRow& row);

/// A street or place found in a text.
struct AddressHit {
  std::uint32_t row = 0;    ///< index into AddressBook::rows()
  std::uint32_t begin = 0;  ///< bytes of the raw text
  std::uint32_t end = 0;
  bool with_house = false;  ///< a house number stood there and fits the row
  bool operator==(const AddressHit&) const = default;
};

struct AddressResult {
  std::vector<AddressHit> hits;        ///< every row that fits, in order of place
  std::optional<std::uint32_t> owner;  ///< decided only when the strongest evidence names one owner
  bool ambiguous = false;              ///< evidence of the same strength names several
};

/// Streets and places of a municipality, found in scanned text with one typo, declension, abbreviations («ул.»,
/// «пр-кт», «д.») and house numbers. Evidence, strongest first: a street with a fitting house; a street all of
/// whose rows have one owner; a named district, settlement or place. Immutable; any thread may read.
class AddressBook {
 public:
  /// Rows must have passed CheckAddressRow.
  explicit AddressBook(std::vector<AddressRow> rows);
  ~AddressBook();
  AddressBook(AddressBook&&) noexcept;
  AddressBook& operator=(AddressBook&&) noexcept;

  const std::vector<AddressRow>& rows() const { return rows_; }
  /// `scan` is the scanner's result for `raw`.
  AddressResult Find(std::string_view raw, const ScanResult& scan) const;

  /// Look-up tables; private to engine/text.
  struct Index;

 private:
  std::vector<AddressRow> rows_;
  std::unique_ptr<const Index> index_;
};

}  // namespace autorules
