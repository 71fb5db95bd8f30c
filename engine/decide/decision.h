#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// Why a message was left to the default holder.
enum class FallbackReason : std::uint8_t {
  kClaimed,         ///< a rule claimed the message: no fallback
  kNoText,          ///< the text has no words
  kTopicUnclear,    ///< words of several topics, none leads
  kTopicUnknown,    ///< no word of any topic, or too few
  kLeftToPerson,    ///< the topic is `на разбор`
  kNoRule,          ///< a topic, but no rule acted
  kNobodyResolved,  ///< rules acted, but their holders resolved to nobody
  kRecused,         ///< rules acted, but whom they named must not get the message
};

/// A word of the message that a topic or condition was about: bytes of the message text.
struct WordHit {
  PatternId pattern = 0;
  std::uint32_t begin = 0, end = 0;
  bool operator==(const WordHit&) const = default;
};

/// How a group or topic came to its score.
struct TopicScore {
  Id topic = kNone;
  double score = 0;  ///< own and descendants' sums, divided by length if the policy says so
  bool operator==(const TopicScore&) const = default;
};

struct FiredRule {
  Id rule = kNone;
  std::vector<WordHit> words;  ///< of its `содержит` on the text, ascending by pattern; nothing beneath a `не`
  bool operator==(const FiredRule&) const = default;
};

/// A true rule whose value for an attribute (or whose whole action, within a set) gave way. Rules that agree on the
/// value of an attribute do not override each other.
struct Overridden {
  Id rule = kNone;
  Attribute attribute = Attribute::kOwner;  ///< of the first action, when a whole rule gave way to another of its set
  Id by = kNone;                            ///< the rule that won; kNone: its holder resolved to nobody or is recused
  bool clash = false;                       ///< equal strength, different value: the name decided
  bool recused = false;                     ///< `by` is kNone: the holder must not get the message
  bool operator==(const Overridden&) const = default;
};

/// A rule whose leading clause was true and of whose other clauses exactly one was not. A rule without a leading clause
/// is never near: it would be near every message.
struct NearMiss {
  Id rule = kNone;
  std::uint32_t clause = 0;  ///< index among the children of the rule's top-level kAll
  bool unknown = false;      ///< the clause was unknown (absent attribute), not false
  bool operator==(const NearMiss&) const = default;
};

/// The reason for everything in a decision.
struct Trace {
  std::vector<TopicScore> groups;     ///< groups with a hit word, best first (score, then name)
  std::vector<TopicScore> subtopics;  ///< of the chosen group's levels, best first
  std::vector<WordHit> topic_words;   ///< every pattern of any topic that was found
  std::vector<AddressHit> addresses;
  bool address_ambiguous = false;
  bool addresses_in_field = false;     ///< `addresses` are bytes of the message's address, not of its text
  std::vector<FiredRule> fired;        ///< ascending by rule
  std::vector<Overridden> overridden;  ///< ascending by rule, attribute, winner and whether recused
  std::vector<NearMiss> almost;        ///< ascending by rule
  bool unknown_channel = false;
  std::vector<std::string> unread_fields;  ///< own fields that came with a value outside of their type or bounds
  bool text_repaired = false, text_truncated = false;
  bool operator==(const Trace&) const = default;
};

/// How a call of a script ended; kSwitchedOff: it had failed too often and was not called.
enum class ScriptOutcome : std::uint8_t { kDone, kError, kMemory, kInstructions, kBlocked, kSwitchedOff };

/// What a window counted, this message included.
struct WindowCount {
  Attribute window = Attribute::kText;
  std::string key;  ///< the values that were counted: "тема=дороги; территория=центральный"
  std::uint32_t count = 1;
  bool operator==(const WindowCount&) const = default;
};

struct FunctionResult {
  Attribute function = Attribute::kText;
  std::optional<Value> value;  ///< texts as given; nullopt: absent, also after a failure
  ScriptOutcome outcome = ScriptOutcome::kDone;
  std::string reason;  ///< of a failure, one line
  bool operator==(const FunctionResult&) const = default;
};

struct ScriptedRuleResult {
  Id rule = kNone;
  bool fired = false;
  std::vector<Action> actions;
  ScriptOutcome outcome = ScriptOutcome::kDone;
  std::string reason;
  bool operator==(const ScriptedRuleResult&) const = default;
};

/// Everything that a decision took from outside of the message and the rule set. Recorded with the decision: given back
/// in DecideContext::replay, the same message and rule set decide the same again.
struct DecisionInputs {
  CivilDate today;                        ///< of the context
  std::vector<WindowCount> windows;       ///< those that were asked, ascending by window
  std::vector<FunctionResult> functions;  ///< those that were called, ascending by function
  std::vector<ScriptedRuleResult> rules;  ///< those that were run, ascending by rule
  bool operator==(const DecisionInputs&) const = default;
};

struct Notification {
  Id unit = kNone;
  Id letter = kNone;  ///< template, or kNone
  auto operator<=>(const Notification&) const = default;
};

/// What happens to one message: pure data, ids refer to the rule set whose revision it carries.
struct Decision {
  Id channel = kNone;
  Id topic_by_words = kNone;
  Id territory_by_address = kNone;
  Id topic = kNone, procedure = kNone, owner = kNone, territory = kNone;
  Importance importance = Importance::kNormal;
  std::optional<Outcome> outcome;
  std::vector<std::string> tags;          ///< ordered, each once
  std::vector<Id> co_owners;              ///< ordered by id, each person once, without the owner
  std::vector<Id> recusals;               ///< whom the message is about: they and those below own no part of it; by id
  std::vector<Notification> notices;      ///< ordered, each person once per template
  std::vector<Id> replies;                ///< templates, ascending, each once
  std::vector<std::string> merges;        ///< keys of the jobs that the message joins, ordered, each once
  std::vector<std::optional<Value>> own;  ///< by own attribute: values of fields, texts as given; nullopt: absent
  bool fallback = false;                  ///< no rule gave an owner or an outcome
  FallbackReason fallback_reason = FallbackReason::kClaimed;
  bool script_failed = false;  ///< a function or rule in Lua failed: a person should look
  DecisionInputs inputs;
  Trace trace;
  bool operator==(const Decision&) const = default;
};

}  // namespace autorules
