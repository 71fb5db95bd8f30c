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
  NaiveView(const RuleSet& the_rules, const Message& the_message, WindowCounts* the_windows = nullptr)
      : rules(the_rules), message(the_message), windows(the_windows) {}

  const RuleSet& rules;
  const Message& message;
  WindowCounts* windows;
  Decision d;
  std::map<Attribute, std::vector<PatternHit>> found;  ///< by text attribute
  std::uint32_t words = 0;
  bool unclear = false;  ///< a group reached the threshold, but did not lead

  /// Reads the texts and the address into `found`, `words` and the decision.
  void ScanAll(TextScanner& scanner);
  const PatternHit* Find(Attribute attribute, PatternId pattern) const;
  /// The own fields of the message.
  void ReadFields();
  bool Contains(Attribute attribute, PatternId pattern) const;
  void Classify();
  /// The unit itself or whoever stands in for it.
  Id Answering(Id unit) const;
  /// Who answers; `vacant_too` leaves a vacant unit as it is.
  Id Resolve(const HolderRef& ref, bool vacant_too = false) const;
  /// A value as rules compare it; texts folded.
  std::optional<Value> Read(Attribute attribute) const;
  /// A value as it was given; nullopt for an empty text, too.
  std::optional<Value> Given(Attribute attribute) const;
  std::optional<std::string> Key(const std::vector<Attribute>& attributes) const;
  /// What the window counts with this key, asked of `windows`.
  std::uint32_t Count(Attribute window, const std::string& key) const;
  bool Present(Attribute attribute) const;
  Kleene Eval(const Condition& c) const;

 private:
  std::string Raw(Attribute attribute) const;
  bool IsHit(Id topic) const;
  long long Sum(Id topic) const;
  Id BestBelow(Id parent, std::vector<TopicScore>* trace);
  Id LowestOwner(Id topic, UnitKind kind, bool curators_only) const;
  Id NearestOwner(Id topic, std::vector<UnitKind> kinds, bool curators_only) const;
  Id NearestBlock() const;
  Id Curator() const;
  Id Coordinator() const;
  Id Superior() const;
  std::optional<Value> FieldValue(Attribute attribute, const std::string& text) const;
  bool Has(Attribute attribute, const Value& value) const;
  Kleene Arrival(const Condition& c) const;
  bool Below(Id topic, const Value& ancestor) const;
};

}  // namespace autorules::testing
