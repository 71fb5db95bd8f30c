#include "engine/intake/xlsx_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/base/limits.h"
#include "engine/intake/element_cutter.h"
#include "engine/intake/workbook.h"
#include "engine/intake/xml_nodes.h"

namespace autorules {
namespace {

/// A row as it stands in the part: cells that have a value, by column from 0, ascending.
struct RawRow {
  std::uint32_t number = 0;
  std::vector<std::pair<std::uint32_t, std::string>> cells;
};

std::vector<std::string> Values(const RawRow& row) {
  std::vector<std::string> values(row.cells.empty() ? 0 : row.cells.back().first + 1);
  for (const auto& [column, value] : row.cells) values[column] = value;
  return values;
}

/// The column of `J17`, from 0; nullopt when Excel has none such.
std::optional<std::uint32_t> ColumnOf(std::string_view reference) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z'; ++letters) {
    column = column * 26 + static_cast<std::uint32_t>(reference[letters] - 'A') + 1;
    if (column > limits::kSheetColumns) return std::nullopt;
  }
  return letters == 0 ? std::nullopt : std::optional(column - 1);
}

/// The rows of one worksheet, from its beginning.
class Rows {
 public:
  Rows(const Workbook& workbook, ReadBytes read) : workbook_(workbook), cutter_(std::move(read), "row") {}

  /// The next row that has a value; false at the end.
  Result<bool> Next(RawRow* row) {
    for (std::string_view element;;) {
      Result<bool> more = cutter_.Next(&element);
      if (!more || !*more) return more;
      if (!ParseXml(element, &document_)) return Fail(fmt::format("строка {} листа повреждена", last_ + 1));
      const pugi::xml_node root = document_.document_element();
      const std::uint32_t number = root.attribute("r").as_uint();
      // Rows without a number, or with a wrong one, follow each other.
      last_ = number > last_ ? number : last_ + 1;
      row->number = last_;
      row->cells.clear();
      if (const Result<void> done = ReadCells(root, row); !done) return tl::unexpected(done.error());
      if (!row->cells.empty()) return true;
    }
  }

 private:
  Result<void> ReadCells(pugi::xml_node root, RawRow* row) {
    std::uint32_t next = 0;
    for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) {
      if (LocalName(node.name()) != "c") continue;
      const pugi::xml_attribute reference = node.attribute("r");
      const std::optional<std::uint32_t> column = reference ? ColumnOf(reference.value()) : next;
      if (!column || *column < next || *column >= limits::kSheetColumns) {
        return Fail(fmt::format("в строке {} листа ячейки не на своих местах", last_));
      }
      next = *column + 1;
      const std::optional<std::string> value = ValueOf(node);
      if (!value) return Fail(fmt::format("текста ячейки {}{} нет в книге", ColumnLetters(*column), last_));
      if (std::string shown = TrimCell(*value); !shown.empty()) row->cells.emplace_back(*column, std::move(shown));
    }
    return {};
  }

  /// What the cell shows, perhaps with blanks around it; nullopt when it refers to a string that the workbook does not
  /// have.
  std::optional<std::string> ValueOf(pugi::xml_node cell) const {
    const std::string_view type = cell.attribute("t").value();
    if (type == "inlineStr") return StringOf(Child(cell, "is"));
    const std::string written = TrimCell(TextOf(Child(cell, "v")));
    if (written.empty()) return written;
    if (type == "s") {
      std::size_t index = 0;
      const auto [stop, error] = std::from_chars(written.data(), written.data() + written.size(), index);
      if (error != std::errc() || stop != written.data() + written.size() || index >= workbook_.strings.size())
        return std::nullopt;
      return workbook_.strings[index];
    }
    if (type == "b") return written == "0" || written == "false" ? "Нет" : "Да";
    if (type == "d") return IsoDateText(written).value_or(DecodeEscapes(written));
    if (type == "str" || type == "e") return DecodeEscapes(written);
    const std::size_t style = cell.attribute("s").as_uint();
    const CellFormat format = style < workbook_.formats.size() ? workbook_.formats[style] : CellFormat();
    if (format.kind != CellFormat::Kind::kNumber) {
      if (auto date = DateText(written, format, workbook_.since_1904)) return date;
    }
    if (auto number = NumberText(written, format)) return number;
    return DecodeEscapes(written);
  }

  const Workbook& workbook_;
  ElementCutter cutter_;
  pugi::xml_document document_;
  std::uint32_t last_ = 0;
};

class SheetBuilder {
 public:
  SheetBuilder(const std::string& name, ZipArchive* archive, const Workbook& workbook)
      : name_(name), archive_(*archive), workbook_(workbook) {}

