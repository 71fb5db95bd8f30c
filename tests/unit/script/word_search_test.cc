#include "engine/script/word_search.h"

#include <rapidcheck.h>

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("a text is read once, whatever it is asked for") {
  WordSearch search;
  const std::string text = "Нет горячей воды, 5 дней";
  CHECK_FALSE(search.IsRead(text));
  CHECK(search.Contains(text, "вода") == true);
  CHECK(search.IsRead(text));
  CHECK(search.Contains(text, "нет ... воды") == true);
  CHECK(search.Contains(text, "нет воды") == false);
  CHECK(search.CountWords(text) == 4);
  CHECK(search.CountTokens(text) == 5);
  CHECK(search.CountWords("другой текст") == 2);
  CHECK_FALSE(search.IsRead(text));
  search.Forget();
  CHECK_FALSE(search.IsRead("другой текст"));
  CHECK_FALSE(search.Contains(text, "во*да").has_value());
}

TEST_CASE("many literals and long texts leave the answers as they are") {
  WordSearch search;
  for (int i = 0; i < 2000; ++i) {
    const std::string word = "слово" + std::to_string(i);
    REQUIRE(search.Contains("здесь " + word + " стоит", word) == true);
    REQUIRE(search.Contains(std::string(1000, ' ') + word, "стоит") == false);
  }
}

TEST_CASE("property: a search finds what the scanner finds") {
  static const std::vector<std::string> kWords = {"яма",         "ямы", "дорога", "на",     "5",       "12а",
                                                  "http://a.ru", "🔥",   ".",      "Дорогу", "асфальт", "асфальтный"};
  static const std::vector<std::string> kLiterals = {"яма",
                                                     "=ямы",
                                                     "асфальт*",
                                                     "яма на дороге",
                                                     "яма ... дорога",
                                                     "на ... 5 ... яма",
                                                     "12а",
                                                     "дорога асфальт* ... на",
                                                     "=на ... =на",
                                                     "яма ... яма яма"};
  std::size_t found = 0;
  const bool holds = rc::check("contains", [&] {
    std::string text;
    const auto count = *rc::gen::inRange(0, 25);
    for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(kWords) + " ";
    const std::string literal = *rc::gen::elementOf(kLiterals);
    const PatternSet set({*ParsePattern(literal)});
    TextScanner scanner(set);
    const bool expected = !scanner.Scan(text).hits.empty();
    RC_ASSERT(WordSearch().Contains(text, literal) == expected);
    found += expected ? 1 : 0;
  });
  CHECK(holds);
  CHECK(found > 5);
}

}  // namespace
}  // namespace autorules
