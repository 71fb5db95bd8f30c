#include "engine/text/scanner.h"

#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using Strings = std::vector<std::string>;

/// Tokens as a reader would write them: words and numbers by form, `~` before a joined one, the rest as kind:text.
Strings Read(std::string_view raw) {
  static const PatternSet none({});
  TextScanner scanner(none);
  Strings out;
  for (const Token& token : scanner.Scan(raw).tokens) {
    static const char* const kKinds[] = {"", "", "url:", "email:", "phone:", "hashtag:", "mention:", "emoji:"};
    out.push_back((token.joined ? "~" : "") + std::string(kKinds[static_cast<int>(token.kind)]) +
                  std::string(token.form));
  }
  return out;
}

struct Case {
  const char* text;
  Strings tokens;
};

TEST_CASE("words and numbers are split and normalised") {
  const Case cases[] = {
      {"", {}},
      {" \n\t.,;!", {}},
      {"Тёплая ВОДА", {"теплая", "вода"}},
      {"дом 12а/3", {"дом", "12", "~а", "3"}},
      {"пр-кт Д'Артаньяна", {"пр", "кт", "д", "артаньяна"}},
      {"к2", {"к", "~2"}},
      {"Bода и вOдa, HET", {"вода", "и", "вода", "het"}},
      {"НEТ HЕТ", {"нет", "нет"}},
      {"cнeг", {"снег"}},
      {"WiFi COVID-19", {"wifi", "covid", "19"}},
      {"дороооога ямаааа ванна ссора", {"дорога", "яма", "ванна", "ссора"}},
      {"10000", {"10000"}},
      {"до\xC2\xADро\xE2\x80\x8Bга", {"дорога"}},
      {"вода\xCC\x81 гóрод", {"вода", "город"}},
      {"чеи\xCC\x86 чей", {"чей", "чей"}},
      {"е\xCC\x88лка ёлка", {"елка", "елка"}},
      {"школа №5", {"школа", "5"}},
      {"площадь 60м²", {"площадь", "60", "~м", "~2"}},
      {"ﬁnance Ⅻ", {"finance", "xii"}},
      {"при\xC2\xA0вет", {"при", "вет"}},
      {"нет…воды", {"нет", "воды"}},
      {"１２３", {"123"}},
      {"٣٤", {"34"}},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Read(c.text) == c.tokens);
  }
}

TEST_CASE("tags and entities of exports are read away") {
  const Case cases[] = {
      {"нет<br>воды<br/>", {"нет", "воды"}},
      {"<p class=\"x\">Добрый</p>день", {"добрый", "день"}},
      {"нет&nbsp;воды &laquo;Мир&raquo;", {"нет", "воды", "мир"}},
      {"&#1074;&#x43E;да", {"вода"}},
      {"во&shy;да", {"вода"}},
      {"а < б > в", {"а", "б", "в"}},
      {"<3 лайк", {"3", "лайк"}},
      {"<незакрытый тег", {"незакрытый", "тег"}},
      {"x<b и дальше", {"x", "b", "и", "дальше"}},
      {"R&D &unknown; &#0;x", {"r", "d", "unknown", "x"}},
      {"AT&T&", {"at", "t"}},
      {"&lt;br&gt;", {"br"}},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Read(c.text) == c.tokens);
  }
}

TEST_CASE("addresses on the net, telephones, tags and mentions are no words") {
  const Case cases[] = {
      {"см. https://vk.com/wall-1_2?x=1, вот", {"см", "url:https://vk.com/wall-1_2?x=1", "вот"}},
      {"www.permkrai.ru.", {"url:www.permkrai.ru"}},
      {"на 59.ru и t.me/perm", {"на", "url:59.ru", "и", "url:t.me/perm"}},
      {"сайт пермь.рф/путь", {"сайт", "url:пермь.рф/путь"}},
      {"воды.Нет и точка.ру", {"воды", "нет", "и", "точка", "ру"}},
      {"пишите a.b-c@mail.ru!", {"пишите", "email:a.b-c@mail.ru"}},
      {"+7 (342) 212-34-56", {"phone:+7 (342) 212-34-56"}},
      {"8(902)456 78 90 дом 5", {"phone:8(902)456 78 90", "дом", "5"}},
      {"тел 89024567890,", {"тел", "phone:89024567890"}},
      {"8-902-456-78-90 5", {"phone:8-902-456-78-90", "5"}},
      {"(342) 212-34-56", {"phone:(342) 212-34-56"}},
      {"342 212 34 56", {"phone:342 212 34 56"}},
      {"дома 8 10 12 14 16 18", {"дома", "8", "10", "12", "14", "16", "18"}},
      {"12.01.2026 10:00", {"12", "01", "2026", "10", "00"}},
      {"2026-01-12 10:00", {"2026", "01", "12", "10", "00"}},
      {"счёт 40817810099910004312", {"счет", "40817810099910004312"}},
      {"#ПермьЗима2026 и #5", {"hashtag:#ПермьЗима2026", "и", "5"}},
      {"#яма@perm_club", {"hashtag:#яма@perm_club"}},
      {"@ivan_1, привет", {"mention:@ivan_1", "привет"}},
      {"[club123|Город Пермь] ответьте", {"mention:Город Пермь", "ответьте"}},
      {"[id7:bp-1_22|Иван], нет воды", {"mention:Иван", "нет", "воды"}},
      {"[https://vk.com/x|по ссылке]", {"url:https://vk.com/x", "по", "ссылке"}},
      {"[не разметка|да]", {"не", "разметка", "да"}},
      {"@club12 (Город Пермь) яма", {"mention:@club12 (Город Пермь)", "яма"}},
      {"*id5 (Мэр), (нет) воды", {"mention:*id5 (Мэр)", "нет", "воды"}},
      {"@club12 (нет", {"mention:@club12", "нет"}},
      {"@perm (нет воды)", {"mention:@perm", "нет", "воды"}},
      {"*важно* и *id5", {"важно", "и", "id", "~5"}},
      {"вода🔥🔥 нет", {"вода", "~emoji:🔥🔥", "нет"}},
      {"🇷🇺нет👨‍👩‍👧 👍🏽 воды❤️",
       {"emoji:🇷🇺", "~нет", "~emoji:👨👩👧", "emoji:👍🏽", "воды", "~emoji:❤"}},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Read(c.text) == c.tokens);
  }
}

