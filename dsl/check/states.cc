#include <algorithm>
#include <map>
#include <set>

#include "dsl/check/check.h"

namespace autorules {
namespace {

using States = std::vector<std::string>;

/// Where the ways from each state lead.
using Ways = std::multimap<std::string, std::string>;

Ways WaysOf(const Procedure& procedure, bool backwards) {
  Ways ways;
  for (const ProcedureStep& step : procedure.transitions) {
    for (const std::string& state : step.from) {
      ways.emplace(backwards ? step.to : state, backwards ? state : step.to);
    }
  }
  return ways;
}

/// Adds the state and all that it leads to; false when it was there already.
bool Spread(const std::string& from, const Ways& ways, std::set<std::string>* reached) {
  if (!reached->insert(from).second) return false;
  for (States open{from}; !open.empty();) {
    const auto [begin, end] = ways.equal_range(open.back());
    open.pop_back();
    for (auto way = begin; way != end; ++way) {
      if (reached->insert(way->second).second) open.push_back(way->second);
    }
  }
  return true;
}

/// The fewest states that would have to be reached for all to be: of states that lead to each other only, one.
States Unreached(const States& states, const Ways& ways, const States& roots) {
  std::set<std::string> reached;
  for (const std::string& root : roots) Spread(root, ways, &reached);
  States candidates;
  std::set<std::string> seen = reached;
  for (const std::string& state : states) {
    if (Spread(state, ways, &seen)) candidates.push_back(state);
  }
  // No earlier candidate leads to a later one, but a later one may lead to earlier ones.
  States found;
  for (auto state = candidates.rbegin(); state != candidates.rend(); ++state) {
    if (Spread(*state, ways, &reached)) found.push_back(*state);
  }
  return found;
}

const ast::Name* FindState(const ast::Procedure& ast, const std::string& state) {
  const auto at =
      std::find_if(ast.states.begin(), ast.states.end(), [&](const ast::Name& name) { return name.text == state; });
  return at == ast.states.end() ? nullptr : &*at;
}

/// Where the pack speaks of the state: where it names it, else where it changes the procedure of a library.
Span PlaceOf(const CheckInput& input, Id id, const std::string& state) {
  const Declared<ast::Procedure>& declared = input.symbols.procedures[id];
  std::optional<Span> place;
  for (const auto& refinement : input.symbols.refinements) {
    if (refinement.ast->name.text != declared.ast->name.text) continue;
    const ast::Name* name = FindState(*refinement.ast, state);
    if (name != nullptr) return name->span;
    if (refinement.layer == Layer::kPack && declared.layer != Layer::kPack) place = refinement.ast->name.span;
  }
  const ast::Name* name = FindState(*declared.ast, state);
  return place || name == nullptr ? place.value_or(declared.ast->name.span) : name->span;
}

}  // namespace

bool IsInPlay(const CheckInput& input, Id procedure) {
  const Declared<ast::Procedure>& declared = input.symbols.procedures[procedure];
  const auto& refinements = input.symbols.refinements;
  return declared.layer == Layer::kPack || input.pack.used_procedures.contains(procedure) ||
         std::any_of(refinements.begin(), refinements.end(),
                     [&](const auto& one) { return one.ast->name.text == declared.ast->name.text; });
}

void CheckStates(const CheckInput& input, Diagnostics* diagnostics) {
  for (Id id = 0; id < input.pack.parts.procedures.size(); ++id) {
    const Procedure& procedure = input.pack.parts.procedures[id];
    if (procedure.states.empty() || !IsInPlay(input, id)) continue;
    for (const std::string& state : Unreached(procedure.states, WaysOf(procedure, false), {procedure.start})) {
      diagnostics->Add(Code::kUnreachableState, PlaceOf(input, id, state), {procedure.name, state});
    }
    for (const std::string& state : Unreached(procedure.states, WaysOf(procedure, true), procedure.finals)) {
      diagnostics->Add(Code::kDeadEnd, PlaceOf(input, id, state), {procedure.name, state});
    }
  }
}

}  // namespace autorules
