#include <algorithm>
#include <map>
#include <set>

#include "engine/ruleset/order_graph.h"
#include "engine/ruleset/ruleset.h"

namespace autorules {
namespace {

/// A rule of a set is named only when it takes part itself: the other rules of a long table would be noise.
OrderCycle Describe(const OrderGraph& graph, const std::vector<std::uint32_t>& knot) {
  const auto in_knot = [&](std::uint32_t node) { return std::binary_search(knot.begin(), knot.end(), node); };
  std::set<Id> rules;
  std::set<Attribute> attributes;
  for (const std::uint32_t node : knot) {
    if (graph.nodes[node].is_attribute()) attributes.insert(graph.nodes[node].attribute);
    for (const Id rule : graph.nodes[node].rules) {
      if (std::any_of(graph.reads[rule].begin(), graph.reads[rule].end(), in_knot) ||
          std::any_of(graph.writes[rule].begin(), graph.writes[rule].end(), in_knot)) {
        rules.insert(rule);
      }
    }
  }
  return {{rules.begin(), rules.end()}, {attributes.begin(), attributes.end()}};
}

/// The length of the longest chain of writers before each node. Requires a graph without cycles.
std::vector<std::uint32_t> Levels(const OrderGraph& graph) {
  std::vector<std::uint32_t> waiting(graph.nodes.size()), level(graph.nodes.size()), ready;
  for (const auto& node : graph.nodes) {
    for (const std::uint32_t target : node.out) ++waiting[target];
  }
  for (std::uint32_t node = 0; node < waiting.size(); ++node) {
    if (waiting[node] == 0) ready.push_back(node);
  }
  while (!ready.empty()) {
    const std::uint32_t node = ready.back();
    ready.pop_back();
    const std::uint32_t reached = level[node] + (graph.nodes[node].is_attribute() ? 0 : 1);
    for (const std::uint32_t target : graph.nodes[node].out) {
      level[target] = std::max(level[target], reached);
      if (--waiting[target] == 0) ready.push_back(target);
    }
  }
  return level;
}

}  // namespace

std::variant<std::vector<Stage>, std::vector<OrderCycle>> OrderRules(const std::vector<Rule>& rules,
                                                                     const std::vector<OwnAttributeInfo>& own) {
  const OrderGraph graph = BuildOrderGraph(rules, own);
  const auto knots = FindKnots(graph);
  if (!knots.empty()) {
    std::vector<OrderCycle> cycles;
    for (const auto& knot : knots) cycles.push_back(Describe(graph, knot));
    std::sort(cycles.begin(), cycles.end(), [](const auto& a, const auto& b) { return a.rules < b.rules; });
    return cycles;
  }

  const auto levels = Levels(graph);
  std::vector<Stage> stages;
  const auto stage_at = [&](std::uint32_t level) -> Stage& {
    if (stages.size() <= level) stages.resize(level + 1);
    return stages[level];
  };
  std::map<Attribute, std::uint32_t> settled_by;  // an attribute nobody writes has level 0: settled from the start
  for (std::uint32_t i = 0; i < graph.nodes.size(); ++i) {
    const auto& node = graph.nodes[i];
    if (node.is_attribute()) {
      if (levels[i] > 0) settled_by[node.attribute] = std::max(settled_by[node.attribute], levels[i] - 1);
    } else {
      Stage& stage = stage_at(levels[i]);
      stage.rules.insert(stage.rules.end(), node.rules.begin(), node.rules.end());
    }
  }
  for (Stage& stage : stages) std::sort(stage.rules.begin(), stage.rules.end());
  for (const auto& [attribute, level] : settled_by) stage_at(level).settles.push_back(attribute);
  return stages;
}

}  // namespace autorules
