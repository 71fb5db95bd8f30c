#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "engine/ruleset/freeze.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

void Renumber(Condition* condition, const std::vector<PatternId>& renumbered) {
  for (PatternId& pattern : condition->patterns) pattern = renumbered[pattern];
  for (Condition& child : condition->children) Renumber(&child, renumbered);
}

void CanonicalisePatterns(RuleSetParts* parts) {
  std::vector<Pattern>& patterns = parts->patterns;
  std::vector<PatternId> order(patterns.size());
  std::iota(order.begin(), order.end(), PatternId{0});
  std::sort(order.begin(), order.end(), [&](PatternId a, PatternId b) { return patterns[a] < patterns[b]; });

  std::vector<PatternId> renumbered(patterns.size());
  std::vector<Pattern> distinct;
  for (const PatternId old : order) {
    if (distinct.empty() || distinct.back() != patterns[old]) distinct.push_back(patterns[old]);
    renumbered[old] = static_cast<PatternId>(distinct.size() - 1);
  }
  patterns = std::move(distinct);
  for (Topic& topic : parts->topics) {
    for (WeightedPattern& word : topic.patterns) word.pattern = renumbered[word.pattern];
  }
  for (Rule& rule : parts->rules) Renumber(&rule.when, renumbered);
  for (Example& example : parts->examples) Renumber(&example.expected, renumbered);
}

void CanonicaliseTags(RuleSetParts* parts) {
  std::map<std::string, std::string> spelling;
  const auto each_tag = [&](auto&& visit) {
    const auto visit_all = [&](std::vector<Action>* actions) {
      for (Action& action : *actions) {
        auto* tag = action.attribute == Attribute::kTag ? std::get_if<std::string>(&action.value) : nullptr;
        if (tag != nullptr) visit(tag);
      }
    };
    visit_all(&parts->municipality.defaults);
    for (Rule& rule : parts->rules) visit_all(&rule.actions);
  };
  each_tag([&](std::string* tag) {
    const auto [known, added] = spelling.emplace(Fold(*tag), *tag);
    if (!added) known->second = std::min(known->second, *tag);
  });
  each_tag([&](std::string* tag) { *tag = spelling[Fold(*tag)]; });
}

}  // namespace

void Canonicalise(RuleSetParts* parts) {
  CanonicalisePatterns(parts);
  CanonicaliseTags(parts);
  std::sort(parts->addresses.begin(), parts->addresses.end(), [](const AddressRow& a, const AddressRow& b) {
    return std::tie(a.owner, a.name, a.kind, a.houses) < std::tie(b.owner, b.name, b.kind, b.houses);
  });
}

}  // namespace autorules
