#include "dsl/lowering.h"
#include "dsl/suggest.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// The columns of a table of people, docs/language.md §3.
constexpr std::string_view kPost = "Роль";
constexpr std::string_view kPerson = "Человек";
constexpr std::string_view kDeputy = "Заместитель";

bool IsVacant(const std::string& folded) {
  return folded.empty() || folded == "-" || folded == "—" || folded == "вакансия" || folded == "vacant";
}

}  // namespace

void Lowering::LowerPeople() {
  if (symbols_.municipality == nullptr || !symbols_.municipality->people) return;
  const ast::String& path = *symbols_.municipality->people;
  const LoadedTable* loaded = tables_.Load(path);
  if (loaded == nullptr) return;
  const int post = NeedColumn(*loaded, kPost, path.span);
  const int person = NeedColumn(*loaded, kPerson, path.span);
  if (post < 0 || person < 0) return;
  std::map<Id, std::size_t> first;
  for (const CsvRow& row : loaded->table.rows) LowerPost(*loaded, row, &first);
  // A deputy of a deputy … must end somewhere.
  auto& units = pack_.parts.units;
  for (const auto& [unit, row] : first) {
    Id at = unit;
    for (std::size_t step = 0; at != kNone && step <= units.size(); ++step) at = units[at].deputy;
    if (at == kNone) continue;
    const CsvCell& cell = loaded->table.rows[row].cells[static_cast<std::size_t>(loaded->table.Column(kDeputy))];
    diagnostics_->Add(Code::kTreeCycle, loaded->SpanOf(cell), {units[unit].name + " — " + cell.value});
    units[unit].deputy = kNone;
  }
}

void Lowering::LowerPost(const LoadedTable& loaded, const CsvRow& row, std::map<Id, std::size_t>* first) {
  const CsvTable& table = loaded.table;
  const auto cell = [&](std::string_view heading) -> const CsvCell* {
    const int column = table.Column(heading);
    return column < 0 ? nullptr : &row.cells[static_cast<std::size_t>(column)];
  };
  const auto role = [&](const CsvCell& name) {
    const Id id = ResolveUnit({Fold(name.value), name.value, loaded.SpanOf(name)});
    if (id == kNone || symbols_.units[id].ast->kind == UnitKind::kRole) return id;
    diagnostics_->Add(Code::kTableRow, loaded.SpanOf(name),
                      {Text("столбец «Роль»", "column 'Роль'"),
                       Text("«" + name.value + "» — не роль", "'" + name.value + "' is no role")});
    return kNone;
  };
  const CsvCell& post = *cell(kPost);
  const Id id = role(post);
  if (id == kNone) return;
  if (!first->try_emplace(id, static_cast<std::size_t>(&row - table.rows.data())).second) {
    diagnostics_->Add(Code::kRepeatedItem, loaded.SpanOf(post), {post.value});
    return;
  }
  Unit& unit = pack_.parts.units[id];
  const std::string person = Fold(cell(kPerson)->value);
  unit.vacant = IsVacant(person);
  if (!unit.vacant) unit.person = person;
  const CsvCell* deputy = cell(kDeputy);
  if (deputy != nullptr && !deputy->value.empty() && deputy->value != "-") unit.deputy = role(*deputy);
}

int Lowering::NeedColumn(const LoadedTable& loaded, std::string_view heading, Span place) {
  const int column = loaded.table.Column(heading);
  if (column < 0) {
    diagnostics_->Add(Code::kTableColumn, place, {sources_.Get(loaded.file).path(), heading}).suggestions =
        Nearest(heading, loaded.table.Headings());
  }
  return column;
}

}  // namespace autorules
