#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dsl/cst.h"
#include "dsl/durations.h"
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

/// A value of a condition, action, cell or example, as its spelling shows it.
struct Operand {
  enum class Kind : std::uint8_t { kName, kString, kNumber, kDate, kTime };
  Kind kind = Kind::kName;
  Name name;          ///< kName
  std::string text;   ///< kString: value; kDate, kTime, kNumber: the digits
  std::string time;   ///< kDate in an example: `10:00`, may be empty
  double number = 0;  ///< kNumber
  Span span;
};

/// `похожих (тема, территория) за 24 часа`.
struct Window {
  std::vector<Name> keys;
  Duration duration;
  Span span, duration_span;
};

/// `op` is the syntax: Node::kAll … Node::kClockStopped; of a test of a clock, `attribute` is the clock.
struct Condition {
  Node op = Node::kAll;
  std::vector<Condition> children;  ///< kAll, kAny, kNot
  Name attribute;                   ///< tests
  std::optional<Window> window;     ///< in place of the attribute
  std::vector<Operand> operands;
  std::vector<String> patterns;    ///< contains
  std::vector<Name> dictionaries;  ///< contains
  Span span;
};

struct Action {
  Name attribute;               ///< the action form
  std::vector<Operand> values;  ///< of `объединить` the attributes
  std::optional<Node> outcome;  ///< kRedirect or kNoReply; `values` is then its text
  std::optional<Name> letter;   ///< of `уведомить`: the template
  Span span;
};

struct Channel {
  Name name;
  String display;
  std::vector<String> codes;
  std::optional<BasisClause> basis;
};

struct Transition {
  Name name;
  std::vector<Name> from;
  Name to;
  std::vector<Name> may, needs;
  std::optional<Name> extends;
  std::optional<BasisClause> basis;
};

/// A duration where it stands.
struct Stretch {
  Duration duration;
  Span span;
};

/// `не больше 5 раз`, `один раз`.
struct Times {
  double number = 1;
  Span span;
};

struct Extension {
  Stretch most;
  Times times;
};

/// Only what is written: a refinement may say less than a procedure.
struct Clock {
  Name name;
  std::optional<Stretch> duration;
  std::optional<Name> from, schedule, escalation;
  std::optional<std::vector<Name>> until, pauses;
  std::optional<Extension> extension;
  bool statutory = false;
  std::optional<BasisClause> basis;
};

/// A procedure; of `уточнить порядок` without a display name.
struct Procedure {
  Name name;
  String display;
  std::vector<Name> states;
  std::optional<Name> start;
  std::optional<std::vector<Name>> finals;
  std::vector<Transition> transitions;
  std::vector<Clock> clocks;
  std::optional<Keyword> last_day;
  std::optional<BasisClause> basis;
};

struct Repeat {
  Stretch every;
  Times times;
};

struct EscalationStep {
  Keyword when = Keyword::kOnExpiry;  ///< kAhead, kOnExpiry or kAfterwards
  std::optional<Stretch> offset;
  std::vector<Action> acts;  ///< `передать` as an action of that name
  std::optional<Repeat> repeat;
  Span span;
};

struct Escalation {
  Name name;
  std::vector<EscalationStep> steps;
  bool working_time_only = false;
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

/// `поле этаж число от 1 до 100`: a type or options.
struct Field {
  Name name;
  std::optional<Name> type;
  std::vector<Name> options;
  std::optional<std::pair<Number, Number>> bounds;
  std::optional<BasisClause> basis;
};

struct Template {
  Name name;
  String display;
  std::vector<String> lines;
  std::optional<BasisClause> basis;
};

/// `скрипт адрес.район(текст) даёт территория`.
struct ScriptFunction {
  Name name;
  std::vector<Name> arguments;
  Name type;
  std::optional<BasisClause> basis;
};

struct Event {
  EventKind kind = EventKind::kArrival;
  std::optional<Name> name;
  Span span;
};

struct Column {
  Name attribute;
  std::optional<String> heading;  ///< of the CSV column, when it is not the attribute's name
};

/// `op`: kAll accepts anything (or, of an action, does nothing); kAmong, kBetween, kGreater … kPresent, kAbsent as in a
/// condition; kRedirect and kNoReply.
struct Cell {
  Node op = Node::kAll;
  std::vector<Operand> operands;
  Span span;
};

struct Row {
  std::vector<Cell> cells;
  Span span;
};

struct Table {
  Name name;
  Keyword policy = Keyword::kFirstRow;
  std::optional<Number> priority;
  std::optional<BasisClause> basis;
  std::optional<Operand> from, to;
  std::vector<Column> conditions, actions;
  std::vector<Row> rows;
  std::optional<String> file;
  Span span;
};

struct Rule {
  String name;
  std::optional<Name> set;
  Event event;
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

/// One step of an example: what stands in it depends on `what`, kStepTransition … kExpectation.
struct Step {
  Node what = Node::kExpectation;
  bool refused = false;
  std::optional<Stretch> after;
  std::optional<Operand> moment;  ///< a date with a time
  Name name;                      ///< of the transition
  std::optional<Name> by, to;
  std::vector<std::pair<Name, String>> brought;
  std::optional<Stretch> extension;
  std::optional<Number> rating;
  Condition expected;
  Span span;
};

struct Example {
  String name;
  std::vector<Given> givens;
  std::optional<Number> similar;
  std::optional<Condition> expected;  ///< of the decision
  std::vector<Step> steps;
  Span span;
};

struct Hours {
  std::vector<Name> days;  ///< empty: the break
  String from, to;         ///< `09:00`
  Span span;
};

/// Hours under a name of their own.
struct NamedHours {
  Name name;
  std::vector<Hours> hours;
};

struct Municipality {
  Name name;
  String display;
  std::optional<Operand> oktmo;
  std::optional<String> zone;
  std::vector<Name> calendars;
  std::vector<String> calendar_files;
  std::optional<std::vector<Hours>> hours;
  std::vector<NamedHours> named_hours;
  std::optional<String> people;
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
  std::vector<Procedure> procedures, refinements;
  std::vector<Escalation> escalations;
  std::vector<Unit> units;
  std::vector<Topic> topics;
  std::vector<Policy> policies;
  std::vector<Leave> leaves;
  std::vector<Dictionary> dictionaries;
  std::vector<Field> fields;
  std::vector<Template> templates;
  std::vector<ScriptFunction> functions;
  std::vector<Table> tables;
  std::vector<Rule> rules;
  std::vector<Cancel> cancels;
  std::vector<Example> examples;
  std::vector<std::string> unparsed;  ///< folded names of declarations that did not parse
};

}  // namespace autorules::ast
