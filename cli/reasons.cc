#include "cli/reasons.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/layout.h"
#include "cli/names.h"
#include "engine/text/fold.h"

namespace autorules::cli {
namespace {

constexpr std::size_t kShownWords = 4;

/// Words as the citizen wrote them, each once.
std::string QuoteAll(const Message& message, const std::vector<WordHit>& hits) {
  std::vector<std::string> words;
  for (const WordHit& hit : hits) {
    std::string word = Fold(Quote(message, hit.begin, hit.end));
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(std::move(word));
    if (words.size() == kShownWords) break;
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

std::string Quote(const Message& message, std::uint32_t begin, std::uint32_t end) {
  return OneLine(std::string_view(message.text).substr(begin, end - begin));
}

const std::vector<Action>& ActionsOf(const RuleSet& rules, const Decision& decision, Id rule) {
  for (const ScriptedRuleResult& result : decision.inputs.rules) {
    if (result.rule == rule) return result.actions;
  }
  return rules.rules()[rule].actions;
}

bool Reasons::IsStronger(Id a, Id b) const {
  const Rule& left = rules_.rules()[a];
  const Rule& right = rules_.rules()[b];
  return left.layer != right.layer ? left.layer > right.layer : left.priority > right.priority;
}

Reasons::Reasons(const RuleSet& rules) : rules_(rules) {
  for (Id topic = 0; topic < rules.topics().size(); ++topic) {
    for (const WeightedPattern& weighted : rules.topics()[topic].patterns) {
      topics_of_[weighted.pattern].emplace_back(topic, &weighted);
    }
  }
}

Id Reasons::RuleFor(const Decision& decision, Attribute attribute) const {
  // Several may agree on the value: the strongest of them has set it.
  Id strongest = kNone;
  for (const FiredRule& fired : decision.trace.fired) {
    const auto& actions = ActionsOf(rules_, decision, fired.rule);
    const bool writes =
        std::any_of(actions.begin(), actions.end(), [&](const Action& a) { return a.attribute == attribute; });
    const auto& overridden = decision.trace.overridden;
    const bool gave_way = std::any_of(overridden.begin(), overridden.end(), [&](const Overridden& o) {
      return o.rule == fired.rule && o.attribute == attribute;
    });
    if (writes && !gave_way && (strongest == kNone || IsStronger(fired.rule, strongest))) strongest = fired.rule;
  }
  return strongest;
}

std::vector<TopicWord> Reasons::WordsFor(const Decision& decision, Id topic) const {
  std::vector<TopicWord> words;
  for (const WordHit& hit : decision.trace.topic_words) {
    const auto found = topics_of_.find(hit.pattern);
    if (found == topics_of_.end()) continue;
    for (const auto& [owner, weighted] : found->second) {
      if (rules_.IsWithin(owner, topic)) words.push_back({owner, weighted, hit});
    }
  }
  std::stable_sort(words.begin(), words.end(), [](const TopicWord& a, const TopicWord& b) {
    return a.pattern->weight != b.pattern->weight ? a.pattern->weight > b.pattern->weight : a.hit.begin < b.hit.begin;
  });
  return words;
}

std::string Reasons::Why(const Message& message, const Decision& decision) const {
  if (decision.fallback) {
    std::string why(Describe(decision.fallback_reason).russian);
    const auto& groups = decision.trace.groups;
    if (decision.fallback_reason == FallbackReason::kTopicUnclear && groups.size() > 1) {
      why += fmt::format(": {} или {}", TopicName(rules_, groups[0].topic), TopicName(rules_, groups[1].topic));
    }
    return why;
  }
  Id rule = RuleFor(decision, Attribute::kOwner);
  if (rule == kNone) rule = RuleFor(decision, Attribute::kOutcome);
  if (rule == kNone) return {};
  std::vector<WordHit> hits;
  for (const FiredRule& fired : decision.trace.fired) {
    if (fired.rule == rule) hits = fired.words;
  }
  if (hits.empty() && decision.topic_by_words != kNone && decision.topic == decision.topic_by_words) {
    for (const TopicWord& word : WordsFor(decision, GroupOf(rules_, decision.topic))) {
      if (word.pattern->weight > 0) hits.push_back(word.hit);
    }
  }
  const std::string words = QuoteAll(message, hits);
  return fmt::format("{}{}{}", TitleOf(rules_.rules()[rule]), words.empty() ? "" : ": ", words);
}

}  // namespace autorules::cli
