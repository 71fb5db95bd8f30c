#include "engine/match/rule_index.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "engine/match/leading_clause.h"

namespace autorules {
namespace {

/// Lists of rules by a dense key, in two arrays: no allocation of its own for each of thousands of patterns.
template <typename T>
class Lists {
 public:
  void Add(std::uint32_t key, T value) { pairs_.emplace_back(key, value); }

  /// After the last Add. A value stands once in a list, however often it was added for the key.
  void Freeze(std::size_t keys, bool unique) {
    std::stable_sort(pairs_.begin(), pairs_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    begin_.assign(keys + 1, 0);
    std::size_t next = 0;
    for (std::uint32_t key = 0; key < keys; ++key) {
      begin_[key] = static_cast<std::uint32_t>(values_.size());
      for (; next < pairs_.size() && pairs_[next].first == key; ++next) {
        if constexpr (std::is_same_v<T, Id>) {
          if (unique && values_.size() > begin_[key] && values_.back() == pairs_[next].second) continue;
        }
        values_.push_back(pairs_[next].second);
      }
    }
    begin_[keys] = static_cast<std::uint32_t>(values_.size());
    pairs_ = {};
  }

  std::span<const T> At(std::uint32_t key) const {
    if (key + std::size_t{1} >= begin_.size()) return {};
    return std::span(values_).subspan(begin_[key], begin_[key + 1] - begin_[key]);
  }

 private:
  std::vector<std::pair<std::uint32_t, T>> pairs_;
  std::vector<std::uint32_t> begin_;
  std::vector<T> values_;
};

struct StageTables {
  std::vector<Id> always;
  bool has_words = false;
  Lists<Id> by_pattern;
  std::map<Attribute, Lists<Id>> by_id;
  std::map<Attribute, std::map<std::string, std::vector<Id>, std::less<>>> by_text;
  std::vector<Attribute> keys;
};

/// The pattern that fewest texts have, as far as the pattern alone tells: the longest one.
PatternId RarestOf(const Condition& clause, const std::vector<Pattern>& patterns) {
  return *std::max_element(clause.patterns.begin(), clause.patterns.end(), [&](PatternId a, PatternId b) {
    return patterns[a].Canonical().size() < patterns[b].Canonical().size();
  });
}

std::size_t CountOf(const RuleSet& rules, Attribute attribute) {
  switch (rules.parts().InfoOf(attribute).type) {
    case ValueType::kChannel: return rules.channels().size();
    case ValueType::kTopic: return rules.topics().size();
    case ValueType::kProcedure: return rules.procedures().size();
    case ValueType::kEnumeration: return std::get<Field>(rules.own()[OwnIndex(attribute)].source).options.size();
    default: return rules.units().size();
  }
}

void AddIds(const Condition& clause, Id rule, const RuleSet& rules, Lists<Id>* lists) {
  for (const Value& value : clause.values) {
    const auto* id = std::get_if<Id>(&value);
    if (id == nullptr) continue;  // a value of another type equals nothing
    if (clause.op != Op::kWithin) {
      lists->Add(*id, rule);
      continue;
    }
    for (Id topic = 0; topic < rules.topics().size(); ++topic) {
      if (rules.IsWithin(topic, *id)) lists->Add(topic, rule);
    }
  }
}

StageTables BuildStage(const Stage& stage, const RuleSet& rules) {
  const RuleSetParts& parts = rules.parts();
  StageTables tables;
  for (const Id id : stage.rules) {
    const Rule& rule = rules.rules()[id];
    const auto leading = LeadingClause(rule, parts);
    if (!leading) {
      tables.always.push_back(id);
      continue;
    }
    const Condition& clause = ClausesOf(rule.when)[*leading];
    switch (LeadKindOf(clause, parts)) {
      case LeadKind::kWords:
        tables.has_words = true;
        if (clause.op == Op::kContainsAll) {
          tables.by_pattern.Add(RarestOf(clause, rules.patterns().patterns()), id);
        } else {
          for (const PatternId pattern : clause.patterns) tables.by_pattern.Add(pattern, id);
        }
        break;
      case LeadKind::kId: AddIds(clause, id, rules, &tables.by_id[clause.attribute]); break;
      default: {
        auto& texts = tables.by_text[clause.attribute];
        for (const Value& value : clause.values) {
          const auto* text = std::get_if<std::string>(&value);
          if (text != nullptr && (texts[*text].empty() || texts[*text].back() != id)) texts[*text].push_back(id);
        }
      }
    }
  }
  tables.by_pattern.Freeze(rules.patterns().patterns().size(), true);
  for (auto& [attribute, lists] : tables.by_id) {
    lists.Freeze(CountOf(rules, attribute), true);
    tables.keys.push_back(attribute);
  }
  for (const auto& [attribute, texts] : tables.by_text) tables.keys.push_back(attribute);
  std::sort(tables.keys.begin(), tables.keys.end());
  return tables;
}

}  // namespace

std::int64_t Millionths(double weight) {
  constexpr double kMost = 1e9;
  return std::llround(std::clamp(weight, -kMost, kMost) * 1e6);
}

struct RuleIndex::Tables {
  Lists<TopicPosting> topics;
  std::vector<StageTables> stages;
  std::vector<std::optional<std::uint32_t>> leading;
};

RuleIndex::RuleIndex(std::shared_ptr<const RuleSet> rules) : rules_(std::move(rules)) {
  auto tables = std::make_unique<Tables>();
  for (Id topic = 0; topic < rules_->topics().size(); ++topic) {
    for (const WeightedPattern& word : rules_->topics()[topic].patterns) {
      tables->topics.Add(word.pattern, {topic, Millionths(word.weight)});
    }
  }
  tables->topics.Freeze(rules_->patterns().patterns().size(), false);
  for (const Stage& stage : rules_->stages()) tables->stages.push_back(BuildStage(stage, *rules_));
  for (const Rule& rule : rules_->rules()) tables->leading.push_back(LeadingClause(rule, rules_->parts()));
  tables_ = std::move(tables);
}

RuleIndex::~RuleIndex() = default;

std::span<const RuleIndex::TopicPosting> RuleIndex::TopicsOf(PatternId pattern) const {
  return tables_->topics.At(pattern);
}

std::span<const Id> RuleIndex::Always(std::size_t stage) const { return tables_->stages[stage].always; }

bool RuleIndex::HasWords(std::size_t stage) const { return tables_->stages[stage].has_words; }

std::span<const Id> RuleIndex::ByPattern(std::size_t stage, PatternId pattern) const {
  return tables_->stages[stage].by_pattern.At(pattern);
}

std::span<const Attribute> RuleIndex::Keys(std::size_t stage) const { return tables_->stages[stage].keys; }

std::span<const Id> RuleIndex::ByValue(std::size_t stage, Attribute key, Id value) const {
  const auto& keys = tables_->stages[stage].by_id;
  const auto found = keys.find(key);
  if (found == keys.end()) return {};
  return found->second.At(value);
}

std::span<const Id> RuleIndex::ByValue(std::size_t stage, Attribute key, std::string_view folded) const {
  const auto& keys = tables_->stages[stage].by_text;
  const auto found = keys.find(key);
  if (found == keys.end()) return {};
  const auto rules = found->second.find(folded);
  return rules == found->second.end() ? std::span<const Id>() : std::span<const Id>(rules->second);
}

std::optional<std::uint32_t> RuleIndex::Leading(Id rule) const { return tables_->leading[rule]; }

}  // namespace autorules
