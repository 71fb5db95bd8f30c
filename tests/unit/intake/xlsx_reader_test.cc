#include "engine/intake/xlsx_reader.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include "engine/base/limits.h"
#include "engine/intake/sheet_reader.h"
#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/workbook_parts.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using Cells = std::vector<std::string>;
using Parts = std::map<std::string, std::string>;
using testing::AddSheet;
using testing::MakeZip;
using testing::TextRow;
using testing::WorkbookParts;

bool IsHeading(const Cells& cells) { return std::find(cells.begin(), cells.end(), "Номер") != cells.end(); }

Result<Sheet> Read(const Parts& parts) { return ReadSheet("t.xlsx", MakeZip(parts), IsHeading); }

Cells ValuesOf(const SheetRow& row) { return row.cells; }

/// The cells of a sheet whose first row is «Номер» and more.
std::vector<Cells> RowsOf(const Parts& parts) {
  const Result<Sheet> sheet = Read(parts);
  REQUIRE(sheet.has_value());
  std::vector<Cells> rows;
  for (const SheetRow& row : sheet->rows) rows.push_back(ValuesOf(row));
  return rows;
}

const std::string kHeadings = TextRow(1, {"Номер", "Б", "В"});

TEST_CASE("cells are read as a person sees them") {
  const std::string strings =
      "<si><t>общая &amp;<!-- --> строка</t></si>"
      "<si><r><t>жир</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> </t></r><r><t>ный</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>чтение</t></rPh></si>"
      "<si><t>Первая_x000D_\nвторая_x005F_x0041_</t></si><si/>";
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy;@\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"00000000\"/></numFmts>"
      "<cellXfs><xf/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"165\"/></cellXfs>";
  const std::vector<std::pair<std::string, std::string>> cells = {
      {"<c t=\"s\"><v>0</v></c>", "общая & строка"},
      {"<c t=\"s\"><v>1</v></c>", "жир ный"},
      {"<c t=\"s\"><v>2</v></c>", "Первая\nвторая_x0041_"},
      {"<c t=\"s\"><v>3</v></c>", ""},
      {"<c t=\"inlineStr\"><is><t> а </t></is></c>", "а"},
      {"<c t=\"inlineStr\"><is><r><t>а</t></r><r><t>б</t></r></is></c>", "аб"},
      {"<c t=\"inlineStr\"><is><t><![CDATA[<b>]]></t></is></c>", "<b>"},
      {"<c t=\"str\"><f>A1&amp;\"!\"</f><v>итог</v></c>", "итог"},
      {"<c><f>1+1</f><v>2</v></c>", "2"},
      {"<c><f>1+1</f></c>", ""},
      {"<c t=\"b\"><v>1</v></c>", "Да"},
      {"<c t=\"b\"><v>0</v></c>", "Нет"},
      {"<c t=\"e\"><v>#N/A</v></c>", "#N/A"},
      {"<c><v>20260112000017</v></c>", "20260112000017"},
      {"<c><v>2.0260112000017E13</v></c>", "20260112000017"},
      {"<c t=\"n\"><v>1.5</v></c>", "1,5"},
      {"<c s=\"1\"><v>46034</v></c>", "12.01.2026"},
      {"<c s=\"2\"><v>46034.5</v></c>", "12.01.2026 12:00:00"},
      {"<c s=\"3\"><v>46034.25</v></c>", "12.01.2026 06:00:00"},
      {"<c s=\"4\"><v>5534000</v></c>", "05534000"},
      {"<c s=\"1\"><v>-5</v></c>", "-5"},
      {"<c s=\"99\"><v>7</v></c>", "7"},
      {"<c t=\"d\"><v>2026-01-12T09:30:00</v></c>", "12.01.2026 09:30:00"},
      {"<c s=\"1\"/>", ""},
      {"<c><v>_x000D__x0031_\xFF</v></c>", "1\xEF\xBF\xBD"},
  };
  for (const auto& [xml, shown] : cells) {
    INFO(xml);
    const std::string row = "<row r=\"2\"><c t=\"inlineStr\"><is><t>1</t></is></c>" + xml + "</row>";
    CHECK(RowsOf(WorkbookParts(kHeadings + row, strings, styles)) == std::vector<Cells>{{"1", shown, ""}});
  }
}

