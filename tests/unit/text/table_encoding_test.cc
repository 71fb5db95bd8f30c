#include "engine/text/table_encoding.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

using namespace std::string_literals;

TEST_CASE("tables are decoded from what spreadsheets save") {
  struct Case {
    const char* what;
    std::string bytes;
    std::string text;
  };
  for (const Case& c : std::vector<Case>{
           {"nothing", "", ""},
           {"ASCII", "a;b\n", "a;b\n"},
           {"UTF-8", "Улица;№\n", "Улица;№\n"},
           {"UTF-8 with a mark", "\xEF\xBB\xBFУлица\n", "Улица\n"},
           {"Windows-1251", "\xD3\xEB\xE8\xF6\xE0;\xB9 \xA8\xB8\xA0\x97\xAB\xBB\n", "Улица;№ Ёё\u00A0—«»\n"},
           {"Windows-1251 with what could be UTF-8", "\xD1\xB8\xEC\xE8\xED", "Сёмин"},
           {"UTF-16, little end first", "\xFF\xFE\x23\x04;\0a\0\r\0\n\0"s, "У;a\r\n"},
           {"UTF-16, big end first", "\xFE\xFF\x04\x23\0;\xD8\x3D\xDD\x25"s, "У;🔥"},
           {"UTF-16 of nothing", "\xFF\xFE", ""},
           {"every line break", "a\rb\r\nc\nd\r\r\n\r", "a\nb\r\nc\nd\n\r\n\n"},
       }) {
    INFO(c.what);
    const auto text = DecodeTable(c.bytes);
    REQUIRE(text);
    CHECK(*text == c.text);
  }
}

TEST_CASE("every byte of Windows-1251 but one is a character") {
  std::string bytes;
  for (int byte = 0x80; byte < 0x100; ++byte) {
    if (byte != 0x98) bytes += static_cast<char>(byte);
  }
  const auto text = DecodeTable(bytes);
  REQUIRE(text);
  CHECK(*text ==
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї"
        "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя");
}

TEST_CASE("what is no text table is named, and how to save it is said") {
  struct Case {
    const char* what;
    std::string bytes;
    std::string problem;
  };
  for (const Case& c : std::vector<Case>{
           {"XLSX", "PK\x03\x04\x14\0"s, "это книга программы таблиц (.xlsx, .ods) или архив, а не CSV"},
           {"XLS", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "это старая книга Excel (.xls), а не CSV"},
           {"UTF-16 without a mark", "a\0;\0"s, "в файле нулевые байты: это не текст"},
           {"a zero character",
            "\xFF\xFE"
            "a\0\0\0"s,
            "в файле нулевые байты: это не текст"},
           {"half a character",
            "\xFF\xFE"
            "a\0b"s,
            "файл в UTF-16 повреждён"},
           {"half a pair", "\xFE\xFF\xD8\x3D\0a"s, "файл в UTF-16 повреждён"},
           {"0x98", "\xD3\xEB\n\xE8\x98\n", "в строке 2 байты, которых нет в Windows-1251"},
           {"a mark, but not UTF-8", "\xEF\xBB\xBF\xD3\xEB\n", "в строке 1 байты, которых нет в UTF-8"},
           {"damaged UTF-8", "Улица\nЛенин\xD0\n", "в строке 2 байты, которых нет в UTF-8"},
       }) {
    INFO(c.what);
    const auto text = DecodeTable(c.bytes);
    REQUIRE_FALSE(text);
    CHECK(text.error().ru == c.problem + "; откройте его в программе таблиц и сохраните как «CSV UTF-8»");
    CHECK(text.error().en.ends_with("; open it in a spreadsheet program and save it as `CSV UTF-8`"));
  }
}

}  // namespace
}  // namespace autorules
