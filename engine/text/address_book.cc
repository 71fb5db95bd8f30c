#include "engine/text/address_book.h"

#include <algorithm>

#include "engine/text/address_finder.h"
#include "engine/text/address_index.h"
#include "engine/text/fold.h"
#include "engine/text/house_list.h"

namespace autorules {

std::optional<Text> CheckAddressRow(const AddressRow& row) {
  if (KindOfCell(Fold(row.kind)) == 0) {
    return Text(
        "неизвестный тип «" + row.kind +
            "»: нужен улица, проспект, бульвар, переулок, проезд, шоссе, площадь, "
            "набережная, тракт, район, микрорайон, посёлок, село, деревня, станция или место",
        "unknown kind `" + row.kind + "`: expected a street kind such as `улица` or a place kind such as `район`");
  }
  if (!ReadStreetName(row)) {
    return Text("в названии «" + row.name + "» нет ни одного слова", "the name `" + row.name + "` has no word");
  }
  std::string_view bad;
  if (!HouseList::Parse(row.houses, &bad)) {
    const std::string item(bad);
    return Text("непонятные дома «" + item + "»: пишут, например, «1-45 нечет, 2-60 чет, 70, 100-»",
                "unreadable houses `" + item + "`: write, for example, `1-45 нечет, 2-60 чет, 70, 100-`");
  }
  return std::nullopt;
}

AddressBook::AddressBook(std::vector<AddressRow> rows)
    : rows_(std::move(rows)), index_(std::make_unique<const Index>(rows_)) {}
AddressBook::~AddressBook() = default;
AddressBook::AddressBook(AddressBook&&) noexcept = default;
AddressBook& AddressBook::operator=(AddressBook&&) noexcept = default;

AddressResult AddressBook::Find(std::string_view raw, const ScanResult& scan) const {
  AddressResult result;
  const std::vector<FoundRow> found = AddressFinder(raw, scan.tokens, *index_).Run();
  if (found.empty()) return result;
  const auto weaker = [](const FoundRow& a, const FoundRow& b) { return a.evidence < b.evidence; };
  const Evidence strongest = std::min_element(found.begin(), found.end(), weaker)->evidence;
  for (const FoundRow& row : found) {
    result.hits.push_back(row.hit);
    if (row.evidence != strongest) continue;
    const std::uint32_t owner = rows_[row.hit.row].owner;
    result.ambiguous = result.ambiguous || (result.owner && *result.owner != owner);
    result.owner = owner;
  }
  if (result.ambiguous) result.owner.reset();
  return result;
}

}  // namespace autorules
