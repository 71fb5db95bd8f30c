#include <functional>
#include <set>

#include "dsl/check/check.h"
#include "engine/base/limits.h"

namespace autorules {
namespace {

// Follows `parent` up from every node; each circle is reported once, at its first node, each
// branch that is too deep where it becomes so.
void CheckTree(std::size_t count, const std::function<Id(Id)>& parent, const std::function<const ast::Name&(Id)>& name,
               Diagnostics* diagnostics) {
  std::set<Id> reported;
  for (Id start = 0; start < count; ++start) {
    std::vector<Id> path;
    std::set<Id> seen;
    Id at = start;
    while (at != kNone && seen.insert(at).second) {
      path.push_back(at);
      at = parent(at);
    }
    if (at == start && !reported.contains(start)) {
      std::string circle;
      for (const Id id : path) {
        circle += name(id).spelled + " → ";
        reported.insert(id);
      }
      Diagnostic& added = diagnostics->Add(Code::kTreeCycle, name(start).span, {circle + name(start).spelled});
      for (const Id id : path) {
        if (id != start) added.labels.push_back({name(id).span, {"звено", "a link"}});
      }
    } else if (at == kNone && path.size() == limits::kTreeDepth + 1) {
      diagnostics->Add(Code::kTreeTooDeep, name(start).span, {std::to_string(limits::kTreeDepth)});
    }
  }
}

}  // namespace

void CheckTrees(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  CheckTree(
      parts.units.size(), [&](Id id) { return parts.units[id].superior; },
      [&](Id id) -> const ast::Name& { return input.symbols.units[id].ast->name; }, diagnostics);
  CheckTree(
      parts.topics.size(), [&](Id id) { return parts.topics[id].parent; },
      [&](Id id) -> const ast::Name& { return input.symbols.topics[id].ast->name; }, diagnostics);
}

}  // namespace autorules