TEST_CASE("tokens keep their places in the raw text") {
  static const PatternSet none({});
  TextScanner scanner(none);
  const std::string raw = "<b>До\xC2\xADма</b>&nbsp;е\xCC\x88лка вода\xCC\x81!";
  Strings places;
  for (const Token& token : scanner.Scan(raw).tokens)
    places.push_back(raw.substr(token.begin, token.end - token.begin));
  CHECK(places == Strings{"До\xC2\xADма", "е\xCC\x88лка", "вода\xCC\x81"});
}

TEST_CASE("stems are Snowball's for Cyrillic words") {
  static const PatternSet none({});
  TextScanner scanner(none);
  const ScanResult& scan = scanner.Scan("дорогами roads 112");
  CHECK(scan.tokens[0].stem == "дорог");
  CHECK(scan.tokens[1].stem == "roads");
  CHECK(scan.tokens[2].stem == "112");
  CHECK(scan.words == 2);
}

TEST_CASE("invalid bytes separate and are reported") {
  const Case cases[] = {
      {"во\xD0", {"во"}},   {"во\xFFда", {"во", "да"}}, {"\x80\x80вода", {"вода"}}, {"вода\xED\xA0\x80", {"вода"}},
      {"\xF0\x9F\x94", {}}, {"\xC0\xAFx", {"x"}},       {"<b \xD0>x", {"x"}},
  };
  static const PatternSet none({});
  TextScanner scanner(none);
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Read(c.text) == c.tokens);
    CHECK(scanner.Scan(c.text).repaired);
  }
  CHECK_FALSE(scanner.Scan("вода").repaired);
  CHECK(Read(std::string_view("нет\0воды", 15)) == Strings{"нет", "воды"});
}

TEST_CASE("hostile texts cost linear time and bounded memory") {
  static const PatternSet none({});
  TextScanner scanner(none);
  std::string one_letter(limits::kMessageTextBytes, ' ');
  for (std::size_t i = 0; i < one_letter.size(); i += 2) one_letter.replace(i, 2, "а");
  CHECK(scanner.Scan(one_letter).tokens.size() == 1);
  CHECK(scanner.Scan(one_letter).tokens[0].form == "а");
  CHECK_FALSE(scanner.Scan(one_letter).truncated);
  CHECK(scanner.Scan(one_letter + "б").truncated);
  CHECK_FALSE(scanner.Scan("x" + one_letter).repaired);

  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += part;
    return out;
  };
  CHECK(scanner.Scan(repeat("<", 100'000)).tokens.empty());
  CHECK(scanner.Scan(repeat("<b", 100'000)).tokens.size() == 100'000);
  CHECK(scanner.Scan(repeat("<b>", 100'000)).tokens.empty());
  CHECK(scanner.Scan(repeat("&", 100'000)).tokens.empty());
  CHECK(scanner.Scan(repeat("[", 100'000)).tokens.empty());
  CHECK(scanner.Scan(repeat("a.", 100'000)).tokens.size() == 100'000);
  CHECK(scanner.Scan(repeat("1-", 100'000)).tokens.size() > 1000);
  CHECK(scanner.Scan("е" + repeat("\xCC\x81\xCC\xA3", 100'000)).tokens.size() == 1);
  CHECK(scanner.Scan(repeat("\xEF\xB7\xBA", 100'000)).words > 0);
  CHECK(scanner.Scan(repeat("#а", 100'000)).tokens.size() == 100'000);
}

TEST_CASE("a scanner that has met too many words starts afresh") {
  static const PatternSet none({});
  TextScanner scanner(none);
  std::string text;
  for (std::size_t i = 0; i < limits::kRememberedForms + 1000; ++i) {
    (text += std::to_string(i)) += ' ';
    if (text.size() > limits::kMessageTextBytes - 100) {
      scanner.Scan(text);
      text.clear();
    }
  }
  CHECK(scanner.Scan("вода дорога").tokens[1].form == "дорога");
}

}  // namespace
}  // namespace autorules
