#include "engine/intake/export_options.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

using Map = std::vector<ColumnMapping>;

TEST_CASE("maps are read with quotes and without") {
  struct Case {
    std::string text;
    Map map;
  };
  for (const Case& c : std::vector<Case>{
           {"text=Текст", {{"text", "Текст"}}},
           {"text=\"Текст инцидента\",id=№", {{"text", "Текст инцидента"}, {"id", "№"}}},
           {" text = \"Текст\" , id = № ", {{"text", "Текст"}, {"id", "№"}}},
           {"fields.этаж=Этаж,label.group=Тема", {{"fields.этаж", "Этаж"}, {"label.group", "Тема"}}},
           {"address=Улица,address=Дом", {{"address", "Улица"}, {"address", "Дом"}}},
           // As the shell leaves it.
           {"source.organisation=Организация, в которой, id=№",
            {{"source.organisation", "Организация, в которой"}, {"id", "№"}}},
           {"text=Организация, в которой", {{"text", "Организация, в которой"}}},
           {"text=\"Да, или a=b\",id=\"№\"", {{"text", "Да, или a=b"}, {"id", "№"}}},
           {"text=\"Текст \"\"длинный\"\"\"", {{"text", "Текст \"длинный\""}}},
           {"text=a=b", {{"text", "a=b"}}},
       }) {
    INFO(c.text);
    CHECK(ParseColumnMap(c.text).value() == c.map);
  }
}

TEST_CASE("what is no map says why") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "ожидается поле=\"Столбец\""},
      {"Текст", "ожидается поле=\"Столбец\""},
      {"=Текст", "ожидается поле=\"Столбец\""},
      {"text=", "text: не указан столбец"},
      {"text=\"\"", "text: не указан столбец"},
      {"text=\"Текст\",", "ожидается поле=\"Столбец\""},
      {"text=\"Текст", "text: кавычки не закрыты"},
      {"text=\"Текст\" id=№", "text: кавычки не закрыты или после них нет запятой"},
      {"txt=Текст", "нет поля «txt»; возможно, имелось в виду «text»"},
      {"category=Тема", "возможно, имелось в виду «source.category»"},
      {"recieved_at=Дата", "возможно, имелось в виду «received_at»"},
      {"source=Тема", "нет поля «source»"},
      {"fields.=Тема", "нет поля «fields.»"},
      {"fields=Тема", "нет поля «fields»"},
      {"цвет=Тема", "поля: id, channel, text,"},
  };
  for (const auto& [text, why] : cases) {
    INFO(text);
    const auto map = ParseColumnMap(text);
    REQUIRE_FALSE(map.has_value());
    CHECK_THAT(map.error().message, Catch::Matchers::Contains(why));
  }
}

}  // namespace
}  // namespace autorules