TEST_CASE("dates are counted from 1904 in workbooks that say so") {
  Parts parts = WorkbookParts(kHeadings + "<row><c><v>1</v></c><c s=\"0\"><v>44572</v></c></row>", "",
                              "<cellXfs><xf numFmtId=\"14\"/></cellXfs>");
  for (const std::string value : {"1", "true"}) {
    Parts changed = parts;
    std::string& book = changed[testing::kBookPart];
    book.replace(book.find("<workbookPr/>"), 13, "<workbookPr date1904=\"" + value + "\"/>");
    CHECK(RowsOf(changed).at(0).at(1) == "12.01.2026");
  }
  CHECK(RowsOf(parts).at(0).at(1) == "11.01.2022");
}

TEST_CASE("cells stand where their references say, missing ones are empty, rows keep their numbers") {
  const Result<Sheet> sheet = Read(
      WorkbookParts(TextRow(3, {"Сводка"}) + "<row r=\"5\"><c r=\"B5\" t=\"inlineStr\"><is><t>Номер</t></is></c>"
                                             "<c r=\"D5\" t=\"inlineStr\"><is><t>Г</t></is></c></row>"
                                             "<row r=\"6\" spans=\"1:4\"/>"
                                             "<row r=\"7\"><c r=\"D7\"><v>4</v></c></row>"
                                             "<row r=\"9\"><c r=\"B9\"><v>2</v></c><c><v>3</v></c><c r=\"F9\"/></row>"
                                             "<row><c r=\"A99\"><v>1</v></c></row>"
                                             "<row r=\"3\"><c><v>1</v></c></row>"));
  REQUIRE(sheet.has_value());
  CHECK(sheet->heading_row == 5);
  CHECK(sheet->title == "Лист1");
  CHECK(sheet->headings == Cells{"", "Номер", "", "Г"});
  CHECK(sheet->rows ==
        std::vector<SheetRow>{
            {7, {"", "", "", "4"}}, {9, {"", "2", "3", ""}}, {10, {"1", "", "", ""}}, {11, {"1", "", "", ""}}});
  CHECK(sheet->problems.empty());
}

TEST_CASE("a value right of the headings is a problem of its row") {
  const Result<Sheet> sheet =
      Read(WorkbookParts(kHeadings + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"AB2\"><v>2</v></c></row>" +
                         TextRow(3, {"3", "", "", " "})));
  REQUIRE(sheet.has_value());
  CHECK(sheet->rows == std::vector<SheetRow>{{3, {"3", "", ""}}});
  REQUIRE(sheet->problems.size() == 1);
  const InputProblem& problem = sheet->problems[0];
  CHECK(problem.input == "t.xlsx");
  CHECK(problem.line == 2);
  CHECK(problem.column == 28);
  CHECK(problem.skipped);
  CHECK_THAT(problem.what.ru, Contains("столбец AB"));
}

TEST_CASE("prefixes of names make no difference") {
  Parts parts = WorkbookParts("");
  parts[testing::kSheetPart] =
      "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" "
      "t=\"inlineStr\"><x:is><x:t>Номер</x:t></x:is></x:c>"
      "</x:row><x:row r=\"2\"><x:c r=\"A2\"><x:v>17</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  parts[testing::kBookPart] =
      "<x:workbook xmlns:x=\"m\" xmlns:rel=\"r\"><x:sheets><x:sheet name=\"Л\" sheetId=\"1\" "
      "rel:id=\"rId1\"/></x:sheets>"
      "</x:workbook>";
  CHECK(RowsOf(parts) == std::vector<Cells>{{"17"}});
}

TEST_CASE("the first visible worksheet that is recognised counts, others are named") {
  Parts parts = WorkbookParts(TextRow(1, {"Пояснение"}) + TextRow(2, {"к", "выгрузке"}));
  AddSheet("Скрытый", kHeadings + TextRow(2, {"скрытый"}), &parts);
  std::string& book = parts[testing::kBookPart];
  book.replace(book.find("name=\"Скрытый\""), 0, "state=\"hidden\" ");
  AddSheet("Пустой", "", &parts);
  AddSheet("Данные", kHeadings + TextRow(2, {"данные"}), &parts);
  AddSheet("Ещё", kHeadings + TextRow(2, {"ещё"}), &parts);
  const Result<Sheet> sheet = Read(parts);
  REQUIRE(sheet.has_value());
  CHECK(sheet->title == "Данные");
  CHECK(sheet->left_sheets == Cells{"Лист1", "Ещё"});
  CHECK(sheet->rows == std::vector<SheetRow>{{2, {"данные", "", ""}}});
}

