#include "dsl/suggest.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("the nearest known names, best first") {
  const std::vector<std::string> known{"дороги",   "дороги_снег", "жкх",   "Мусор", "автор.подписчиков",
                                       "важность", "высокая",     "assign"};
  struct Row {
    std::string_view misspelled;
    std::vector<std::string> nearest;
  };
  for (const Row& row : std::vector<Row>{{"дорги", {"дороги"}},
                                         {"дорога", {"дороги"}},
                                         {"доро", {"дороги", "дороги_снег"}},
                                         {"МУСОР_", {"Мусор"}},
                                         {"жкк", {"жкх"}},
                                         {"подписчиков", {"автор.подписчиков"}},
                                         {"asign", {"assign"}},
                                         {"важно", {"важность"}},
                                         {"дороги", {}},  // spelled well, only out of place
                                         {"совсем_другое", {}},
                                         {"", {}}}) {
    INFO(row.misspelled);
    CHECK(Nearest(row.misspelled, known) == row.nearest);
  }
  CHECK(Nearest("аа", {"аб", "ав", "аг", "ад"}) == std::vector<std::string>{"аб", "ав", "аг"});
}

TEST_CASE("keywords are suggested in their own spelling") {
  CHECK(NearestDeclarationWords("правла") == std::vector<std::string>{"правило"});
  CHECK(NearestDeclarationWords("rulle") == std::vector<std::string>{"rule"});
  CHECK(NearestDeclarationWords("если").empty());
  CHECK(NearestKeywords("осование") == std::vector<std::string>{"основание"});
}

}  // namespace
}  // namespace autorules
