#include "engine/decide/finish.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/decide/people.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

/// Patterns that made a condition true or could have: found ones of every `содержит` on the text, not beneath `не`.
void CollectWords(const Condition& condition, Facts& facts, std::vector<WordHit>* words) {
  if (condition.op == Op::kNot) return;
  for (const Condition& child : condition.children) CollectWords(child, facts, words);
  if (condition.attribute != Attribute::kText) return;
  for (const PatternId pattern : condition.patterns) {
    if (const PatternHit* hit = facts.Hit(pattern)) words->push_back({pattern, hit->begin, hit->end});
  }
}

/// Scripts may spell a tag in several ways.
void KeepOneSpelling(std::vector<std::string>* tags) {
  std::set<std::string> folded;
  std::erase_if(*tags, [&](const std::string& tag) { return !folded.insert(Fold(tag)).second; });
}

bool HasFailure(const DecisionInputs& inputs) {
  const auto failed = [](const auto& result) { return result.outcome != ScriptOutcome::kDone; };
  return std::any_of(inputs.functions.begin(), inputs.functions.end(), failed) ||
         std::any_of(inputs.rules.begin(), inputs.rules.end(), failed);
}

template <typename T, typename Member>
void SortBy(std::vector<T>* list, Member member) {
  std::sort(list->begin(), list->end(), [&](const T& a, const T& b) { return a.*member < b.*member; });
}

void FinishTrace(Facts& facts, Trace* trace) {
  for (FiredRule& fired : trace->fired) {
    CollectWords(facts.rules().rules()[fired.rule].when, facts, &fired.words);
    SortBy(&fired.words, &WordHit::pattern);
    fired.words.erase(std::unique(fired.words.begin(), fired.words.end()), fired.words.end());
  }
  SortBy(&trace->fired, &FiredRule::rule);
  SortBy(&trace->almost, &NearMiss::rule);
  std::sort(trace->overridden.begin(), trace->overridden.end(), [](const auto& a, const auto& b) {
    return std::tie(a.rule, a.attribute, a.by, a.recused) < std::tie(b.rule, b.attribute, b.by, b.recused);
  });
}

}  // namespace

void Finish(Facts& facts, Decision* decision) {
  std::sort(decision->tags.begin(), decision->tags.end());
  if (!facts.rules().scripts().empty()) KeepOneSpelling(&decision->tags);
  std::sort(decision->replies.begin(), decision->replies.end());
  std::sort(decision->merges.begin(), decision->merges.end());
  KeepEachPersonOnce(facts.rules(), decision);
  FinishTrace(facts, &decision->trace);
  decision->script_failed = HasFailure(decision->inputs);
  SortBy(&decision->inputs.windows, &WindowCount::window);
  SortBy(&decision->inputs.functions, &FunctionResult::function);
  SortBy(&decision->inputs.rules, &ScriptedRuleResult::rule);
}

}  // namespace autorules