TEST_CASE("without headings that are recognised a row of several values stands for them") {
  const Result<Sheet> sheet =
      Read(WorkbookParts(TextRow(1, {"Сводка"}) + TextRow(3, {"а", "б"}) + TextRow(4, {"1", "2"})));
  REQUIRE(sheet.has_value());
  CHECK(sheet->headings == Cells{"а", "б"});
  CHECK(sheet->heading_row == 3);
  const Result<Sheet> one = Read(WorkbookParts(TextRow(1, {"Сводка"}) + TextRow(3, {"а"})));
  REQUIRE(one.has_value());
  CHECK(one->headings == Cells{"Сводка"});
}

TEST_CASE("what is no workbook says so and how to save it") {
  const Parts good = WorkbookParts(kHeadings + TextRow(2, {"1"}));
  const auto with = [&](const std::string& part, const std::string& content) {
    Parts parts = good;
    parts[part] = content;
    return MakeZip(parts);
  };
  const auto without = [&](const std::string& part) {
    Parts parts = good;
    parts.erase(part);
    return MakeZip(parts);
  };
  struct Case {
    std::string bytes;
    std::string why;
  };
  for (const Case& c : std::vector<Case>{
           {"PK\x03\x04", "архив повреждён"},
           {MakeZip(good).substr(0, 900), "архив повреждён"},
           {MakeZip(Parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}),
            "это архив без книги внутри"},
           {without(testing::kBookPart), "это архив без книги внутри"},
           {without(testing::kSheetPart), "в архиве нет части xl/worksheets/sheet1.xml"},
           {without(testing::kBookRelations), "в ней нет ни одной ячейки"},
           {with(testing::kBookPart, "<workbook"), "часть xl/workbook.xml повреждена"},
           {with(testing::kBookPart, "<document/>"), "это другой документ"},
           {with(testing::kSheetPart, "<worksheet><sheetData><row><c></row>"), "строка 1 листа повреждена"},
           {with(testing::kSheetPart, "<worksheet><sheetData><row><c r=\"A1\">"), "разметка XML повреждена"},
           {with(testing::kSheetPart, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><row/>"),
            "разметка XML повреждена"},
           {with(testing::kSheetPart, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"), "текста ячейки A1 нет"},
           {with(testing::kSheetPart, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"), "текста ячейки A1 нет"},
           {with(testing::kSheetPart, "<row r=\"2\"><c r=\"XFE2\"><v>0</v></c></row>"), "в строке 2 листа ячейки"},
           {with(testing::kSheetPart, "<row><c r=\"1\"><v>0</v></c></row>"), "в строке 1 листа ячейки"},
           {with(testing::kSheetPart, "<row><c r=\"B1\"><v>0</v></c><c r=\"A1\"><v>0</v></c></row>"),
            "в строке 1 листа ячейки"},
           {with(testing::kSheetPart, ""), "в ней нет ни одной ячейки"},
           {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "это старая книга Excel (.xls) или книга с паролем"},
       }) {
    INFO(c.why);
    const Result<Sheet> sheet = ReadSheet("t.xlsx", c.bytes, IsHeading);
    REQUIRE_FALSE(sheet.has_value());
    CHECK_THAT(sheet.error().message, Catch::Matchers::StartsWith("t.xlsx: ") && Contains(c.why) &&
                                          Contains("сохраните как «Книга Excel (.xlsx)»"));
  }
}

TEST_CASE("archives made to burst are refused") {
  // A long part that all worksheets refer to.
  constexpr std::size_t kPiece = 8U << 20U;
  constexpr std::size_t kPieces = limits::kUnpackedBytes / kPiece + 1;
  Parts many = WorkbookParts("<!--" + std::string(kPiece, 'a') + "-->");
  std::string& sheets = many[testing::kBookPart];
  for (std::size_t i = 0; i < kPieces; ++i)
    sheets.insert(sheets.find("</sheets>"), "<sheet name=\"Л\" r:id=\"rId1\"/>");
  const Result<Sheet> unpacked = Read(many);
  REQUIRE_FALSE(unpacked.has_value());
  CHECK_THAT(unpacked.error().message, Contains("в распакованном виде больше 512 МиБ"));

  // Each cell refers to the same long string.
  std::string references = kHeadings;
  for (std::size_t i = 0; i < kPieces; ++i) references += "<row><c t=\"s\"><v>0</v></c></row>";
  const Result<Sheet> referred = Read(WorkbookParts(references, "<si><t>" + std::string(kPiece, 'a') + "</t></si>"));
  REQUIRE_FALSE(referred.has_value());
  CHECK_THAT(referred.error().message, Contains("тексты ячеек больше 512 МиБ"));

  const Result<Sheet> wide =
      Read(WorkbookParts(kHeadings + "<row>" + std::string(limits::kWorkbookPartBytes * 2, ' ')));
  REQUIRE_FALSE(wide.has_value());
  CHECK_THAT(wide.error().message, Contains("разметка XML повреждена"));

  Parts parts = WorkbookParts(kHeadings);
  parts[testing::kBookPart].append(limits::kWorkbookPartBytes, ' ');
  const Result<Sheet> book = Read(parts);
  REQUIRE_FALSE(book.has_value());
  CHECK_THAT(book.error().message, Contains("часть xl/workbook.xml больше 16 МиБ"));
}

TEST_CASE("of more cells than allowed the first are read") {
  const std::size_t columns = limits::kSheetColumns;
  std::string headings = "<row><c r=\"A1\" t=\"inlineStr\"><is><t>Номер</t></is></c><c r=\"XFD1\"><v>1</v></c></row>";
  for (std::size_t i = 0; i < limits::kTableCells / columns + 5; ++i) headings += "<row><c><v>1</v></c></row>";
  const Result<Sheet> sheet = Read(WorkbookParts(headings));
  REQUIRE(sheet.has_value());
  CHECK(sheet->rows.size() == limits::kTableCells / columns - 1);
  REQUIRE(sheet->problems.size() == 1);
  CHECK_THAT(sheet->problems[0].what.ru, Contains("отсюда она не прочитана"));
}

TEST_CASE("a damaged workbook is read or refused, never worse") {
  const Parts parts = WorkbookParts(
      kHeadings + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\"><v>46034</v></c></row>",
      "<si><t>текст</t></si>", "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>");
  const auto is_sound = [](const Result<Sheet>& sheet) {
    if (!sheet) return IsValidUtf8(sheet.error().message);
    return std::all_of(sheet->rows.begin(), sheet->rows.end(), [&](const SheetRow& row) {
      return row.cells.size() == sheet->headings.size() &&
             std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return IsValidUtf8(cell); });
    });
  };
  const auto flip = [](std::string* bytes) {
    const auto bits = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bytes->size() * 8)));
    for (const std::size_t bit : bits) (*bytes)[bit / 8] = static_cast<char>((*bytes)[bit / 8] ^ (1 << bit % 8));
  };
  const std::string good = MakeZip(parts);
  REQUIRE(ReadSheet("t.xlsx", good, IsHeading).has_value());
  for (std::size_t size = 0; size < good.size(); ++size) {
    CHECK(is_sound(ReadSheet("t.xlsx", good.substr(0, size), IsHeading)));
  }
  CHECK(rc::check("bytes of the archive", [&] {
    std::string bytes = good;
    flip(&bytes);
    RC_ASSERT(is_sound(ReadSheet("t.xlsx", bytes, IsHeading)));
  }));
  CHECK(rc::check("bytes of a part", [&] {
    Parts changed = parts;
    const auto part = *rc::gen::inRange<std::size_t>(0, parts.size());
    flip(&std::next(changed.begin(), static_cast<std::ptrdiff_t>(part))->second);
    RC_ASSERT(is_sound(Read(changed)));
  }));
}

TEST_CASE("any sheet of texts is read back") {
  static const Cells bits{"а", "Ё",   "1", " ",  "\"", ";",       "<",
                          "&", "]]>", "-", "\n", "中", "_x000D_", "\xF0\x9F\x98\xA1"};
  CHECK(rc::check([] {
    const auto cell = [] {
      std::string value;
      for (const auto bit :
           *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bits.size() - 2))) {
        value += bits[bit];
      }
      return TrimCell(value);
    };
    std::string rows = kHeadings;
    std::vector<Cells> expected;
    const int count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
      expected.push_back({"№", cell(), cell()});
      rows += TextRow(i + 2, expected.back());
    }
    const Result<Sheet> sheet = Read(WorkbookParts(rows));
    RC_ASSERT(sheet.has_value());
    std::vector<Cells> read;
    for (const SheetRow& row : sheet->rows) read.push_back(row.cells);
    RC_ASSERT(read == expected);
  }));
}

}  // namespace
}  // namespace autorules
