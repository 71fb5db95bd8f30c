#include "engine/ruleset/order_graph.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/ruleset/reads.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

bool Writes(const Rule& rule, Attribute attribute) {
  const auto is = [&](const Action& action) { return action.attribute == attribute; };
  if (std::any_of(rule.actions.begin(), rule.actions.end(), is)) return true;
  return rule.script &&
         std::find(rule.script->writes.begin(), rule.script->writes.end(), attribute) != rule.script->writes.end();
}

/// By name: `есть отвод …`.
bool AsksForRecusals(const Rule& rule) {
  bool asks = rule.script && std::find(rule.script->reads.begin(), rule.script->reads.end(), Attribute::kRecusal) !=
                                 rule.script->reads.end();
  EachRead(rule.when,
           [&](Attribute attribute, const std::string&) { asks = asks || attribute == Attribute::kRecusal; });
  return asks;
}

class Builder {
 public:
  Builder(const std::vector<Rule>& rules, const std::vector<OwnAttributeInfo>& own) : own_(own) {
    graph_.reads.resize(rules.size());
    graph_.writes.resize(rules.size());
    std::vector<std::uint32_t> node_of(rules.size());
    std::map<std::string, std::uint32_t> sets;
    for (Id id = 0; id < rules.size(); ++id) {
      if (rules[id].event.kind != EventKind::kArrival) continue;
      const std::string& set = rules[id].set;
      const auto known = set.empty() ? sets.end() : sets.find(set);
      node_of[id] = known != sets.end() ? known->second : AddNode();
      if (!set.empty()) sets.emplace(set, node_of[id]);
      graph_.nodes[node_of[id]].rules.push_back(id);
    }
    for (Id id = 0; id < rules.size(); ++id) {
      if (rules[id].event.kind == EventKind::kArrival && Writes(rules[id], Attribute::kRecusal))
        recusing_.insert(node_of[id]);
    }
    for (Id id = 0; id < rules.size(); ++id) {
      if (rules[id].event.kind == EventKind::kArrival) AddEdges(id, rules[id], node_of[id]);
    }
    FeedEveryTag(rules, node_of);
    FeedRecusalsOfOthers(rules, node_of);
  }

  OrderGraph Take() { return std::move(graph_); }

 private:
  std::uint32_t AddNode() {
    graph_.nodes.emplace_back();
    return static_cast<std::uint32_t>(graph_.nodes.size() - 1);
  }

  /// `tag` is a folded literal; empty for any other attribute and for "any tag".
  std::uint32_t AttributeNode(Attribute attribute, const std::string& tag = "") {
    const auto key = std::pair{attribute, tag};
    if (const auto known = attributes_.find(key); known != attributes_.end()) return known->second;
    const std::uint32_t node = AddNode();
    graph_.nodes[node].attribute = attribute;
    attributes_.emplace(key, node);
    if (!tag.empty()) {
      const std::uint32_t any_tag = AttributeNode(Attribute::kTag);
      graph_.nodes[node].out.push_back(any_tag);
    }
    if (IsOwn(attribute)) AddSources(node, own_.at(OwnIndex(attribute)));
    return node;
  }

  /// A script may write any tag: it comes before the readers of each.
  void FeedEveryTag(const std::vector<Rule>& rules, const std::vector<std::uint32_t>& node_of) {
    for (Id id = 0; id < rules.size(); ++id) {
      if (!rules[id].script || rules[id].event.kind != EventKind::kArrival) continue;
      const auto& writes = rules[id].script->writes;
      if (std::find(writes.begin(), writes.end(), Attribute::kTag) == writes.end()) continue;
      for (const auto& [key, node] : attributes_) {
        if (key.first == Attribute::kTag && !key.second.empty()) AddWrite(node, id, node_of[id]);
      }
    }
  }

  void AddSources(std::uint32_t node, const OwnAttributeInfo& info) {
    std::vector<Attribute> sources;
    if (const auto* window = std::get_if<Window>(&info.source)) sources = window->keys;
    if (const auto* call = std::get_if<ScriptCall>(&info.source)) sources = call->arguments;
    for (const Attribute source : sources) {
      if (!IsSettledLater(source)) continue;
      const std::uint32_t from = AttributeNode(source);
      graph_.nodes[from].out.push_back(node);
    }
  }

  /// A rule or set that recuses heeds that at once; it waits for what all others recuse.
  std::uint32_t RecusalsOfOthers(std::uint32_t node) {
    const auto known = recusals_of_others_.find(node);
    if (known != recusals_of_others_.end()) return known->second;
    const std::uint32_t added = AddNode();
    graph_.nodes[added].attribute = Attribute::kRecusal;
    recusals_of_others_.emplace(node, added);
    return added;
  }

