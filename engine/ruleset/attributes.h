#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace autorules {

/// What a rule can read or write. The order is that of the table in attributes.cc; attributes that a pack brings itself
/// come after it (OwnAttribute below).
enum class Attribute : std::uint16_t {
  // From intake.
  kChannel,
  kText,
  kWords,
  kAddress,
  kReceived,
  kAuthorName,
  kAuthorContact,
  kAuthorFollowers,
  kCategory,
  kSubcategory,
  kFact,
  kOrganisation,
  kSourceOktmo,
  kFastTrack,
  kFz59,
  // Computed from the text.
  kTopicByWords,
  kTerritoryByAddress,
  // Decided, one value.
  kTopic,
  kProcedure,
  kOwner,
  kTerritory,
  kImportance,
  kOutcome,
  // Decided, lists.
  kTag,
  kCoOwner,
  kNotice,
  kReply,
  kMerge,
  kRecusal,
  // Of the case: from an event of the workflow, and what has become of it by then.
  kRating,
  kState,
};
inline constexpr std::size_t kAttributeCount = static_cast<std::size_t>(Attribute::kState) + 1;

/// An attribute of the pack's own (a field, a window, a script function) by its index in RuleSetParts::own.
constexpr Attribute OwnAttribute(std::size_t index) { return static_cast<Attribute>(kAttributeCount + index); }
constexpr bool IsOwn(Attribute attribute) { return static_cast<std::size_t>(attribute) >= kAttributeCount; }
/// Requires IsOwn.
constexpr std::size_t OwnIndex(Attribute attribute) { return static_cast<std::size_t>(attribute) - kAttributeCount; }

enum class ValueType : std::uint8_t {
  kText,
  kNumber,
  kDate,
  kFlag,
  kChannel,
  kTopic,
  kUnit,
  kTerritory,
  kProcedure,
  kImportance,
  kOutcome,
  kEnumeration,  ///< own fields only: an option, by its index
  kTextList,
  kUnitList,
  kTemplateList,
  kKeyList,
};
constexpr bool IsList(ValueType type) { return type >= ValueType::kTextList; }

enum class Origin : std::uint8_t { kIntake, kComputed, kDecided, kEvent };

/// One row per attribute: the single place that says how it is spelled, read, written and what it costs.
struct AttributeInfo {
  Attribute id;
  std::string_view ru, en;                ///< reading form
  std::string_view action_ru, action_en;  ///< action form; empty when rules cannot write it
  ValueType type;
  Origin origin;
  bool optional;  ///< may be absent: comparisons become unknown
  int cost;       ///< of one comparison, in units of a word look-up
};

/// Of a built-in attribute; RuleSetParts::InfoOf knows the pack's own ones too.
const AttributeInfo& Info(Attribute attribute);
std::span<const AttributeInfo> Attributes();

enum class Importance : std::uint8_t { kLow, kNormal, kHigh, kCritical };
enum class OutcomeKind : std::uint8_t { kRedirect, kNoReply };

/// Who a holder word means; kUnit is a named unit. See docs/language.md §3.
enum class Holder : std::uint8_t {
  kUnit,
  kCoordinator,
  kCurator,
  kBlockByTopic,
  kExecutorByTopic,
  kTerritoryByAddress,
  kSuperior,
  kTerritory,
};
/// What the holder is found by: kChannel, kTopic, kTerritoryByAddress, kTerritory or kOwner; nullopt for kUnit.
std::optional<Attribute> ReadsOf(Holder holder);

/// What a rule waits for: a message that comes in, or something that happens to a case later.
enum class EventKind : std::uint8_t { kArrival, kTransition, kOverdue, kRating, kReopening, kChange };

enum class UnitKind : std::uint8_t { kRole, kBlock, kTerritory, kExecutor };
inline constexpr std::size_t kUnitKindCount = static_cast<std::size_t>(UnitKind::kExecutor) + 1;
enum class RoleKind : std::uint8_t {
  kNone,
  kCurator,
  kHead,
  kBlockHead,
  kCoordinator,
  kAdministrator,
  kExecutor,
  kExpert
};

}  // namespace autorules
