#include "engine/ruleset/attributes.h"

#include <set>
#include <string>

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("no two attributes are spelt alike") {
  std::set<std::string_view> reading, acting;
  for (const AttributeInfo& info : Attributes()) {
    CHECK(reading.insert(info.ru).second);
    CHECK(reading.insert(info.en).second);
    CHECK(&Info(info.id) == &info);
    CHECK(info.cost > 0);
    if (info.action_ru.empty()) continue;
    CHECK(acting.insert(info.action_ru).second);
    CHECK(acting.insert(info.action_en).second);
  }
}

TEST_CASE("rules write what is decided, and nothing else") {
  for (const AttributeInfo& info : Attributes()) {
    INFO(info.ru);
    CHECK(info.action_ru.empty() == (info.origin != Origin::kDecided));
    CHECK(info.action_en.empty() == info.action_ru.empty());
  }
}

TEST_CASE("texts and lists are empty, never absent") {
  for (const AttributeInfo& info : Attributes()) {
    const bool never_absent =
        info.type == ValueType::kText || info.type == ValueType::kTextList || info.type == ValueType::kUnitList;
    // A procedure may have no states.
    if (never_absent && info.id != Attribute::kState) CHECK_FALSE(info.optional);
  }
}

}  // namespace
}  // namespace autorules
