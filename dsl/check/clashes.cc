#include <map>
#include <set>
#include <tuple>

#include "dsl/check/check.h"
#include "dsl/check/satisfy.h"

namespace autorules {
namespace {

// Pairs looked at before the check stops: it is a help, and generated packs have tens of thousands of rules.
constexpr std::size_t kMostPairs = 300'000;

// Rows of one table are settled by their order, rules of one set by their strength.
bool SettledApart(const Rule& a, const Rule& b) {
  return (!a.set.empty() && a.set == b.set) || (a.row != 0 && b.row != 0 && a.name == b.name);
}

bool ValidTogether(const Rule& a, const Rule& b) {
  return !(a.to && b.from && *a.to < *b.from) && !(b.to && a.from && *b.to < *a.from);
}

}  // namespace

void CheckClashes(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  std::map<std::tuple<Attribute, EventKind, std::string, Layer, int>, std::vector<std::pair<Id, const Action*>>>
      writers;
  for (Id id = 0; id < parts.rules.size(); ++id) {
    const Rule& rule = parts.rules[id];
    for (const Action& action : rule.actions) {
      if (!IsList(parts.InfoOf(action.attribute).type))
        writers[{action.attribute, rule.event.kind, rule.event.name, rule.layer, rule.priority}].emplace_back(id,
                                                                                                              &action);
    }
  }
  std::set<std::pair<Id, Id>> reported;
  std::size_t pairs = 0;
  for (const auto& [key, rules] : writers) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (std::size_t j = i + 1; j < rules.size(); ++j) {
        const auto& [a, action_a] = rules[i];
        const auto& [b, action_b] = rules[j];
        const Rule& first = parts.rules[a];
        const Rule& second = parts.rules[b];
        if (*action_a == *action_b || SettledApart(first, second) || !ValidTogether(first, second)) continue;
        if (++pairs > kMostPairs) return;
        if (reported.contains({a, b})) continue;
        const Verdict verdict = Satisfy({&first.when, &second.when}, input.pack);
        if (verdict.satisfiable != Satisfiable::kYes) continue;
        reported.insert({a, b});
        const AttributeInfo info = parts.InfoOf(std::get<Attribute>(key));
        Diagnostic& added = diagnostics->Add(
            Code::kClash, input.pack.rule_sources[a].name,
            {TitleOf(first), TitleOf(second), Text(std::string(info.ru), std::string(info.en)), verdict.example});
        added.labels.push_back({input.pack.rule_sources[b].name, {"второе правило", "the second rule"}});
      }
    }
  }
}

}  // namespace autorules
