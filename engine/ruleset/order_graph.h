#pragma once

#include <cstdint>
#include <vector>

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// What the rules that decide an arrival read and write, as a graph: a writer points to the attribute, the attribute to
/// its readers. Rules of one set are one node; so is each literal tag, compared without case; "any tag at all" is fed
/// by every literal tag, a window by its keys, a script function by its arguments.
struct OrderGraph {
  struct Node {
    std::vector<Id> rules;                  ///< ascending; empty for an attribute
    Attribute attribute = Attribute::kTag;  ///< when there are no rules
    std::vector<std::uint32_t> out;         ///< indices of nodes
    bool is_attribute() const { return rules.empty(); }
  };
  std::vector<Node> nodes;
  /// By rule: the attribute nodes that it reads and writes itself.
  std::vector<std::vector<std::uint32_t>> reads, writes;
};

OrderGraph BuildOrderGraph(const std::vector<Rule>& rules, const std::vector<OwnAttributeInfo>& own);

/// Strongly connected components of more than one node, each ascending. Not recursive: packs have many rules.
std::vector<std::vector<std::uint32_t>> FindKnots(const OrderGraph& graph);

}  // namespace autorules
