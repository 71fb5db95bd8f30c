#pragma once

#include <map>
#include <string>
#include <vector>

namespace autorules::testing {

/// The archive of the parts.
std::string MakeZip(const std::map<std::string, std::string>& parts);

/// Text between tags: `&`, `<`, `>` escaped.
std::string XmlText(const std::string& text);

/// The parts of a workbook of one worksheet, for tests to change before MakeZip: `rows` is what stands inside
/// <sheetData>, `strings` what stands inside <sst>, `styles` inside <styleSheet>.
std::map<std::string, std::string> WorkbookParts(const std::string& rows, const std::string& strings = "",
                                                 const std::string& styles = "");
inline constexpr const char* kSheetPart = "xl/worksheets/sheet1.xml";
inline constexpr const char* kBookPart = "xl/workbook.xml";
inline constexpr const char* kBookRelations = "xl/_rels/workbook.xml.rels";

/// Adds a second worksheet called so after the first.
void AddSheet(const std::string& title, const std::string& rows, std::map<std::string, std::string>* parts);

/// A row of inline strings: <row r="3"><c r="A3" …>.
std::string TextRow(int number, const std::vector<std::string>& cells);

}  // namespace autorules::testing
