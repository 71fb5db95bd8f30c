#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/cst.h"
#include "engine/base/source.h"
#include "engine/ruleset/ruleset.h"

/// The parsed file as plain values: names unresolved, types unchecked, every piece with its span.
namespace autorules::ast {

/// A word: `text` folded, for comparison; `spelled` as written.
struct Name {
  std::string text, spelled;
  Span span;
};

struct String {
  std::string value;
  Span span;
};

struct Number {
  double value = 0;
  Span span;
};

struct BasisClause {
  String text;
  bool assumed = false;
};

/// A value of a condition, action or example, as its spelling shows it.
struct Operand {
  enum class Kind : std::uint8_t { kName, kString, kNumber, kDate };
  Kind kind = Kind::kName;
  Name name;          ///< kName
  std::string text;   ///< kString: value; kDate: the digits; kNumber: the digits
  std::string time;   ///< kDate in an example: `10:00`, may be empty
  double number = 0;  ///< kNumber
  Span span;
};

/// `op` is the syntax: Node::kAll … Node::kHas.
struct Condition {
  Node op = Node::kAll;
  std::vector<Condition> children;  ///< kAll, kAny, kNot
  Name attribute;                   ///< tests
  std::vector<Operand> operands;
  std::vector<String> patterns;    ///< contains
  std::vector<Name> dictionaries;  ///< contains
  Span span;
};

struct Action {
  Name attribute;  ///< the action form
  Operand value;
  std::optional<Node> outcome;  ///< kRedirect or kNoReply; `value` is then its text
  Span span;
};

struct Channel {
  Name name;
  String display;
  std::vector<String> codes;
  std::optional<BasisClause> basis;
};

struct Procedure {
  Name name;
  String display;
  std::optional<BasisClause> basis;
};

struct Addresses {
  String file;
  std::optional<std::pair<String, String>> where;
};

struct Unit {
  UnitKind kind = UnitKind::kRole;
  Name name;
  String display;
  std::optional<Name> under;
  std::optional<Name> role_kind;
  std::vector<Name> topics, channels, reserve_channels;
  std::vector<Addresses> addresses;
  std::optional<BasisClause> basis;
  std::vector<std::pair<Node, Span>> items;  ///< which items the body has, for checks by kind
  std::vector<Unit> inner;
};

struct Weight {
  Number weight;
  std::vector<String> patterns;
};

struct Topic {
  Name name;
  String display;
  std::optional<Name> parent;  ///< nullopt: a group
  std::vector<Weight> weights;
  std::vector<Number> bases;
  std::optional<BasisClause> basis;
};

struct Policy {
  Number threshold, margin;
  bool by_length = false;
  Span span;
};

struct Leave {
  std::vector<Name> topics;
  std::optional<BasisClause> basis;
};

struct Dictionary {
  Name name;
  std::vector<String> patterns;
};

struct Rule {
  String name;
  std::optional<Name> set;
  std::optional<Number> priority;
  std::optional<BasisClause> basis;
  std::optional<Operand> from, to;
  Condition when;
  std::vector<Action> actions;
  Span span;
};

struct Cancel {
  String rule;
  std::optional<Name> module;
};

struct Given {
  Name attribute;
  Operand value;
};

struct Example {
  String name;
  std::vector<Given> givens;
  Condition expected;
  Span span;
};

struct Municipality {
  Name name;
  String display;
  std::optional<Operand> oktmo;
  std::optional<String> zone;
  std::optional<BasisClause> basis;
  std::optional<std::vector<Action>> defaults;
  Span span;
};

struct File {
  FileId id = kNoFile;
  std::optional<Name> module;
  std::vector<Name> uses;
  std::vector<Municipality> municipalities;
  std::vector<Channel> channels;
  std::vector<Procedure> procedures;
  std::vector<Unit> units;
  std::vector<Topic> topics;
  std::vector<Policy> policies;
  std::vector<Leave> leaves;
  std::vector<Dictionary> dictionaries;
  std::vector<Rule> rules;
  std::vector<Cancel> cancels;
  std::vector<Example> examples;
  std::vector<std::string> unparsed;  ///< folded names of declarations that did not parse
};

}  // namespace autorules::ast
