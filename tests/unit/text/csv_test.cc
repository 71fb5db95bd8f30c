#include "engine/text/csv.h"

#include <rapidcheck.h>

#include "engine/base/limits.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

using Cells = std::vector<std::string>;

Cells Values(const std::vector<CsvCell>& cells) {
  Cells values;
  for (const CsvCell& cell : cells) values.push_back(cell.value);
  return values;
}

std::vector<Cells> Values(const std::vector<CsvRow>& rows) {
  std::vector<Cells> values;
  for (const CsvRow& row : rows) values.push_back(Values(row.cells));
  return values;
}

TEST_CASE("tables are read as people save them") {
  struct Case {
    const char* what;
    std::string text;
    Cells header;
    std::vector<Cells> rows;
  };
  for (const Case& c : std::vector<Case>{
           {"semicolons", "а;б\n1;2\n", {"а", "б"}, {{"1", "2"}}},
           {"commas", "а,б\n1,2\n", {"а", "б"}, {{"1", "2"}}},
           {"tabs", "а\tб\tв\n1\t\t3\n", {"а", "б", "в"}, {{"1", "", "3"}}},
           {"the separator of the header counts", "а;б\n1,5;2\n", {"а", "б"}, {{"1,5", "2"}}},
           {"the most frequent one", "а, б, в\tг;д\n1,2,3\t4;5\n", {"а", "б", "в\tг;д"}, {{"1", "2", "3\t4;5"}}},
           {"a separator inside quotes does not", "\"а,в,г\";б\n1;2\n", {"а,в,г", "б"}, {{"1", "2"}}},
           {"nor one before the header", "\t\t\n;;\nа;б\n1;2\n", {"а", "б"}, {{"1", "2"}}},
           {"one column", "а\n1\n2\n", {"а"}, {{"1"}, {"2"}}},
           {"CRLF", "а;б\r\n1;2\r\n", {"а", "б"}, {{"1", "2"}}},
           {"CR", "а;б\r1;2\r\r3;4", {"а", "б"}, {{"1", "2"}, {"3", "4"}}},
           {"spaces around cells", " а ; б \n 1 ;\t2 \n", {"а", "б"}, {{"1", "2"}}},
           {"no-break spaces", "\u00A0а\u202F;б\n\u00A01\u00A02 \u00A0;\u00A0\n", {"а", "б"}, {{"1\u00A02", ""}}},
           {"quoted cells keep theirs", "а;б\n \" 1 \" ;2\n", {"а", "б"}, {{" 1 ", "2"}}},
           {"doubled quotes", "а;б\n\"\"\"Дом\"\" на углу\";2\n", {"а", "б"}, {{"\"Дом\" на углу", "2"}}},
           {"a quote inside a cell is a letter", "а;б\nд. 5\"в\";2\n", {"а", "б"}, {{"д. 5\"в\"", "2"}}},
           {"a break inside quotes", "а;б\n\"1\r\n2\";3\n", {"а", "б"}, {{"1\r\n2", "3"}}},
           {"missing cells", "а;б;в\n1\n;2\n", {"а", "б", "в"}, {{"1", "", ""}, {"", "2", ""}}},
           {"empty cells too many", "а;б\n1;2;;\n", {"а", "б"}, {{"1", "2"}}},
           {"blank lines", "\nа;б\n\n;\n1;2\n\n", {"а", "б"}, {{"1", "2"}}},
           {"no last break", "а;б\n1;2", {"а", "б"}, {{"1", "2"}}},
           {"an empty last cell", "а;б\n1;", {"а", "б"}, {{"1", ""}}},
           {"columns without a heading", "а;;\n1;2;3\n", {"а", "", ""}, {{"1", "2", "3"}}},
           {"header only", "а;б", {"а", "б"}, {}},
       }) {
    INFO(c.what);
    const CsvTable table = ParseCsv(c.text);
    CHECK(Values(table.header) == c.header);
    CHECK(Values(table.rows) == c.rows);
    CHECK(table.problems.empty());
  }
}

