#include "dsl/csv.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("tables are read as people save them") {
  struct Case {
    const char* what;
    std::string text;
    std::vector<std::string> header;
    Rows rows;
  };
  for (const Case& c : std::vector<Case>{
           {"semicolons", "а;б\n1;2\n", {"а", "б"}, {{"1", "2"}}},
           {"commas", "а,б\n1,2\n", {"а", "б"}, {{"1", "2"}}},
           {"the separator of the first line counts", "а;б\n1,5;2\n", {"а", "б"}, {{"1,5", "2"}}},
           {"a separator inside quotes does not", "\"а,в\";б\n1;2\n", {"а,в", "б"}, {{"1", "2"}}},
           {"one column", "а\n1\n2\n", {"а"}, {{"1"}, {"2"}}},
           {"BOM", "\xEF\xBB\xBFа;б\n1;2", {"а", "б"}, {{"1", "2"}}},
           {"CRLF", "а;б\r\n1;2\r\n", {"а", "б"}, {{"1", "2"}}},
           {"spaces around cells", " а ; б \n 1 ;\t2 \n", {"а", "б"}, {{"1", "2"}}},
           {"quoted cells keep theirs", "а;б\n\" 1 \";2\n", {"а", "б"}, {{" 1 ", "2"}}},
           {"doubled quotes", "а;б\n\"\"\"Дом\"\" на углу\";2\n", {"а", "б"}, {{"\"Дом\" на углу", "2"}}},
           {"a quote inside a cell is a letter", "а;б\nд. 5\"в\";2\n", {"а", "б"}, {{"д. 5\"в\"", "2"}}},
           {"a break inside quotes", "а;б\n\"1\n2\";3\n", {"а", "б"}, {{"1\n2", "3"}}},
           {"missing cells", "а;б;в\n1\n;2\n", {"а", "б", "в"}, {{"1"}, {"", "2"}}},
           {"more cells than columns", "а;б\n1;2;3\n", {"а", "б"}, {{"1", "2", "3"}}},
           {"blank lines", "\nа;б\n\n;\n1;2\n\n", {"а", "б"}, {{"1", "2"}}},
           {"no last break", "а;б\n1;2", {"а", "б"}, {{"1", "2"}}},
           {"an unclosed quote", "а;б\n\"1;2\n3;4", {"а", "б"}, {{"1;2\n3;4"}}},
           {"header only", "а;б", {"а", "б"}, {}},
           {"nothing", "", {}, {}},
       }) {
    INFO(c.what);
    const CsvTable table = ParseCsv(c.text);
    CHECK(table.header == c.header);
    Rows rows;
    for (const CsvTable::Row& row : table.rows) rows.push_back(row.cells);
    CHECK(rows == c.rows);
  }
}

TEST_CASE("columns are found by name in any case") {
  const CsvTable table = ParseCsv("Улица;Посёлок\n");
  CHECK(table.Column("улица") == 0);
  CHECK(table.Column("ПОСЕЛОК") == 1);
  CHECK(table.Column("Дом") == -1);
}

TEST_CASE("rows know the line they start on") {
  const CsvTable table = ParseCsv("а;б\n\n\"1\n2\";3\n4;5\n");
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].line == 3);
  CHECK(table.rows[1].line == 5);
}

}  // namespace
}  // namespace autorules
