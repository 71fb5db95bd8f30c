#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// The clause of a rule that the index looks it up by: its first words-in-text clause (kContainsAny/All on kText), else
/// its first equality, `среди` or `в` on a channel, topic, procedure, territory, unit or option, else its first
/// equality or `среди` on a text other than the message's own (category, fact, …), else none. Never a negated one, a
/// test for absence, a window or a script function. Index among the children of the rule's top-level kAll (a rule whose
/// condition is not a kAll counts as one clause); nullopt: the rule is always a candidate. Near misses are defined by
/// it too.
std::optional<std::uint32_t> LeadingClause(const Rule& rule, const RuleSetParts& parts);

/// A weight as the classifier adds it up: in millionths, so that sums are exact and do not depend on the order of
/// words. Weights beyond ±10⁹ count as that.
std::int64_t Millionths(double weight);

/// From words and attribute values to the rules that may be true. Built once per rule set; immutable; any thread.
class RuleIndex {
 public:
  explicit RuleIndex(std::shared_ptr<const RuleSet> rules);
  ~RuleIndex();
  RuleIndex(const RuleIndex&) = delete;
  RuleIndex& operator=(const RuleIndex&) = delete;

  const RuleSet& rules() const { return *rules_; }
  const std::shared_ptr<const RuleSet>& shared_rules() const { return rules_; }

  /// Topic weights of a pattern: postings for the classifier.
  struct TopicPosting {
    Id topic;
    std::int64_t millionths;
  };

  // The spans live as long as the index; rules stand in them ascending. `stage` is an index into RuleSet::stages().
  std::span<const TopicPosting> TopicsOf(PatternId pattern) const;
  /// Rules without a leading clause.
  std::span<const Id> Always(std::size_t stage) const;
  /// True when words of the text can lead to rules of the stage.
  bool HasWords(std::size_t stage) const;
  /// Rules whose leading clause may be true once the pattern is found in the text.
  std::span<const Id> ByPattern(std::size_t stage, PatternId pattern) const;
  /// The attributes by whose values rules of the stage are found, ascending.
  std::span<const Attribute> Keys(std::size_t stage) const;
  /// Rules whose leading clause is true when a key has this value: an id, or a folded text.
  std::span<const Id> ByValue(std::size_t stage, Attribute key, Id value) const;
  std::span<const Id> ByValue(std::size_t stage, Attribute key, std::string_view folded) const;
  /// LeadingClause of a rule, remembered.
  std::optional<std::uint32_t> Leading(Id rule) const;

 private:
  std::shared_ptr<const RuleSet> rules_;
  struct Tables;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace autorules
