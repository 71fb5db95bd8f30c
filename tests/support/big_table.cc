#include "tests/support/big_table.h"

#include <string>

namespace autorules::testing {
namespace {

constexpr std::string_view kRules = R"(муниципалитет proba "Пробный район": по умолчанию: назначить глава конец конец
роль глава "Глава": вид руководитель темы дороги, жкх конец
роль зам "Заместитель" подчиняется глава: вид куратор конец
тема дороги "Дороги" группа: вес 1 "яма" конец
тема жкх "ЖКХ" группа: вес 1 "крыша" конец
таблица авто единственная:
  основание "Регламент, приложение 1"
  если категория ; подкатегория ; факт ; слов
  то тема ; назначить ; метка
  из "data/авто.csv"
конец
)";

/// Windows-1251 of a text in Cyrillic letters (а–я, А–Я) and ASCII.
std::string ToWindows1251(std::string_view utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      bytes += utf8[i];
      continue;
    }
    const unsigned code = ((lead & 0x1FU) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3FU);
    bytes += static_cast<char>(code - 0x410U + 0xC0U);
  }
  return bytes;
}

/// A row by its number: no two share all of category, subcategory and fact.
std::string Row(std::size_t number) {
  return "Категория " + std::to_string(number % 40) + ";Подкатегория " + std::to_string(number / 40 % 25) + ";Факт " +
         std::to_string(number / 1000) + ";;" + (number % 2 == 0 ? "жкх" : "дороги") + ";зам;метка " +
         std::to_string(number % 50) + "\r\n";
}

}  // namespace

TextFiles BigTablePack(std::size_t rows, bool overlap) {
  std::string table = "Категория;Подкатегория;Факт;Слов;Тема;Назначить;Метка\r\n";
  for (std::size_t i = 0; i < rows; ++i) {
    const bool repeated = overlap && i + 2 == 3001;
    table += repeated ? "Категория 16;Подкатегория 0;Факт 0;не больше 7;жкх;зам;другая\r\n" : Row(i);
  }
  return {{"авто.rules", std::string(kRules)}, {"data/авто.csv", ToWindows1251(table)}};
}

}  // namespace autorules::testing
