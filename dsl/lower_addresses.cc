#include <fmt/format.h>

#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// The columns of an address table, docs/language.md §3.
constexpr std::string_view kStreet = "Улица";
constexpr std::string_view kStreetKind = "Тип";
constexpr std::string_view kHouses = "Дома";

const CsvCell& Cell(const CsvRow& row, int column) {
  static const CsvCell kNoCell;
  return column < 0 ? kNoCell : row.cells[static_cast<std::size_t>(column)];
}

/// The heading of the cell that CheckAddressRow objects to with `problem`: the one without which the objection is gone.
std::string_view HeadingOf(const Text& problem, const AddressRow& row) {
  if (!CheckAddressRow({row.name, row.kind, ""})) return kHouses;
  return CheckAddressRow({row.name, "", ""}) == problem ? kStreet : kStreetKind;
}

}  // namespace

void Lowering::LowerAddresses() {
  for (Id id = 0; id < symbols_.units.size(); ++id) {
    for (const ast::Addresses& addresses : symbols_.units[id].ast->addresses) LowerAddressTable(addresses, id);
  }
}

void Lowering::LowerAddressTable(const ast::Addresses& addresses, Id unit) {
  const LoadedTable* loaded = tables_.Load(addresses.file);
  if (loaded == nullptr) return;
  const CsvTable& table = loaded->table;
  const std::string& path = sources_.Get(loaded->file).path();
  const auto need = [&](std::string_view name, Span span) {
    const int column = table.Column(name);
    if (column < 0)
      diagnostics_->Add(Code::kTableColumn, span, {path, name}).suggestions = Nearest(name, table.Headings());
    return column;
  };
  const int street = need(kStreet, addresses.file.span);
  const int kind = table.Column(kStreetKind);
  const int houses = table.Column(kHouses);
  const int filter = addresses.where ? need(addresses.where->first.value, addresses.where->first.span) : -1;
  if (street < 0 || (addresses.where && filter < 0)) return;
  const std::string wanted = addresses.where ? Fold(addresses.where->second.value) : "";
  bool any = false;
  for (const CsvRow& row : table.rows) {
    if (filter >= 0 && Fold(Cell(row, filter).value) != wanted) continue;
    any = true;
    AddressRow address{Cell(row, street).value, Cell(row, kind).value, Cell(row, houses).value, unit};
    if (const auto problem = CheckAddressRow(address)) {
      const std::string_view heading = HeadingOf(*problem, address);
      diagnostics_->Add(Code::kTableRow, loaded->SpanOf(Cell(row, table.Column(heading))),
                        {Text(fmt::format("столбец «{}»", heading), fmt::format("column '{}'", heading)), *problem});
    } else {
      pack_.parts.addresses.push_back(std::move(address));
    }
  }
  // A row that could not be read may be the one.
  if (any || !addresses.where || !table.problems.empty()) return;
  const std::string& value = addresses.where->second.value;
  std::vector<std::string> known;
  for (const CsvRow& row : table.rows) known.push_back(Cell(row, filter).value);
  diagnostics_->Add(Code::kNoRows, addresses.where->second.span, {path, addresses.where->first.value, value})
      .suggestions = Nearest(value, known);
}

}  // namespace autorules
