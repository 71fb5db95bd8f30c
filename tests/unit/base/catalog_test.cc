#include "engine/base/catalog.h"

#include <set>

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("catalog entries are found by code, and ids fit severities") {
  std::set<std::string_view> ids;
  for (const CatalogEntry& entry : Catalog()) {
    INFO(entry.id);
    CHECK(&Describe(entry.code) == &entry);
    CHECK(ids.insert(entry.id).second);
    CHECK(entry.id.size() == 5);
    CHECK(entry.id.front() == (entry.severity == Severity::kError ? 'E' : 'W'));
    CHECK_FALSE(entry.message_ru.empty());
    CHECK_FALSE(entry.message_en.empty());
    CHECK(entry.help_ru.empty() == entry.help_en.empty());
  }
}

}  // namespace
}  // namespace autorules