  void FeedRecusalsOfOthers(const std::vector<Rule>& rules, const std::vector<std::uint32_t>& node_of) {
    for (const auto& [node, others] : recusals_of_others_) {
      for (Id id = 0; id < rules.size(); ++id) {
        const bool recuses = rules[id].event.kind == EventKind::kArrival && Writes(rules[id], Attribute::kRecusal);
        if (recuses && node_of[id] != node) AddWrite(others, id, node_of[id]);
      }
    }
  }

  /// False for what is known before the first rule.
  static bool IsSettledLater(Attribute attribute) {
    return IsOwn(attribute) || Info(attribute).origin == Origin::kDecided;
  }

  void Read(Id rule, std::uint32_t node, std::uint32_t attribute) {
    graph_.reads[rule].push_back(attribute);
    graph_.nodes[attribute].out.push_back(node);
  }

  void AddWrite(std::uint32_t written, Id rule, std::uint32_t node) {
    graph_.writes[rule].push_back(written);
    graph_.nodes[node].out.push_back(written);
  }

  void AddEdges(Id id, const Rule& rule, std::uint32_t node) {
    EachRead(rule, [&](Attribute attribute, const std::string& tag) {
      if (!IsSettledLater(attribute)) return;
      const bool heeds_itself = attribute == Attribute::kRecusal && recusing_.contains(node) && !AsksForRecusals(rule);
      Read(id, node, heeds_itself ? RecusalsOfOthers(node) : AttributeNode(attribute, tag));
    });
    for (const Action& action : rule.actions) {
      const auto* tag = action.attribute == Attribute::kTag ? std::get_if<std::string>(&action.value) : nullptr;
      AddWrite(AttributeNode(action.attribute, tag != nullptr ? Fold(*tag) : ""), id, node);
    }
    if (!rule.script) return;
    for (const Attribute written : rule.script->writes) AddWrite(AttributeNode(written), id, node);
  }

  const std::vector<OwnAttributeInfo>& own_;
  std::set<std::uint32_t> recusing_;                           ///< nodes of rules
  std::map<std::uint32_t, std::uint32_t> recusals_of_others_;  ///< by node of rules that recuse
  OrderGraph graph_;
  std::map<std::pair<Attribute, std::string>, std::uint32_t> attributes_;
};

/// Tarjan's algorithm with a stack of its own.
class Knots {
 public:
  explicit Knots(const OrderGraph& graph)
      : graph_(graph), index_(graph.nodes.size(), kNone), low_(graph.nodes.size()), open_(graph.nodes.size()) {
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
      if (index_[node] == kNone) Search(node);
    }
  }

  std::vector<std::vector<std::uint32_t>> Take() { return std::move(found_); }

 private:
  struct Frame {
    std::uint32_t node;
    std::size_t next = 0;  ///< edge to follow
  };

  void Enter(std::uint32_t node) {
    index_[node] = low_[node] = counter_++;
    open_[node] = true;
    path_.push_back(node);
    frames_.push_back({node});
  }

  void Search(std::uint32_t root) {
    Enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::uint32_t node = frame.node;
      const auto& out = graph_.nodes[node].out;
      if (frame.next < out.size()) {
        const std::uint32_t target = out[frame.next++];
        if (index_[target] == kNone) {
          Enter(target);
        } else if (open_[target]) {
          low_[node] = std::min(low_[node], index_[target]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == index_[node]) Close(node);
    }
  }

  void Close(std::uint32_t root) {
    std::vector<std::uint32_t> knot;
    for (bool more = true; more;) {
      const std::uint32_t node = path_.back();
      path_.pop_back();
      open_[node] = false;
      knot.push_back(node);
      more = node != root;
    }
    if (knot.size() < 2) return;  // edges join rules with attributes only: no node points to itself
    std::sort(knot.begin(), knot.end());
    found_.push_back(std::move(knot));
  }

  const OrderGraph& graph_;
  std::vector<std::uint32_t> index_, low_;
  std::vector<bool> open_;
  std::vector<std::uint32_t> path_;
  std::vector<Frame> frames_;
  std::uint32_t counter_ = 0;
  std::vector<std::vector<std::uint32_t>> found_;
};

}  // namespace

OrderGraph BuildOrderGraph(const std::vector<Rule>& rules, const std::vector<OwnAttributeInfo>& own) {
  return Builder(rules, own).Take();
}

std::vector<std::vector<std::uint32_t>> FindKnots(const OrderGraph& graph) { return Knots(graph).Take(); }

}  // namespace autorules
