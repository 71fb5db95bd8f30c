#include <map>
#include <set>
#include <tuple>

#include "dsl/check/check.h"
#include "dsl/check/satisfy.h"

namespace autorules {
namespace {

// Pairs looked at before the check stops: it is a help, and generated packs have tens of thousands of rules.
constexpr std::size_t kMostPairs = 300'000;

bool IsSingleValued(Attribute attribute) {
  const ValueType type = Info(attribute).type;
  return type != ValueType::kTextList && type != ValueType::kUnitList;
}

bool ValidTogether(const Rule& a, const Rule& b) {
  return !(a.to && b.from && *a.to < *b.from) && !(b.to && a.from && *b.to < *a.from);
}

}  // namespace

void CheckClashes(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  std::map<std::tuple<Attribute, Layer, int>, std::vector<std::pair<Id, const Action*>>> writers;
  for (Id id = 0; id < parts.rules.size(); ++id) {
    const Rule& rule = parts.rules[id];
    for (const Action& action : rule.actions) {
      if (IsSingleValued(action.attribute))
        writers[{action.attribute, rule.layer, rule.priority}].emplace_back(id, &action);
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
        if (*action_a == *action_b || (!first.set.empty() && first.set == second.set) || !ValidTogether(first, second))
          continue;
        if (++pairs > kMostPairs) return;
        if (reported.contains({a, b})) continue;
        const Verdict verdict = Satisfy({&first.when, &second.when}, input.pack);
        if (verdict.satisfiable != Satisfiable::kYes) continue;
        reported.insert({a, b});
        const AttributeInfo& info = Info(std::get<Attribute>(key));
        Diagnostic& added = diagnostics->Add(
            Code::kClash, input.symbols.rules[a].ast->name.span,
            {first.name, second.name, Text(std::string(info.ru), std::string(info.en)), verdict.example});
        added.labels.push_back({input.symbols.rules[b].ast->name.span, {"второе правило", "the second rule"}});
      }
    }
  }
}

}  // namespace autorules
