#include "engine/text/pattern.h"

#include <string>
#include <vector>

#include "engine/text/scanner.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("literals are read into their canonical form") {
  const std::pair<const char*, const char*> cases[] = {
      {"дорога", "дорог"},
      {"Асфальт*", "асфальт*"},
      {"=МУП", "=муп"},
      {"дорожное полотно", "дорожн полотн"},
      {"нет ... воды", "нет ... вод"},
      {"нет…воды", "нет ... вод"},
      {"пр-кт", "пр кт"},
      {"=кое-как", "=кое =как"},
      {"авто-мото*", "авт мото*"},
      {"112", "=112"},
      {"12а", "=12 а"},
      {"ж/д переезд", "ж д переезд"},
      {"ул. Мира", "ул мир"},
      {"ёлочка", "елочк"},
      {"Covid", "covid"},
      {"пробил* колес*", "пробил* колес*"},
  };
  for (const auto& [literal, canonical] : cases) {
    INFO(literal);
    const auto pattern = ParsePattern(literal);
    REQUIRE(pattern);
    CHECK(pattern->Canonical() == canonical);
  }
}

TEST_CASE("what is no pattern says why") {
  const std::pair<const char*, const char*> cases[] = {
      {"", "нет ни одного слова"},
      {"  ", "нет ни одного слова"},
      {"!?", "здесь нет слова"},
      {"...", "в начале"},
      {"... вода", "в начале"},
      {"вода ...", "в конце"},
      {"нет ... ... воды", "подряд"},
      {"*вода", "звёздочка"},
      {"во*да", "звёздочка"},
      {"в*", "двух букв"},
      {"ааа*", "двух букв"},
      {"112*", "после букв"},
      {"вод,*", "после букв"},
      {"=", "здесь нет слова"},
      {"а=б", "«=»"},
      {"=вод*", "и точным"},
      {"vk.com", "не слово"},
      {"#вода", "не слово"},
      {"🔥", "не слово"},
      {"а б в г д е ж з и к л м н о п р с", "больше 16"},
  };
  for (const auto& [literal, why] : cases) {
    INFO(literal);
    const auto pattern = ParsePattern(literal);
    REQUIRE_FALSE(pattern);
    CHECK(pattern.error().what.ru.find(why) != std::string::npos);
    CHECK_FALSE(pattern.error().what.en.empty());
  }
}

/// The raw stretch that the pattern is found at, or "-".
std::string FindIn(const char* literal, std::string_view text) {
  const PatternSet set({*ParsePattern(literal)});
  TextScanner scanner(set);
  const ScanResult& scan = scanner.Scan(text);
  if (scan.hits.empty()) return "-";
  REQUIRE(scan.hits.size() == 1);
  return std::string(text.substr(scan.hits[0].begin, scan.hits[0].end - scan.hits[0].begin));
}

TEST_CASE("patterns find their first place") {
  struct Case {
    const char* pattern;
    const char* text;
    const char* found;
  };
  const Case cases[] = {
      {"дорога", "Все ДОРОГИ, дорога", "ДОРОГИ"},
      {"дорога", "дорожный", "-"},
      {"асфальт*", "асфальтирование", "асфальтирование"},
      {"асфальт*", "асфаль", "-"},
      {"=МУП", "наш муп", "муп"},
      {"=МУП", "наши мупы", "-"},
      {"дорожное полотно", "о дорожном, полотне", "дорожном, полотне"},
      {"дорожное полотно", "дорожное http://a.ru полотно", "-"},
      {"дорожное полотно", "дорожное 🔥 полотно", "-"},
      {"нет ... воды", "нет воды", "нет воды"},
      {"нет ... воды", "нет 1 2 3 4 5 воды", "нет 1 2 3 4 5 воды"},
      {"нет ... воды", "нет 1 2 3 4 5 6 воды", "-"},
      {"нет ... воды", "нет, а нет и воды", "нет, а нет и воды"},
      {"а ... б в ... г", "а б б в г", "а б б в г"},
      {"112", "звонил в 112", "112"},
      {"112", "звонил в 1123", "-"},
      {"пр-кт", "на пр-кте, пр кт", "пр кт"},
      {"кое-как", "кое как", "кое как"},
      {"12а", "дом 12а", "12а"},
      {"вода", "#вода vk.com/вода [id1|вода]", "-"},
      {"вода", "ВOOOДA", "ВOOOДA"},
      {"вода", "ВОООДA", "ВОООДA"},
      {"вода", "во\xC2\xADда", "во\xC2\xADда"},
  };
  for (const Case& c : cases) {
    INFO(c.pattern << " in " << c.text);
    CHECK(FindIn(c.pattern, c.text) == c.found);
  }
}

TEST_CASE("each pattern of a set gets its hit, equal ones as well") {
  std::vector<Pattern> patterns;
  for (const char* literal : {"вода", "снег", "вода", "нет воды", "вод*"}) patterns.push_back(*ParsePattern(literal));
  const PatternSet set(patterns);
  TextScanner scanner(set);
  for (int round = 0; round < 3; ++round) {
    const ScanResult& scan = scanner.Scan("Воды нет воды!");
    const std::vector<PatternHit> expected = {{0, 0, 8}, {2, 0, 8}, {3, 9, 24}, {4, 0, 8}};
    CHECK(scan.hits == expected);
  }
  CHECK(scanner.Scan("тихо").hits.empty());
}

TEST_CASE("a set may be empty, large and moved") {
  std::vector<Pattern> patterns;
  for (int i = 0; i < 100'000; ++i) patterns.push_back(*ParsePattern("слово " + std::to_string(i)));
  PatternSet set(std::move(patterns));
  const PatternSet moved(std::move(set));
  TextScanner scanner(moved);
  CHECK(scanner.Scan("слово 77777").hits == std::vector<PatternHit>{{77777, 0, 16}});
}

}  // namespace
}  // namespace autorules
