#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/intake/message.h"
#include "engine/ruleset/ruleset.h"

namespace autorules::testing {

/// Random packs and messages over one small Russian vocabulary, so that words hit, rules fire and rules meet. The same
/// seed gives the same sequence on every machine.
class RuleGen {
 public:
  explicit RuleGen(std::uint64_t seed) : random_(seed) {}

  /// Ready for RuleSet::Freeze: sound and without cycles. At most `max_rules` rules.
  RuleSetParts Parts(std::size_t max_rules = 40);
  /// A message in the words of the pack: known, unknown and absent channels, dates, addresses.
  Message AMessage(const RuleSetParts& parts);

  /// A uniform number in [0, bound).
  std::size_t Below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  bool Chance(unsigned percent) { return Below(100) < percent; }
  template <typename T>
  const T& Pick(const std::vector<T>& list) {
    return list[Below(list.size())];
  }

 private:
  /// What a rule may touch: it reads attributes that stand before `floor` in the pack's order and writes those from it
  /// on.
  struct Reach {
    const RuleSetParts* parts = nullptr;
    std::vector<Attribute> order;  ///< of the decided attributes
    std::size_t floor = 0;
    bool MayRead(Attribute attribute) const;
  };

  // What rules are about: gen_pack.cc.
  void AddOrganisation(RuleSetParts* parts);
  void AddPeople(RuleSetParts* parts);
  void AddCalendar(RuleSetParts* parts);
  void AddOwn(RuleSetParts* parts);
  void AddTemplates(RuleSetParts* parts);
  void AddTopics(RuleSetParts* parts);
  void AddPatterns(RuleSetParts* parts);

  void AddDefaults(RuleSetParts* parts);
  void AddRules(RuleSetParts* parts, std::size_t count);
  void AddTable(RuleSetParts* parts, const Reach& reach, const std::string& name);
  Rule ARule(const RuleSetParts& parts, const Reach& reach);
  Condition ACondition(const RuleSetParts& parts, const Reach& reach, unsigned depth);
  Condition ALeaf(const RuleSetParts& parts, const Reach& reach);
  std::optional<Value> AValue(const RuleSetParts& parts, Attribute attribute);
  Condition AnArrival();
  std::optional<Action> AnAction(const RuleSetParts& parts, Attribute attribute, const Reach& reach);
  HolderRef AHolder(const RuleSetParts& parts, const Reach& reach);
  std::optional<ValueOf> ACopy(const RuleSetParts& parts, Attribute attribute, const Reach& reach);
  std::vector<Attribute> Keys(const RuleSetParts& parts, const Reach& reach);
  std::string AFieldText(const RuleSetParts& parts, Attribute attribute);
  Attribute AnAttribute(const RuleSetParts& parts);
  /// "поле07"
  static std::string Numbered(const char* stem, std::size_t i);
  CivilDate ADay();
  std::string AWord();

  std::mt19937_64 random_;
};

}  // namespace autorules::testing
