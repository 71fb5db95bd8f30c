#include "tests/support/workbook_parts.h"

#include <fmt/format.h>

#include "tests/support/make_zip.h"

namespace autorules::testing {
namespace {

constexpr const char* kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string Relation(const std::string& id, const std::string& type, const std::string& target) {
  return fmt::format(R"(<Relationship Id="{}" Type="{}/{}" Target="{}"/>)", id, kRelations, type, target);
}

std::string Relations(const std::string& inside) {
  return fmt::format(R"({}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{})"
                     R"(</Relationships>)",
                     kHead, inside);
}

std::string SheetPart(const std::string& rows) {
  return fmt::format(R"({}<worksheet xmlns="{}"><sheetData>{}</sheetData></worksheet>)", kHead, kMain, rows);
}

}  // namespace

std::string MakeZip(const std::map<std::string, std::string>& parts) {
  return MakeZip(std::vector<std::pair<std::string, std::string>>(parts.begin(), parts.end()));
}

std::string XmlText(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&' || c == '<' || c == '>') {
      out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::map<std::string, std::string> WorkbookParts(const std::string& rows, const std::string& strings,
                                                 const std::string& styles) {
  return {
      {"[Content_Types].xml", std::string(kHead) + "<Types/>"},
      {"_rels/.rels", Relations(Relation("rId1", "officeDocument", "xl/workbook.xml"))},
      {kBookPart, fmt::format(R"({}<workbook xmlns="{}" xmlns:r="{}"><workbookPr/><sheets>)"
                              R"(<sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>)",
                              kHead, kMain, kRelations)},
      {kBookRelations,
       Relations(Relation("rId1", "worksheet", "worksheets/sheet1.xml") + Relation("rId2", "styles", "styles.xml") +
                 Relation("rId3", "sharedStrings", "/xl/sharedStrings.xml"))},
      {kSheetPart, SheetPart(rows)},
      {"xl/styles.xml", fmt::format(R"({}<styleSheet xmlns="{}">{}</styleSheet>)", kHead, kMain, styles)},
      {"xl/sharedStrings.xml", fmt::format(R"({}<sst xmlns="{}">{}</sst>)", kHead, kMain, strings)},
  };
}

void AddSheet(const std::string& title, const std::string& rows, std::map<std::string, std::string>* parts) {
  const auto insert_before = [&](const char* part, const std::string& mark, const std::string& text) {
    std::string& content = (*parts)[part];
    content.insert(content.find(mark), text);
  };
  const std::size_t number = parts->size();
  const std::string id = fmt::format("rIdS{}", number);
  const std::string path = fmt::format("worksheets/sheet{}.xml", number);
  insert_before(kBookPart, "</sheets>", fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="{}"/>)", title, number, id));
  insert_before(kBookRelations, "</Relationships>", Relation(id, "worksheet", path));
  (*parts)["xl/" + path] = SheetPart(rows);
}

std::string TextRow(int number, const std::vector<std::string>& cells) {
  std::string row = fmt::format(R"(<row r="{}">)", number);
  char column = 'A';
  for (const std::string& cell : cells) {
    row += fmt::format(R"(<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>)", column++, number, XmlText(cell));
  }
  return row + "</row>";
}

}  // namespace autorules::testing