TEST_CASE("what is wrong with a table has a place, and the rows around it are read") {
  struct Case {
    std::string text;
    std::string marked;
    std::uint32_t line;
    std::string what;
    std::vector<Cells> rows;
  };
  for (const Case& c : std::vector<Case>{
           {"а;б\n1;2\n3;\"4\n5;6", "\"", 3, "кавычки не закрыты", {{"1", "2"}, {"5", "6"}}},
           {"\"а;б\n1;2\n", "\"", 1, "кавычки не закрыты", {}},
           {"а;б\n\"ул.\n\"Мира\" ;2\n3;4\n",
            "Мира\" ",
            3,
            "после закрывающих кавычек стоит текст; кавычки внутри ячейки удваивают",
            {{"3", "4"}}},
           {"а,б\n\n1,2, 3,4 ,\n5,6\n",
            "3,4",
            3,
            "ячеек 4, а столбцов 2; ячейку со знаком «,» внутри берут в кавычки",
            {{"5", "6"}}},
           {"Ёж;б; еж\n1;2;3\n", "еж", 1, "второй столбец «еж»", {{"1", "2", "3"}}},
           {"", "", 1, "в файле ничего нет", {}},
           {"\n ;\n\t\n", "", 1, "в файле ничего нет", {}},
       }) {
    INFO(c.text);
    const CsvTable table = ParseCsv(c.text);
    REQUIRE(table.problems.size() == 1);
    const CsvProblem& problem = table.problems[0];
    CHECK(c.text.substr(problem.begin, problem.end - problem.begin) == c.marked);
    CHECK(problem.line == c.line);
    CHECK(problem.what.ru == c.what);
    CHECK(problem.what.en != c.what);
    CHECK(Values(table.rows) == c.rows);
  }
}

TEST_CASE("columns are found by name in any case") {
  const CsvTable table = ParseCsv("Улица;Посёлок;улица\n");
  CHECK(table.Column("УЛИЦА") == 0);
  CHECK(table.Column("поселок") == 1);
  CHECK(table.Column("Дом") == -1);
}

TEST_CASE("rows know the line they start on, cells their bytes") {
  const std::string text = "а;б\r\n\r\n\"1\n2\" ; 3\t\n4\n";
  const CsvTable table = ParseCsv(text);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].line == 3);
  CHECK(table.rows[1].line == 5);
  const auto written = [&](const CsvCell& cell) { return text.substr(cell.begin, cell.end - cell.begin); };
  CHECK(written(table.header[1]) == "б");
  CHECK(written(table.rows[0].cells[0]) == "\"1\n2\"");
  CHECK(written(table.rows[0].cells[1]) == "3");
  CHECK(written(table.rows[1].cells[0]) == "4");
  // What is missing stands where it would be written.
  CHECK(table.rows[1].cells[1] == CsvCell{"", 21, 21});
  CHECK(text.substr(21) == "\n");
}

TEST_CASE("rows have the numbers that a spreadsheet shows, problems their columns") {
  const CsvTable table = ParseCsv("\nа;б\n\n\"1\n2\";3\n\"4\n\n5\"6;7\n8;9\n1;2;3\n0;\"\n");
  CHECK(table.header_row == 2);
  std::vector<std::uint32_t> rows;
  for (const CsvRow& row : table.rows) rows.push_back(row.row);
  CHECK(rows == std::vector<std::uint32_t>{4, 6});
  std::vector<std::pair<std::uint32_t, std::uint32_t>> problems;
  for (const CsvProblem& problem : table.problems) problems.emplace_back(problem.row, problem.column);
  CHECK(problems == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{5, 1}, {7, 3}, {8, 2}});
}

TEST_CASE("quotes gone wrong cost their row, not those that they swallow") {
  struct Case {
    std::string text;
    std::vector<Cells> rows;
  };
  const std::string header = "а;б;в\n";
  for (const Case& c : std::vector<Case>{
           {"1;\"2;3\n4;5;6\n", {{"4", "5", "6"}}},
           {"1;\"2;3\n4;\"5\";6\n7;8;9\n", {{"4", "5", "6"}, {"7", "8", "9"}}},
           // What follows is the rest of the row.
           {"1;\"2\nтекст;3\n4;5;6\n", {{"4", "5", "6"}}},
           {"\"1\n\"2\";3;4\n5;6;7\n", {{"5", "6", "7"}}},
           {"1;2;3\n1;\"2\nтекст", {{"1", "2", "3"}}},
       }) {
    INFO(c.text);
    const CsvTable table = ParseCsv(header + c.text);
    CHECK(Values(table.rows) == c.rows);
    CHECK(table.problems.size() == 1);
  }
}

TEST_CASE("a header is looked for below titles") {
  const auto is_header = [](const std::vector<CsvCell>& cells) { return cells.size() == 3; };
  const CsvTable table = ParseCsv("sep=;\nСводка, январь, 2026\n\n\"а\";б;в\n1;2;3\n",
                                  [&](const auto& cells) { return is_header(cells) && cells[0].value == "а"; });
  CHECK(table.Headings() == Cells{"а", "б", "в"});
  CHECK(table.header_row == 4);
  CHECK(Values(table.rows) == std::vector<Cells>{{"1", "2", "3"}});
  CHECK(table.problems.empty());
  // None is accepted: the first row is.
  const CsvTable none = ParseCsv("а,б\n1,2\n\"3\n", is_header);
  CHECK(none.Headings() == Cells{"а", "б"});
  CHECK(Values(none.rows) == std::vector<Cells>{{"1", "2"}});
  CHECK(none.problems.size() == 1);
  // Nor is one below the tenth row that is not blank.
  std::string deep;
  for (std::size_t i = 0; i < limits::kHeadingRows; ++i) deep += "титул\n\n";
  CHECK(ParseCsv(deep + "а;б;в\n", is_header).Headings() == Cells{"титул"});
  CHECK(ParseCsv(deep.substr(deep.find('\n')) + "а;б;в\n", is_header).Headings() == Cells{"а", "б", "в"});
}

