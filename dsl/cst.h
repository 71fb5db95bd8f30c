#pragma once

#include <cstdint>
#include <vector>

#include "dsl/keywords.h"
#include "engine/base/source.h"

namespace autorules {

/// What a node of the concrete syntax tree is. Tokens carry text, the rest children in source order.
enum class Node : std::uint8_t {
  kRoot,
  kUnparsed,  ///< a declaration with an error, from its first word to the error
  // tokens
  kKeyword,
  kName,
  kDotted,
  kString,
  kNumber,
  kDigits,
  kDate,
  kTime,
  kDuration,
  // declarations and their parts
  kModule,
  kUse,
  kMunicipality,
  kOktmo,
  kZone,
  kDefaults,
  kCalendar,
  kWorkingHours,
  kHours,
  kBreak,
  kPeople,
  kBasis,
  kChannel,
  kCodes,
  kProcedure,
  kStates,
  kTransition,
  kFromStates,
  kToState,
  kStart,
  kFinals,
  kMay,
  kNeeds,
  kExtends,
  kClock,
  kClockFrom,
  kClockUntil,
  kPause,
  kScheduleItem,
  kExtension,
  kClockEscalation,
  kLastDay,
  kRefine,
  kEscalation,
  kEscalationStep,
  kHandOver,
  kRepeat,
  kUnit,
  kUnder,
  kKindItem,
  kTopicsItem,
  kRunsItem,
  kAddressesItem,
  kWhere,
  kTopic,
  kInTopic,
  kWeight,
  kBase,
  kTopicPolicy,
  kLeave,
  kDictionary,
  kField,
  kOptions,
  kBounds,
  kTemplate,
  kScript,
  kRule,
  kSet,
  kPriority,
  kValid,
  kValidFrom,
  kValidTo,
  kEvent,
  kCancel,
  kTable,
  kColumn,
  kRow,
  kCell,
  kRowsFrom,
  kExample,
  kGiven,
  kSimilarGiven,
  kStep,
  kStepTransition,
  kStepHandOver,
  kStepRating,
  kStepRefused,
  kStepBy,
  kStepTo,
  kStepWith,
  kStepFor,
  kExpectation,
  // conditions
  kGroup,
  kAll,
  kAny,
  kNot,
  kTest,
  kEqual,
  kNotEqual,
  kGreater,
  kLess,
  kNotGreater,
  kNotLess,
  kBetween,
  kAmong,
  kNotAmong,
  kContains,
  kNotContains,
  kContainsAll,
  kDictionaryRef,
  kPresent,
  kAbsent,
  kWithin,
  kHas,
  kWindow,
  kInWorkingTime,
  kOnDayOff,
  kClockTest,
  kClockDue,
  kClockOverdue,
  kClockRunning,
  kClockPaused,
  kClockStopped,
  // actions
  kAction,
  kOutcome,
  kRedirect,
  kNoReply,
  kNotify,
  kReply,
  kRecuse,
  kMerge,
};

/// A node with its exact bytes (trailing space excluded for tokens). A value; trees are no deeper than
/// limits::kConditionDepth plus the fixed nesting of declarations.
struct CstNode {
  Node node = Node::kRoot;
  Keyword keyword{};  ///< for kKeyword
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<CstNode> children;
};

/// Where and why a declaration does not parse. `row` indexes the table of messages.inc.
struct SyntaxFailure {
  std::uint32_t offset = 0;
  std::uint32_t message = 0;
};

/// Parses the one declaration that starts at `begin` of `text` (valid UTF-8, white space already skipped). On success
/// `tree` holds it and the result is the offset after it and the white space that follows; else `failure` is filled
/// and the result is `begin`. Recursion depth must have been limited by the caller.
std::uint32_t ParseDeclaration(std::string_view text, std::uint32_t begin, CstNode* tree, SyntaxFailure* failure);

/// Parses one cell of a decision table, the bytes [begin, end) of `text`, into a kCell; false and `failure` when it is
/// none.
bool ParseCell(std::string_view text, std::uint32_t begin, std::uint32_t end, CstNode* tree, SyntaxFailure* failure);

/// One row of messages.inc: what was expected.
struct SyntaxMessage {
  Code code;
  Text expected;
};
const SyntaxMessage& MessageRow(std::uint32_t row);
/// The row of a keyword.
std::uint32_t RowOfKeyword(Keyword keyword);

/// Number of problems (rules that may loop without consuming input) found by PEGTL's own analysis of the grammar.
std::size_t AnalyzeGrammar();

}  // namespace autorules
