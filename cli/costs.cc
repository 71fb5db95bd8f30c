#include "cli/costs.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/base/limits.h"
#include "engine/ruleset/cost.h"

namespace autorules::cli {
namespace {

struct Line {
  Cost cost;
  std::string name, dearest;
};

}  // namespace

std::string ListCosts(const RuleSet& rules) {
  std::vector<Line> lines;
  for (const Rule& rule : rules.rules()) {
    if (rule.event.kind != EventKind::kArrival) continue;
    RuleCost cost = CostOf(rule, rules.parts());
    lines.push_back({cost.total, TitleOf(rule), std::move(cost.dearest_text)});
  }
  for (const OwnAttributeInfo& info : rules.own()) {
    if (std::holds_alternative<ScriptCall>(info.source)) lines.push_back({limits::kScriptCost, info.name, ""});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.cost > b.cost; });
  std::string text = "цена, просмотров слов на обращение не больше:\n";
  for (const Line& line : lines) {
    text += fmt::format("{:>10}  «{}»\n", line.cost, line.name);
    if (!line.dearest.empty()) text += fmt::format("            дороже всего: {}\n", line.dearest);
  }
  const Cost total = PackCost(rules.parts());
  text += fmt::format("{:>10}  всего, {:.1f} % от предела {}\n", total,
                      100.0 * static_cast<double>(total) / static_cast<double>(limits::kPackCost), limits::kPackCost);
  return text;
}

}  // namespace autorules::cli
