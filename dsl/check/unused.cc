#include <algorithm>
#include <set>

#include "dsl/check/check.h"

namespace autorules {
namespace {

// A unit works when something can reach it: a rule or the default names it, it owns topics, runs channels, finds
// addresses, has subordinates, or is of a kind that a holder resolves to.
bool UnitIsUsed(const CheckInput& input, Id id, const std::set<Id>& superiors) {
  const Unit& unit = input.pack.parts.units[id];
  const ast::Unit& ast = *input.symbols.units[id].ast;
  const bool resolved = unit.role == RoleKind::kCurator || unit.role == RoleKind::kHead;
  return resolved || input.pack.used_units.contains(id) || !ast.topics.empty() || !unit.channels.empty() ||
         !unit.reserve_channels.empty() || !ast.addresses.empty() || superiors.contains(id);
}

template <typename T>
bool AnyUsed(const std::vector<Declared<T>>& all, const std::set<Id>& used, std::string_view module) {
  for (Id id = 0; id < all.size(); ++id) {
    if (all[id].module == module && used.contains(id)) return true;
  }
  return false;
}

// A module earns its line by bringing channels, topics, rules or units, which work by themselves, or something that is
// referred to.
bool ModuleIsUsed(const CheckInput& input, std::string_view module) {
  for (const SourceUnit& unit : input.files) {
    if (unit.module != module) continue;
    const ast::File& file = unit.file;
    if (!file.channels.empty() || !file.topics.empty() || !file.rules.empty() || !file.units.empty() ||
        !file.policies.empty() || !file.uses.empty() || !file.tables.empty() || !file.fields.empty() ||
        !file.templates.empty() || !file.functions.empty())
      return true;
  }
  return AnyUsed(input.symbols.procedures, input.pack.used_procedures, module) ||
         AnyUsed(input.symbols.dictionaries, input.pack.used_dictionaries, module);
}

}  // namespace

void CheckUnused(const CheckInput& input, Diagnostics* diagnostics) {
  const auto report = [&](const ast::Name& name, Text kind) {
    diagnostics->Add(Code::kUnused, name.span, {std::move(kind), name.spelled});
  };
  std::set<Id> superiors;
  for (const Unit& unit : input.pack.parts.units) superiors.insert(unit.superior);
  for (Id id = 0; id < input.symbols.units.size(); ++id) {
    if (!UnitIsUsed(input, id, superiors))
      report(input.symbols.units[id].ast->name, {"подразделение или роль", "unit"});
  }
  // What a library declares is there to be chosen from.
  for (Id id = 0; id < input.symbols.dictionaries.size(); ++id) {
    const auto& dictionary = input.symbols.dictionaries[id];
    if (dictionary.layer == Layer::kPack && !input.pack.used_dictionaries.contains(id))
      report(dictionary.ast->name, {"словарь", "dictionary"});
  }
  for (Id id = 0; id < input.symbols.procedures.size(); ++id) {
    const auto& procedure = input.symbols.procedures[id];
    if (procedure.layer == Layer::kPack && !input.pack.used_procedures.contains(id))
      report(procedure.ast->name, {"порядок", "procedure"});
  }
  for (Id id = 0; id < input.symbols.templates.size(); ++id) {
    const auto& letter = input.symbols.templates[id];
    if (letter.layer == Layer::kPack && !input.pack.used_templates.contains(id))
      report(letter.ast->name, {"шаблон", "template"});
  }
  for (Id id = 0; id < input.symbols.functions.size(); ++id) {
    const auto& function = input.symbols.functions[id];
    const auto attribute = input.pack.Find(function.ast->name.text);
    const bool used = attribute && input.pack.used_own.contains(static_cast<Id>(OwnIndex(*attribute)));
    if (function.layer == Layer::kPack && !used) report(function.ast->name, {"скрипт", "script"});
  }
  for (const SourceUnit& unit : input.files) {
    if (unit.layer != Layer::kPack) continue;
    for (const ast::Name& use : unit.file.uses) {
      if (!ModuleIsUsed(input, use.text)) report(use, {"модуль", "module"});
    }
  }
}

}  // namespace autorules
