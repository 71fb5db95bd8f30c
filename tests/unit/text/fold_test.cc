#include "engine/text/fold.h"

#include <string>

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("folding compares names as people do") {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"  Тёплая \t ВОДА ", "теплая вода"},
      {"ЪЯ ПРСТ", "ъя прст"},
      {"Ёж Е\xCC\x88ж", "еж еж"},
      {"И\xCC\x86од", "йод"},
      {"а\xC2\xA0б", "а б"},
      {"ＡＢＣ", "abc"},
      {"а\xFF"
       "б",
       "а\xEF\xBF\xBD"
       "б"},
      {"№ 5", "no 5"},
      {"\n", ""},
  };
  for (const auto& [text, folded] : cases) {
    INFO(text);
    CHECK(Fold(text) == folded);
    CHECK(Fold(Fold(text)) == folded);
  }
}

TEST_CASE("UTF-8 is checked and repaired") {
  std::size_t bad = 99;
  CHECK(IsValidUtf8("вода"));
  CHECK_FALSE(IsValidUtf8("во\xD0", &bad));
  CHECK(bad == 4);
  CHECK_FALSE(IsValidUtf8("\xED\xA0\x80"));
  CHECK(RepairUtf8("a\x80z\xD0") == "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  CHECK(CountCodePoints("вода🔥") == 5);
}

TEST_CASE("display width counts columns") {
  CHECK(DisplayWidth("вода") == 4);
  CHECK(DisplayWidth("и\xCC\x86") == 1);
  CHECK(DisplayWidth("🔥") == 2);
  CHECK(DisplayWidth("中a") == 3);
}

TEST_CASE("edit distance stops at its limit") {
  struct Case {
    const char* a;
    const char* b;
    std::size_t limit, distance;
  };
  const Case cases[] = {
      {"", "", 2, 0},           {"вода", "вода", 2, 0},        {"вода", "вада", 2, 1},   {"вода", "вод", 2, 1},
      {"вода", "овда", 2, 1},   {"вода", "воода", 2, 1},       {"вода", "снег", 2, 3},   {"вода", "снег", 9, 4},
      {"абвг", "бавг", 1, 1},   {"тема", "темы дороги", 3, 4}, {"", "абв", 3, 3},        {"аб", "бва", 5, 3},
      {"канал", "каанл", 0, 1}, {"порядок", "порядко", 1, 1},  {"абвгд", "бавдг", 2, 2},
  };
  for (const Case& c : cases) {
    INFO(c.a << " / " << c.b);
    CHECK(EditDistance(c.a, c.b, c.limit) == c.distance);
    CHECK(EditDistance(c.b, c.a, c.limit) == c.distance);
  }
}

}  // namespace
}  // namespace autorules