TEST_CASE("a table that would not fit into memory is read up to a limit") {
  const std::string separators(limits::kTableCells / 2, ';');
  const CsvTable filled = ParseCsv("а" + separators + "\n1\n2\n3\n");
  CHECK(filled.header.size() == limits::kTableCells / 2 + 1);
  CHECK(filled.rows.empty());
  REQUIRE(filled.problems.size() == 1);
  CHECK(filled.problems[0].line == 2);
  const CsvTable wide = ParseCsv("а;б\n1" + separators + separators + ";2\n3;4\n");
  CHECK(wide.rows.empty());
  REQUIRE(wide.problems.size() == 1);
  CHECK(wide.problems[0].line == 2);
}

// ---- what is written is read back --------------------------------------------------------------------------------

/// A value as a spreadsheet writes it: in quotes where it has to be, and at times where it has not.
std::string Written(const std::string& value, char separator, bool always) {
  const bool needs = value.find_first_of(std::string("\"\r\n") + separator) != std::string::npos ||
                     value.starts_with(' ') || value.ends_with(' ') || value.starts_with('\t') ||
                     value.ends_with('\t') || value.starts_with("\u00A0") || value.ends_with("\u00A0");
  if (!needs && !always) return value;
  std::string out = "\"";
  for (const char c : value) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

TEST_CASE("cells written as CSV are read back, each from its place") {
  static const std::vector<std::string> bits{"а", "Ё", "1",  " ",  "\"", ";",    ",",      "\t",
                                             "-", "x", "\n", "\r", "中", "\"\"", "\u00A0", "\r\n"};
  CHECK(rc::check([] {
    const char separator = *rc::gen::element(';', ',', '\t');
    const std::string line_break = *rc::gen::element<std::string>("\n", "\r\n", "\r");
    const auto columns = *rc::gen::inRange<std::size_t>(2, 6);
    Cells header;
    std::string text;
    for (std::size_t i = 0; i < columns; ++i) {
      header.push_back("к" + std::to_string(i));
      text += (i > 0 ? std::string(1, separator) : "") + header.back();
    }
    text += line_break;
    std::vector<Cells> rows;
    std::vector<Cells> pieces;
    const auto count = *rc::gen::inRange(0, 8);
    for (int row = 0; row < count; ++row) {
      rows.emplace_back();
      pieces.emplace_back();
      for (std::size_t i = 0; i < columns; ++i) {
        std::string value = i == 0 ? "я" : "";
        for (const auto bit :
             *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bits.size())))
          value += bits[bit];
        pieces.back().push_back(Written(value, separator, *rc::gen::arbitrary<bool>()));
        rows.back().push_back(value);
        const std::string blank = *rc::gen::element<std::string>("", " ", "\u00A0", " \u202F");
        text += (i > 0 ? std::string(1, separator) : "") + blank + pieces.back().back() + blank;
      }
      text += line_break;
      if (*rc::gen::arbitrary<bool>()) text += line_break;
    }
    const CsvTable table = ParseCsv(text);
    RC_ASSERT(table.problems.empty());
    RC_ASSERT(Values(table.header) == header);
    RC_ASSERT(Values(table.rows) == rows);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t i = 0; i < columns; ++i) {
        const CsvCell& cell = table.rows[row].cells[i];
        RC_ASSERT(text.substr(cell.begin, cell.end - cell.begin) == pieces[row][i]);
      }
    }
  }));
}

TEST_CASE("any text is read, every place lies inside it, and a row has as many cells as the header") {
  static const std::vector<std::string> bits{"а", "\"", "\"", ";", ",", "\t", "\n", "\r", " ", "\u00A0", "\xD0", "1"};
  CHECK(rc::check([] {
    std::string text;
    for (const auto bit : *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bits.size())))
      text += bits[bit];
    const CsvTable table = ParseCsv(text);
    RC_ASSERT(!table.header.empty() || !table.problems.empty());
    for (const CsvProblem& problem : table.problems)
      RC_ASSERT(problem.begin <= problem.end && problem.end <= text.size());
    std::uint32_t last = 0;
    for (const CsvRow& row : table.rows) {
      RC_ASSERT(row.cells.size() == table.header.size());
      for (const CsvCell& cell : row.cells) {
        RC_ASSERT(last <= cell.begin && cell.begin <= cell.end && cell.end <= text.size());
        last = cell.end;
      }
    }
  }));
}

}  // namespace
}  // namespace autorules
