#include <algorithm>
#include <set>

#include "dsl/check/check.h"

namespace autorules {
namespace {

// Kinds of roles that holders resolve to, and those that procedures and escalations speak of.
std::set<RoleKind> SpokenOf(const RuleSetParts& parts) {
  std::set<RoleKind> kinds{RoleKind::kCurator, RoleKind::kHead};
  const auto add = [&](const Actor& actor) {
    if (actor.kind == Actor::Kind::kRole) kinds.insert(actor.role);
  };
  for (const Procedure& procedure : parts.procedures) {
    for (const ProcedureStep& step : procedure.transitions) std::for_each(step.may.begin(), step.may.end(), add);
  }
  for (const Escalation& escalation : parts.escalations) {
    for (const EscalationStep& step : escalation.steps) {
      for (const EscalationAct& act : step.acts) {
        if (const auto* notice = std::get_if<EscalationNotice>(&act)) add(notice->to);
        if (const auto* over = std::get_if<EscalationHandOver>(&act)) add(over->to);
      }
    }
  }
  return kinds;
}

// A unit works when something can reach it: a rule or the default names it, it owns topics, runs channels, finds
// addresses, has subordinates, or is of a kind that somebody speaks of.
bool UnitIsUsed(const CheckInput& input, Id id, const std::set<Id>& superiors, const std::set<RoleKind>& kinds) {
  const Unit& unit = input.pack.parts.units[id];
  const ast::Unit& ast = *input.symbols.units[id].ast;
  return kinds.contains(unit.role) || input.pack.used_units.contains(id) || !ast.topics.empty() ||
         !unit.channels.empty() || !unit.reserve_channels.empty() || !ast.addresses.empty() || superiors.contains(id);
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
        !file.templates.empty() || !file.functions.empty() || !file.refinements.empty())
      return true;
  }
  for (Id id = 0; id < input.symbols.procedures.size(); ++id) {
    if (input.symbols.procedures[id].module == module && IsInPlay(input, id)) return true;
  }
  return AnyUsed(input.symbols.escalations, input.pack.used_escalations, module) ||
         AnyUsed(input.symbols.dictionaries, input.pack.used_dictionaries, module);
}

template <typename Report>
void ReportUnusedHours(const CheckInput& input, const Report& report) {
  if (input.symbols.municipality == nullptr) return;
  const RuleSetParts& parts = input.pack.parts;
  std::set<std::string> used;
  for (const Procedure& procedure : parts.procedures) {
    for (const Clock& clock : procedure.clocks) {
      if (clock.schedule != kNone) used.insert(parts.municipality.schedules[clock.schedule].name);
    }
  }
  for (const ast::NamedHours& hours : input.symbols.municipality->named_hours) {
    if (!used.contains(hours.name.text)) report(hours.name, Text("рабочее время", "working hours"));
  }
}

}  // namespace

void CheckUnused(const CheckInput& input, Diagnostics* diagnostics) {
  const auto report = [&](const ast::Name& name, Text kind) {
    diagnostics->Add(Code::kUnused, name.span, {std::move(kind), name.spelled});
  };
  std::set<Id> superiors;
  for (const Unit& unit : input.pack.parts.units) superiors.insert(unit.superior);
  const std::set<RoleKind> kinds = SpokenOf(input.pack.parts);
  for (Id id = 0; id < input.symbols.units.size(); ++id) {
    if (!UnitIsUsed(input, id, superiors, kinds))
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
  for (Id id = 0; id < input.symbols.escalations.size(); ++id) {
    const auto& escalation = input.symbols.escalations[id];
    if (escalation.layer == Layer::kPack && !input.pack.used_escalations.contains(id))
      report(escalation.ast->name, {"эскалация", "escalation"});
  }
  ReportUnusedHours(input, report);
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
