#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/decide/decide.h"

namespace autorules::testing {

using Kleene = std::optional<bool>;

/// What the naive evaluator makes of one message: its words, topic, holders, and the truth of conditions over it. Every
/// question is answered from scratch.
struct NaiveView {
  NaiveView(const RuleSet& the_rules, const Message& the_message) : rules(the_rules), message(the_message) {}

  const RuleSet& rules;
  const Message& message;
  Decision d;
  std::map<Attribute, std::vector<PatternHit>> found;  ///< by text attribute
  std::uint32_t words = 0;
  bool unclear = false;  ///< a group reached the threshold, but did not lead

  /// Reads the texts and the address into `found`, `words` and the decision.
  void ScanAll(TextScanner& scanner);
  const PatternHit* Find(Attribute attribute, PatternId pattern) const;
  void Classify();
  Id Resolve(const HolderRef& ref) const;
  Kleene Eval(const Condition& c) const;

 private:
  std::string Raw(Attribute attribute) const;
  bool IsHit(Id topic) const;
  long long Sum(Id topic) const;
  Id BestBelow(Id parent, std::vector<TopicScore>* trace);
  Id LowestOwner(Id topic, UnitKind kind, bool curators_only) const;
  Id NearestOwner(Id topic, std::vector<UnitKind> kinds, bool curators_only) const;
  Id Curator() const;
  Id Coordinator() const;
  std::optional<Value> Read(Attribute attribute) const;
  bool Has(const Value& value) const;
  bool Present(Attribute attribute) const;
  bool Below(Id topic, const Value& ancestor) const;
};

}  // namespace autorules::testing
