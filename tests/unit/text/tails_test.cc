#include "engine/text/tails.h"

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/text/clean.h"
#include "engine/text/fold.h"
#include "engine/text/pattern.h"
#include "engine/text/scanner.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

/// The text of a message without its tail and the blanks around.
std::string Remains(std::string_view raw) {
  CleanedText cleaned;
  Clean(raw, cleaned);
  const std::string_view text = cleaned.text.substr(0, TailBegin(cleaned.text));
  const std::size_t begin = std::min(text.find_first_not_of(" \n"), text.size());
  return std::string(text.substr(begin, text.find_last_not_of(" \n") + 1 - begin));
}

struct Case {
  const char* text;
  const char* remains;
};

TEST_CASE("advertising at the end of a post is left out") {
  const Case cases[] = {
      {"Яма на Мира. Подпишись на наш канал", "Яма на Мира."},
      {"Нет воды!\nПодписывайтесь: t.me/perm59", "Нет воды!"},
      {"Нет воды\nПрислать новость @chp59_bot", "Нет воды"},
      {"Не чистят двор\n\nНаш MAX | ВК | ОК", "Не чистят двор"},
      {"Свалка у дома 👉 Подписаться", "Свалка у дома 👉"},
      {"Свалка у дома\n👉Подписаться👈\n#пермь #новости", "Свалка у дома\n👉"},
      {"Дым.\n🔴 Подписаться | Прислать новости", "Дым.\n🔴"},
      {"Дым.\n📲 Читайте нас в МАКС\n😊 Подписаться | Прислать новость", "Дым.\n📲"},
      {"Дым. Плохо грузит? Читай в MAX max.ru/chp", "Дым. Плохо грузит?"},
      {"Дым.\nПодписывайтесь на нас в МАХ", "Дым."},
      {"Дым.\nБольше новостей в Telegram-канале", "Дым."},
      {"Дым.\nМы в MAX", "Дым."},
      {"Дым.\nНаш Telegram | https://t.me/example", "Дым."},
      {"Дым. ПОДПИШИСЬ НА НАШ КАНАЛ!", "Дым."},
      {"Дым.\n🔔 подписаться на ЧП Пермь", "Дым.\n🔔"},
      {"Дым.\nПодписаться на канал ЧП Пермь 59", "Дым."},
      {"Дым.\nПодписывайтесь на [club123|наш город и область]", "Дым."},
      {"Дым.\nПодписывайтесь на [club123|наш город], [club4|жители домов]!", "Дым."},
      {"<p>Дым.</p><p><a href='https://t.me/x'>Подписаться на канал</a></p>", "Дым."},
      {"<DIV>Дым</DIV>Мы в <b>MAX</b>", "Дым"},
      {"Дым<br>Подписаться на канал<br/>Предложить новость", "Дым"},
      {"асфальт кладут Прислать новость chp 59 admin", "асфальт кладут"},
      {"Из Омска? Подпишись!", "Из Омска?"},
      {"Подписывайтесь на наш канал: @city\nПредложить новость: @city_bot", ""},
      {"Дым. Подпишитесь! Все новости города здесь: https://vk.com/gorod", "Дым."},
      {"Дым @perm #дым Подписаться на канал", "Дым @perm #дым"},
      {"Дым. Вступайте в нашу группу vk.com/gorod", "Дым."},
      {"Дым.\nПодписаться @dtp777 Прислать новость @dtp777bot", "Дым."},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(Remains(c.text) == c.remains);
  }
}

