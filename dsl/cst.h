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
  // declarations and their parts
  kModule,
  kUse,
  kMunicipality,
  kOktmo,
  kZone,
  kDefaults,
  kBasis,
  kChannel,
  kCodes,
  kProcedure,
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
  kRule,
  kSet,
  kPriority,
  kValid,
  kValidFrom,
  kValidTo,
  kCancel,
  kExample,
  kGiven,
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
  // actions
  kAction,
  kOutcome,
  kRedirect,
  kNoReply,
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

/// One row of messages.inc: what was expected.
struct SyntaxMessage {
  Code code;
  Text expected;
};
const SyntaxMessage& MessageRow(std::uint32_t row);

/// Number of problems (rules that may loop without consuming input) found by PEGTL's own analysis of the grammar.
std::size_t AnalyzeGrammar();

}  // namespace autorules
