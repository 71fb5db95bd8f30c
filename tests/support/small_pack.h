#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/decide/decide.h"

namespace autorules::testing {

/// A little district to write rules for in tests, entities named as a pack would name them:
///
///   channels    вк (runs: соцсети), инцидент (reserve: соцсети), пос (nobody)
///   procedures  сообщение, экстренный
///   units       глава (curator) ← начальник (head) ← соцсети (coordinator)
///               глава ← зам (block head) ← блок_жкх (block; жкх) ← водоканал (executor; вода)
///               блок_дорог (block; дороги; no superior), центр (territory), север (territory)
///   topics      дороги ← дороги_ямы, жкх ← вода, угроза (left to a person), мусор (nobody's)
struct SmallPack {
  SmallPack();

  RuleSetParts parts;

  Id UnitId(std::string_view name) const;
  Id TopicId(std::string_view name) const;
  Id ChannelId(std::string_view name) const;
  Id ProcedureId(std::string_view name) const;
  /// The pattern of a literal, added when new.
  PatternId PatternOf(const std::string& literal);

  Condition Words(std::initializer_list<const char*> literals, Attribute attribute = Attribute::kText);
  Condition AllWords(std::initializer_list<const char*> literals);
  Action Assign(std::string_view unit) const;
  /// Rules may be added in any order.
  Rule& Add(std::string name, Condition when, std::vector<Action> actions);

  std::shared_ptr<const RuleSet> Freeze() const;
  Decision Decide(const Message& message) const;
  /// A message of this text by `вк`.
  Decision Decide(const std::string& text) const;
  /// Ids after Freeze: rules are ordered by name.
  Id RuleId(std::string_view name) const;
  std::string NameOfUnit(Id id) const { return id == kNone ? "-" : parts.units[id].name; }
  std::string NameOfTopic(Id id) const { return id == kNone ? "-" : parts.topics[id].name; }
};

Condition Always();
Condition Test(Attribute attribute, Op op, std::vector<Value> values = {});
Condition Is(Attribute attribute, Value value);
Condition Compound(Op op, std::vector<Condition> children);
Condition IsHolder(Attribute attribute, Holder holder);
Action By(Attribute attribute, Holder holder);
Action Tag(const char* text);
Action Set(Importance importance);
/// Sets a topic or procedure.
Action Set(Attribute attribute, Id id);
Action Redirect(const char* to);

/// The day on which messages without a time of arrival are decided.
inline constexpr DecideContext kTestDay{{2025, 6, 15}};

}  // namespace autorules::testing
