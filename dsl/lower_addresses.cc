#include "dsl/csv.h"
#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// The columns of an address table, docs/language.md §3.
constexpr std::string_view kStreet = "Улица";
constexpr std::string_view kStreetKind = "Тип";
constexpr std::string_view kHouses = "Дома";

std::string Cell(const CsvTable::Row& row, int column) {
  return column >= 0 && static_cast<std::size_t>(column) < row.cells.size()
             ? row.cells[static_cast<std::size_t>(column)]
             : "";
}

}  // namespace

void Lowering::LowerAddresses() {
  for (Id id = 0; id < symbols_.units.size(); ++id) {
    for (const ast::Addresses& addresses : symbols_.units[id].ast->addresses) LowerAddressTable(addresses, id);
  }
}

void Lowering::LowerAddressTable(const ast::Addresses& addresses, Id unit) {
  const std::string path = files_->DisplayPath(addresses.file.value);
  const Result<std::string> text = files_->Table(addresses.file.value);
  if (!text) {
    diagnostics_->Add(Code::kTableUnreadable, addresses.file.span, {addresses.file.value, text.error().message});
    return;
  }
  std::size_t bad = 0;
  if (!IsValidUtf8(*text, &bad)) {
    diagnostics_->Add(
        Code::kTableUnreadable, addresses.file.span,
        {addresses.file.value, Text("файл не в UTF-8: сохраните его в UTF-8", "it is not UTF-8: save it as UTF-8")});
    return;
  }
  const CsvTable table = ParseCsv(*text);
  const auto need = [&](std::string_view name, Span span) {
    const int column = table.Column(name);
    if (column < 0) diagnostics_->Add(Code::kTableColumn, span, {path, name}).suggestions = Nearest(name, table.header);
    return column;
  };
  const int street = need(kStreet, addresses.file.span);
  const int kind = table.Column(kStreetKind);
  const int houses = table.Column(kHouses);
  const int filter = addresses.where ? need(addresses.where->first.value, addresses.where->first.span) : -1;
  if (street < 0 || (addresses.where && filter < 0)) return;
  const std::string wanted = addresses.where ? Fold(addresses.where->second.value) : "";
  bool any = false;
  for (const CsvTable::Row& row : table.rows) {
    if (filter >= 0 && Fold(Cell(row, filter)) != wanted) continue;
    any = true;
    AddressRow address{Cell(row, street), Cell(row, kind), Cell(row, houses), unit};
    if (const auto problem = CheckAddressRow(address)) {
      diagnostics_->Add(Code::kTableRow, addresses.file.span, {path + ":" + std::to_string(row.line), *problem});
    } else {
      pack_.parts.addresses.push_back(std::move(address));
    }
  }
  if (any || !addresses.where) return;
  const std::string& value = addresses.where->second.value;
  std::vector<std::string> known;
  for (const CsvTable::Row& row : table.rows) known.push_back(Cell(row, filter));
  diagnostics_->Add(Code::kNoRows, addresses.where->second.span, {path, addresses.where->first.value, value}).suggestions =
      Nearest(value, known);
}

}  // namespace autorules
