// CSV as a sheet; for workbooks see xlsx_reader_test.cc.
#include "engine/intake/sheet_reader.h"

#include "engine/base/limits.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using Cells = std::vector<std::string>;

bool IsHeading(const Cells& cells) { return std::find(cells.begin(), cells.end(), "Номер") != cells.end(); }

Sheet Read(const std::string& bytes) {
  Result<Sheet> sheet = ReadSheet("t.csv", bytes, IsHeading);
  REQUIRE(sheet.has_value());
  return *std::move(sheet);
}

TEST_CASE("a sheet is the same in every encoding and with every separator") {
  const std::vector<std::string> files = {
      "Номер;Имя\n1;ёж\n",
      "\xEF\xBB\xBFНомер,Имя\r\n1,ёж\r\n",
      "Номер\tИмя\r1\tёж\r",
      "\xCD\xEE\xEC\xE5\xF0;\xC8\xEC\xFF\n1;\xB8\xE6\n",  // Windows-1251
      std::string("\xFF\xFE\x1D\x04\x3E\x04\x3C\x04\x35\x04\x40\x04\x09\x00\x18\x04\x3C\x04\x4F\x04\x0A\x00", 22) +
          std::string("\x31\x00\x09\x00\x51\x04\x36\x04\x0A\x00", 10),  // UTF-16LE
  };
  for (const std::string& file : files) {
    const Sheet sheet = Read(file);
    CHECK(sheet.headings == Cells{"Номер", "Имя"});
    CHECK(sheet.rows == std::vector<SheetRow>{{2, {"1", "ёж"}}});
    CHECK(sheet.problems.empty());
    CHECK(sheet.input == "t.csv");
  }
}

TEST_CASE("rows have the numbers of a spreadsheet, cells no blanks around them") {
  const Sheet sheet = Read("Сводка за январь\n\nНомер;Имя;;\n\n1;\" а\r\nб \"\n2;\u00A0в\n");
  CHECK(sheet.heading_row == 3);
  CHECK(sheet.headings == Cells{"Номер", "Имя"});
  CHECK(sheet.rows == std::vector<SheetRow>{{5, {"1", "а\nб"}}, {6, {"2", "в"}}});
}

TEST_CASE("broken rows are problems in order of rows, one of each row is marked as skipped") {
  const Sheet sheet = Read("Номер;Имя;\n1;а;б\n2;в\n3;г;д;е\n4;\"ж\"з;\"и\"к\n5;\"л;\n6;м\n");
  CHECK(sheet.rows == std::vector<SheetRow>{{3, {"2", "в"}}});
  struct Row {
    std::uint64_t line;
    std::uint32_t column;
    bool skipped;
    bool operator==(const Row&) const = default;
  };
  std::vector<Row> problems;
  for (const InputProblem& problem : sheet.problems) {
    problems.push_back({problem.line, problem.column, problem.skipped});
    CHECK_THAT(problem.what.ru, Contains("столбец ") && Contains("строка пропущена"));
    CHECK_THAT(problem.what.en, Contains("column ") && Contains("row skipped"));
  }
  CHECK(problems == std::vector<Row>{{2, 3, true}, {4, 4, true}, {5, 2, true}, {5, 3, false}, {6, 2, true}});
}

TEST_CASE("a second column of a name is left to who gives columns their meaning") {
  const Sheet sheet = Read("Номер;номер\n1;2\n");
  CHECK(sheet.headings == Cells{"Номер", "номер"});
  CHECK(sheet.problems.empty());
  CHECK(sheet.rows.size() == 1);
}

TEST_CASE("files that are no table say why") {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"", "в файле ничего нет"},
      {" ;\n", "в файле ничего нет"},
      {"\"  \"\n", "в файле ничего нет"},
      {"\"а;б\n", "кавычки не закрыты"},
      {std::string("а\0б", 5), "нулевые байты"},
      {"\xD0\x9Fривет \xFF мир", "байты, которых нет в UTF-8"},
      {std::string(limits::kExportBytes + 1, 'a'), "файл больше 256 МиБ"},
  };
  for (const auto& [bytes, why] : files) {
    INFO(why);
    const Result<Sheet> sheet = ReadSheet("t.csv", bytes, IsHeading);
    REQUIRE_FALSE(sheet.has_value());
    CHECK_THAT(sheet.error().message, Catch::Matchers::StartsWith("t.csv: ") && Contains(why));
  }
}

TEST_CASE("columns are called as in a spreadsheet") {
  const std::vector<std::pair<std::uint32_t, std::string>> names = {
      {0, "A"}, {9, "J"}, {25, "Z"}, {26, "AA"}, {51, "AZ"}, {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}};
  for (const auto& [column, letters] : names) CHECK(ColumnLetters(column) == letters);
}

TEST_CASE("cells lose blanks around them, not inside") {
  CHECK(TrimCell(" \t\u00A0а б\u202F\r\n") == "а б");
  CHECK(TrimCell("а\r\nб\rв") == "а\nб\nв");
  CHECK(TrimCell("\u00A0 \n").empty());
}

}  // namespace
}  // namespace autorules