  /// The table of the worksheet, nullopt when none of its first rows is accepted.
  Result<std::optional<Sheet>> Read(const Worksheet& worksheet, const IsHeadingRow& is_heading) {
    Result<ReadBytes> read = archive_.Read(worksheet.path);
    if (!read) return tl::unexpected(read.error());
    Rows rows(workbook_, *std::move(read));
    Sheet sheet;
    sheet.input = name_;
    sheet.title = worksheet.title;
    RawRow row;
    for (std::size_t tried = 0; tried < limits::kHeadingRows; ++tried) {
      const Result<bool> more = rows.Next(&row);
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      std::vector<std::string> values = Values(row);
      if (!is_heading(values)) continue;
      sheet.heading_row = row.number;
      sheet.headings = std::move(values);
      if (const Result<void> done = AddRows(&rows, &sheet); !done) return tl::unexpected(done.error());
      return sheet;
    }
    return std::nullopt;
  }

  Result<bool> HasValues(const Worksheet& worksheet) {
    Result<ReadBytes> read = archive_.Read(worksheet.path);
    if (!read) return tl::unexpected(read.error());
    Rows rows(workbook_, *std::move(read));
    RawRow row;
    return rows.Next(&row);
  }

 private:
  Result<void> AddRows(Rows* rows, Sheet* sheet) {
    const std::size_t columns = sheet->headings.size();
    std::size_t bytes = 0;
    for (RawRow row;;) {
      const Result<bool> more = rows->Next(&row);
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
      if ((sheet->rows.size() + sheet->problems.size() + 2) * columns > limits::kTableCells) {
        sheet->problems.push_back(TooLong(row.number));
        return {};
      }
      if (row.cells.back().first >= columns) {
        const auto beyond =
            std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& cell) { return cell.first >= columns; });
        sheet->problems.push_back(TooManyCells(*sheet, row.number, beyond->first));
        continue;
      }
      SheetRow& added = sheet->rows.emplace_back(SheetRow{row.number, std::vector<std::string>(columns)});
      for (auto& [column, value] : row.cells) {
        bytes += value.size();
        added.cells[column] = std::move(value);
      }
      // Cells refer to strings, so that a small part can come to any length.
      if (bytes > limits::kUnpackedBytes) {
        return Fail(
            fmt::format("тексты ячеек больше {} МиБ (разделите выгрузку по датам)", limits::kUnpackedBytes >> 20U));
      }
    }
  }

  InputProblem TooLong(std::uint32_t row) const {
    return {name_,
            row,
            true,
            {fmt::format("в таблице больше {} ячеек, отсюда она не прочитана", limits::kTableCells),
             fmt::format("the table has more than {} cells and is not read from here on", limits::kTableCells)},
            {"разделите выгрузку по датам", "split the export by dates"}};
  }

  const std::string& name_;
  ZipArchive& archive_;
  const Workbook& workbook_;
};

Result<Sheet> ReadFrom(const std::string& name, ZipArchive* archive, const IsHeadingRow& is_heading) {
  Result<Workbook> workbook = LoadWorkbook(archive);
  if (!workbook) return tl::unexpected(workbook.error());
  std::vector<Worksheet>& sheets = workbook->sheets;
  const auto is_hidden = [](const Worksheet& sheet) { return sheet.hidden; };
  if (!std::all_of(sheets.begin(), sheets.end(), is_hidden)) {
    sheets.erase(std::remove_if(sheets.begin(), sheets.end(), is_hidden), sheets.end());
  }
  SheetBuilder builder(name, archive, *workbook);
  const IsHeadingRow any = [](const std::vector<std::string>&) { return true; };
  for (const IsHeadingRow& accept : {is_heading, IsHeadingRow(MayBeHeadings), any}) {
    for (const Worksheet& worksheet : sheets) {
      Result<std::optional<Sheet>> sheet = builder.Read(worksheet, accept);
      if (!sheet) return tl::unexpected(sheet.error());
      if (!*sheet) continue;
      for (const Worksheet& other : sheets) {
        if (&other == &worksheet) continue;
        // Damage elsewhere does not matter here.
        if (builder.HasValues(other).value_or(true)) (*sheet)->left_sheets.push_back(other.title);
      }
      return **std::move(sheet);
    }
  }
  return Fail("в ней нет ни одной ячейки");
}

}  // namespace

Result<Sheet> ReadWorkbook(const std::string& name, std::string_view bytes, const IsHeadingRow& is_heading) {
  Result<ZipArchive> archive = ZipArchive::Open(bytes);
  if (archive) {
    Result<Sheet> sheet = ReadFrom(name, &*archive, is_heading);
    if (sheet) return sheet;
    archive = tl::unexpected(sheet.error());
  }
  return Fail(
      fmt::format("{}: не читается как книга Excel: {}; откройте файл в программе таблиц и сохраните как «Книга "
                  "Excel (.xlsx)»",
                  name, archive.error().message));
}

}  // namespace autorules