TEST_CASE("what a citizen may have written stays") {
  const char* const texts[] = {
      "",
      " \n",
      "Подпишите акт",
      "Подпишите акт!\nПодпишите акт, @uk_dom",
      "Соседи! Подпишись под петицией — нет, дорогу почините",
      "Подпишитесь на петицию https://change.org/p/1",
      "Наш двор не убирают",
      "Наш дом: ул. Мира, 5",
      "Наш Дом, Мира 5",
      "Закрыли сад. Наша группа «Солнышко»",
      "Ребёнок болеет. Мы в группе",
      "Мы в шоке",
      "Мы в Перми",
      "Наш канал засорён",
      "Наш Макс",
      "Мы ок",
      "Не грузится сайт. Подписаться на Госуслугах",
      "Подписаться на канал администрации невозможно",
      "Подписаться на газету нельзя, почта закрыта",
      "Не могу на портале\nподписаться",
      "Прошу Вас Подписаться",
      "Прошу подписаться на наш канал t.me/dom5",
      "Прошу прислать новость",
      "О работе прошу прислать фотоотчет.",
      "Зачем мне ваше «Подпишись на канал»",
      "Подпишись на канал\nЯма на Мира",
      "Подпишись на канал t.me/x. Дорогу почините!",
      "Подпишись на канал t.me/x, улица Мира",
      "Подпишись на канал t.me/x ПОЧИНИТЕ",
      "Подпишитесь на наш канал, ответ на ivan@mail.ru",
      "Подпишитесь на наш канал, тел. 8 902 123 45 67",
      "Подписаться на канал Пермь Мотовилиха Гайва Вышка Курья",
      "Подпишитесь на наш канал: ivan@mail.ru",
      "Подпишитесь на наш канал: +7 902 123-45-67",
      "Подпишитесь на наш канал,дорогу",
      "Больше новостей нет",
      "Читайте договор",
      "Видео тут: https://vk.com/video1 #яма @gorod",
      "Вот подтверждение: https://disk.yandex.ru/i/dQY",
      "Мы на видео https://vk.com/video1",
      "Дым мы в MAX",
      "Подпишись на канализацию",
  };
  for (const char* text : texts) {
    INFO(text);
    CHECK(TailBegin(text) == std::string_view(text).size());
  }
}

TEST_CASE("a tail is read neither for words nor for patterns") {
  const PatternSet patterns({*ParsePattern("новость"), *ParsePattern("яма"), *ParsePattern("яма ... канал")});
  TextScanner scanner(patterns);
  const std::string raw = "<p>Нет воды, я\xC2\xADма</p>\n<b>Подпишись</b> на канал «Яма» @perm";
  const ScanResult& scan = scanner.Scan(raw);
  CHECK(scan.words == 3);
  REQUIRE(scan.tokens.size() == 3);
  CHECK(raw.substr(scan.tokens[2].begin, scan.tokens[2].end - scan.tokens[2].begin) == "я\xC2\xADма");
  REQUIRE(scan.hits.size() == 1);
  CHECK(scan.hits[0] == PatternHit{1, scan.tokens[2].begin, scan.tokens[2].end});
}

TEST_CASE("long and hostile ends cost little") {
  const auto repeat = [](std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += part;
    return out;
  };
  const std::string citizen = repeat("Нет воды. ", 1000);
  CHECK(TailBegin(citizen + repeat("Подпишись! ", 10)) == citizen.size());
  // Only so far back as advertising goes.
  const std::string calls = repeat("Подпишись! ", 1000);
  CHECK(TailBegin(calls) >= calls.size() - limits::kTailBytes);
  CHECK(TailBegin(calls) < calls.size());
  for (const char* part : {"]", "[", "] ", "[ ", "Подпишись Ы ", "наш ", "НАШ", "5 ", ". ", "\n", "🔥", "Я"}) {
    const std::string text = repeat(part, limits::kMessageTextBytes / std::string_view(part).size());
    INFO(part);
    CHECK(TailBegin(text) == text.size());
  }
}

TEST_CASE("the place of a tail is in the text and at a word") {
  static const std::vector<std::string> bits = {
      "Подпишись", "подписаться", "на", "канал",    "Наш",  "MAX", " воды ", "Пермь",    "t.me/x",
      "@x",        "#x",          "🔥",  "[id1|Ы]",  ".",    "\n",  " ",      " ",        "|",
      "(",         ")",           "«",  "\xC2\xA0", "<br>", "5",   "\xD0",   "e\xCC\x81"};
  CHECK(rc::check([] {
    std::string raw;
    const auto picks = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bits.size()));
    for (const std::size_t pick : picks) raw += bits[pick];
    CleanedText cleaned;
    Clean(raw, cleaned);
    const std::size_t begin = TailBegin(cleaned.text);
    RC_ASSERT(begin <= cleaned.text.size());
    RC_ASSERT(IsValidUtf8(cleaned.text.substr(0, begin)));
    // What the citizen wrote about stays, whatever stands around it.
    const std::size_t own = cleaned.text.rfind("воды");
    RC_ASSERT(own == std::string_view::npos || begin > own);
  }));
}

}  // namespace
}  // namespace autorules
