#include "engine/decide/locate.h"

#include <utility>

namespace autorules {

Id Locate(const RuleSet& rules, Facts& facts, Trace* trace) {
  const AddressBook& book = rules.addresses();
  if (book.rows().empty()) return kNone;
  AddressResult result;
  bool in_field = false;
  if (!facts.message().address.empty()) {
    result = book.Find(facts.message().address, facts.ScanAddress());
    in_field = !result.hits.empty();
  }
  if (!result.owner) {
    AddressResult in_text = book.Find(facts.message().text, facts.text());
    // What the field said in vain is still the better explanation when the text says nothing at all.
    if (!in_field || !in_text.hits.empty()) {
      result = std::move(in_text);
      in_field = false;
    }
  }
  trace->addresses = std::move(result.hits);
  trace->address_ambiguous = result.ambiguous;
  trace->addresses_in_field = in_field;
  return result.owner.value_or(kNone);
}

}  // namespace autorules
