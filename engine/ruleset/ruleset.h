#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/source.h"
#include "engine/calendar/civil_date.h"
#include "engine/calendar/working_time.h"
#include "engine/ruleset/attributes.h"
#include "engine/text/address_book.h"
#include "engine/text/pattern_set.h"

namespace autorules {

/// Indices into the vectors of a RuleSet. Entities are stored ordered by name, so that ids do not depend on the
/// order of files or declarations.
using Id = std::uint32_t;
inline constexpr Id kNone = 0xFFFFFFFFU;

/// Where something is declared, for people: "rules/perm/routing.rules", line 12. Not part of equality of rule sets.
struct Place {
  std::string file;
  std::uint32_t line = 0;
};

/// Which clause a declaration rests on. `assumed`: the decree is silent, the text says why we chose so.
struct Basis {
  std::string text;
  bool assumed = false;
  bool operator==(const Basis&) const = default;
};

/// How strong a declaration is: a higher layer wins.
enum class Layer : std::uint8_t { kStandard = 0, kModule = 1, kPack = 2 };

struct Channel {
  std::string name, display;
  std::vector<std::string> codes;  ///< folded: codes, name and display name
  Basis basis;
};

/// Role, block, territory or executor: a node of the organisation.
struct Unit {
  std::string name, display;
  UnitKind kind = UnitKind::kRole;
  RoleKind role = RoleKind::kNone;
  Id superior = kNone;
  std::vector<Id> topics;            ///< owned directly, ascending
  std::vector<Id> channels;          ///< run as first coordinator
  std::vector<Id> reserve_channels;  ///< run as second
  bool vacant = false;               ///< nobody holds the post
  Id deputy = kNone;                 ///< who answers while it is vacant
  std::string person;                ///< key of who holds it: posts with one key are one person; "" when not said
  Basis basis;
  Place place;
};

struct WeightedPattern {
  PatternId pattern = 0;
  double weight = 0;
  std::string literal;  ///< as written, for the trace
};

struct Topic {
  std::string name, display;
  Id parent = kNone;
  Id group = kNone;  ///< the topmost topic above, itself for a group
  double base = 0;
  std::vector<WeightedPattern> patterns;
  bool left_to_person = false;  ///< `на разбор темы`
  Basis basis;                  ///< why, for the latter
  Place place;
};

/// When words decide a topic (docs/language.md §5).
struct TopicPolicy {
  double threshold = 1;
  double margin = 0;
  bool by_length = false;
  bool operator==(const TopicPolicy&) const = default;
};

/// A constant in a condition: a folded text, a number, a day, a flag, or the id of a channel, topic, unit, procedure,
/// Importance or OutcomeKind, as the attribute's type says.
using Value = std::variant<std::string, double, CivilDate, bool, Id>;

enum class Op : std::uint8_t {
  // Over children.
  kAll,
  kAny,
  kNot,
  // Against values[0].
  kEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kBetween,  ///< values[0] <= x <= values[1]
  kOneOf,    ///< any of values
  // Patterns, on a text.
  kContainsAny,
  kContainsAll,
  // Texts and lists: not empty / empty.
  kPresent,
  kAbsent,
  kWithin,  ///< topic: values[0] or below, or any of several values
  kHas,     ///< list has values[0] (text of a tag, id of a unit or template)
  // On the moment of arrival, in the municipality's zone.
  kInWorkingTime,
  kOnDayOff,
  kClockBetween,  ///< the minute of the day is in ClockRange {values[0], values[1]}
  kIsHolder,      ///< unit attribute equals what `holder` resolves to (examples only)
  // On the clock called values[0] of a case (steps of examples only).
  kClockDueOn,    ///< its last day is values[1], and with values[2] the minute of that day
  kClockRunning,  ///< neither stopped nor paused
  kClockPaused,
  kClockStopped,
  kClockOverdue,  ///< its time was up before it stopped, or is up
};

/// A condition over a message and what has been decided so far; evaluated in Kleene logic. A plain tree, never
/// deeper than limits::kConditionDepth.
struct Condition {
  Op op = Op::kAll;
  Attribute attribute = Attribute::kChannel;
  std::vector<Condition> children;
  std::vector<Value> values;
  std::vector<PatternId> patterns;
  Holder holder = Holder::kUnit;
  Span span;         ///< in the source, for near misses in a trace; not part of equality
  std::string text;  ///< as written, one line, Russian keywords: shown in traces
};

struct HolderRef {
  Holder holder = Holder::kUnit;
  Id unit = kNone;  ///< for Holder::kUnit
  bool operator==(const HolderRef&) const = default;
};

/// Who a procedure or an escalation speaks of, found anew for every case (engine/workflow/actors.h).
struct Actor {
  enum class Kind : std::uint8_t {
    kHolder,   ///< what `holder` says: a named unit or a holder word
    kOwner,    ///< whoever holds the case now
    kRole,     ///< of the kind `role`: the nearest above the owner, else the first of the pack
    kCitizen,  ///< who filed it; may act, is never told by an escalation
  };
  Kind kind = Kind::kOwner;
  HolderRef holder;
  RoleKind role = RoleKind::kNone;
  bool operator==(const Actor&) const = default;
};

/// What people do to a case: from one of the states to another. The same state on both sides is a step that stays.
struct ProcedureStep {
  std::string name;
  std::vector<std::string> from;  ///< ordered
  std::string to;
  std::vector<Actor> may;          ///< as written; empty: the owner and whoever stands above him
  std::vector<std::string> needs;  ///< what the request must bring, by name; ordered
  std::string extends;             ///< the clock that it extends, "" for none
  Basis basis;
  Place place;
};

/// How often and by how much a clock may be extended.
struct Extension {
  Duration most;            ///< of one extension; in the unit family of the clock
  std::uint32_t times = 1;  ///< at most
  bool operator==(const Extension&) const = default;
};

/// A deadline of a procedure: runs from when the case comes into a state until it comes into one of others or ends.
struct Clock {
  std::string name;
  Duration duration;
  std::string from;                 ///< state
  std::vector<std::string> until;   ///< states, ordered; final states stop every clock
  std::vector<std::string> pauses;  ///< states in which it stands still, ordered
  bool statutory = false;           ///< `предел`: a maximum set by law
  std::optional<Extension> extension;
  LastDay last_day = LastDay::kStays;
  Id schedule = kNone;    ///< of Municipality::schedules; kNone: the working hours of the municipality
  Id escalation = kNone;  ///< of RuleSetParts::escalations
  Basis basis;
  Place place;
};

struct Procedure {
  std::string name, display;
  std::vector<std::string> states;         ///< as written; empty: nothing runs
  std::string start;                       ///< "" without states
  std::vector<std::string> finals;         ///< ordered
  std::vector<ProcedureStep> transitions;  ///< ordered by name
  std::vector<Clock> clocks;               ///< ordered by name
  Basis basis;
  Place place;
};

struct EscalationNotice {
  Actor to;
  Id letter = kNone;  ///< a template, or kNone
  bool operator==(const EscalationNotice&) const = default;
};
struct EscalationHandOver {
  Actor to;
  bool operator==(const EscalationHandOver&) const = default;
};
struct EscalationTag {
  std::string tag;
  bool operator==(const EscalationTag&) const = default;
};
/// Never lowers it.
struct EscalationRaise {
  Importance importance = Importance::kHigh;
  bool operator==(const EscalationRaise&) const = default;
};
using EscalationAct = std::variant<EscalationNotice, EscalationHandOver, EscalationTag, EscalationRaise>;

/// One line of a chain: when, counted from the deadline of the clock, and what then.
struct EscalationStep {
  enum class When : std::uint8_t { kBefore, kAt, kAfter };
  When when = When::kAt;
  Duration offset;                  ///< not of kAt
  std::vector<EscalationAct> acts;  ///< as written
  std::optional<Duration> every;    ///< repeated so often after the first time
  std::uint32_t repeats = 0;        ///< at most, beyond the first time
  bool operator==(const EscalationStep&) const = default;
};

/// What happens around a deadline while nobody has done what stops its clock.
struct Escalation {
  std::string name;
  std::vector<EscalationStep> steps;  ///< as written
  bool working_time_only = false;     ///< steps wait for working hours
  Basis basis;
  Place place;
};

struct Outcome {
  OutcomeKind kind = OutcomeKind::kRedirect;
  std::string text;  ///< to whom, or on what ground
  bool operator==(const Outcome&) const = default;
};

/// The value that a script function or own field has for the message at hand; absent: the action does nothing.
struct ValueOf {
  Attribute attribute = Attribute::kText;
  bool operator==(const ValueOf&) const = default;
};

struct Notice {
  HolderRef to;
  Id letter = kNone;  ///< a template, or kNone
  bool operator==(const Notice&) const = default;
};

/// Messages that agree on these attributes become one job; ordered.
struct MergeKeys {
  std::vector<Attribute> attributes;
  bool operator==(const MergeKeys&) const = default;
};

/// What a rule or the default does. The alternative follows from the attribute: Id for topic, procedure, reply template
/// and an option of an own field; Importance; HolderRef for owner, co-owner and territory; Outcome; std::string for a
/// tag or an own text; double, CivilDate and bool for own fields; Notice; MergeKeys; or ValueOf for any single value.
struct Action {
  Attribute attribute = Attribute::kTag;
  std::variant<Id, Importance, HolderRef, Outcome, std::string, double, CivilDate, bool, ValueOf, Notice, MergeKeys>
      value;
  bool operator==(const Action&) const = default;
};

/// What a rule waits for; `name` is the transition or the clock.
struct Event {
  EventKind kind = EventKind::kArrival;
  std::string name;
  bool operator==(const Event&) const = default;
};

/// A rule written in Lua: `when` and `actions` of the rule are empty, what it touches is declared.
struct ScriptedRule {
  Id script = kNone;
  std::uint32_t index = 0;               ///< among the rules of the script
  std::vector<Attribute> reads, writes;  ///< ascending
  bool operator==(const ScriptedRule&) const = default;
};

struct Rule {
  std::string name;       ///< of a row: that of its table
  std::uint32_t row = 0;  ///< of a decision table, from 1; 0: not of a table
  std::string module;     ///< "" for the pack itself
  Layer layer = Layer::kPack;
  int priority = 0;
  std::string set;  ///< "" when the rule stands alone
  Event event;      ///< rules of later events take no part in deciding
  Condition when;
  std::vector<Action> actions;
  std::optional<ScriptedRule> script;
  std::optional<CivilDate> from, to;  ///< both days inclusive
  Basis basis;
  Place place;
};

/// What people call a rule: its name, for a row of a table with the number of the row.
std::string TitleOf(const Rule& rule);

/// An own attribute that messages may bring and rules may set: `поле этаж число от 1 до 100`.
struct Field {
  std::vector<std::string> options;  ///< of ValueType::kEnumeration, as written
  std::optional<double> low, high;   ///< of a number, inclusive
  bool operator==(const Field&) const = default;
};

/// A count of messages, this one included, that agree on the keys: `похожих (тема, территория) за 24 часа`.
struct Window {
  std::vector<Attribute> keys;  ///< ordered
  std::int64_t seconds = 0;
  bool operator==(const Window&) const = default;
};

/// A function of a script, called with attributes: `скрипт адрес.район(текст) даёт территория`.
struct ScriptCall {
  Id script = kNone;
  std::string function;
  std::vector<Attribute> arguments;
  bool operator==(const ScriptCall&) const = default;
};

/// An attribute that the pack brings itself; may always be absent.
struct OwnAttributeInfo {
  std::string name;  ///< how rules write it, folded: a window's whole text
  ValueType type = ValueType::kText;
  std::variant<Field, Window, ScriptCall> source;
  Basis basis;
  Place place;
};

/// A Lua file of the pack.
struct Script {
  std::string name;  ///< of the file, without its ending
  std::string file;  ///< for people
  std::string text;
};

/// A piece of a template: plain text, or the value of an attribute, or the number of the message.
struct TemplatePart {
  enum class Kind : std::uint8_t { kText, kAttribute, kMessageId };
  Kind kind = Kind::kText;
  std::string text;
  Attribute attribute = Attribute::kTopic;
  bool operator==(const TemplatePart&) const = default;
};

/// A reply to the citizen or a notice to a unit.
struct Template {
  std::string name, display;
  std::vector<TemplatePart> parts;
  Basis basis;
  Place place;
};

struct ExampleTransition {
  std::string name;
  bool by_owner = true;                                    ///< whoever holds the case then
  Id by = kNone;                                           ///< else: kNone is the citizen
  std::vector<std::pair<std::string, std::string>> given;  ///< what it brings, by name; ordered
  std::optional<Duration> extension;
};
struct ExampleHandOver {
  bool by_owner = true;
  Id by = kNone, to = kNone;
};
struct ExampleRating {
  int stars = 0;
};
struct ExampleExpectation {
  Condition holds;  ///< kAll of the separate expectations
};

/// Something that happens to the case of an example, or is expected of it, some time after the message came.
struct ExampleStep {
  using Transition = ExampleTransition;
  using HandOver = ExampleHandOver;
  using Rating = ExampleRating;
  using Expectation = ExampleExpectation;
  std::variant<Duration, UnixSeconds> when;  ///< since the arrival, or the moment itself
  std::variant<Transition, HandOver, Rating, Expectation> what;
  bool refused = false;  ///< what the case is asked must not be done; never of an expectation
  Place place;
  std::string text;  ///< as written, one line
};

/// A ready example: givens as a message would bring them, and what is expected.
struct Example {
  std::string name;
  std::vector<std::pair<Attribute, Value>> givens;  ///< texts as written (not folded), channel as Id
  std::optional<UnixSeconds> received;
  std::optional<std::uint32_t> similar;  ///< `похожих N`: what every window counts, this message included
  Condition expected;                    ///< of the decision: kAll of the separate expectations
  std::vector<ExampleStep> steps;        ///< in the order of time; then `received` is there
  Place place;
};

/// Hours of somebody who does not keep those of the municipality: a duty office.
struct NamedSchedule {
  std::string name;
  WeekSchedule hours;
  bool operator==(const NamedSchedule&) const = default;
};

struct Municipality {
  std::string name, display, oktmo, zone;
  WorkCalendar calendar;
  WeekSchedule schedule;                 ///< working hours
  std::vector<NamedSchedule> schedules;  ///< further ones, by name
  std::vector<Action> defaults;
  Basis basis;
};

/// Rules that may run together, and the attributes whose value is settled once they have. Stages run in order. An
/// attribute that no rule writes is settled before the first stage and stands in none.
struct Stage {
  std::vector<Id> rules;           ///< ascending
  std::vector<Attribute> settles;  ///< single-valued and list attributes complete after this stage, ascending
  bool operator==(const Stage&) const = default;
};

/// A cycle in what rules read and write: every rule on it (of a set, the rules that read or write one of the
/// attributes) and these attributes; both ascending.
struct OrderCycle {
  std::vector<Id> rules;
  std::vector<Attribute> attributes;
  bool operator==(const OrderCycle&) const = default;
};

/// The parts of a pack as the compiler collects them; entities may be in any order and refer to each other by id.
struct RuleSetParts {
  Municipality municipality;
  std::vector<Channel> channels;
  std::vector<Procedure> procedures;
  std::vector<Escalation> escalations;
  std::vector<Unit> units;
  std::vector<Topic> topics;
  TopicPolicy policy;
  std::vector<Pattern> patterns;
  std::vector<AddressRow> addresses;  ///< owner = unit id
  std::vector<OwnAttributeInfo> own;
  std::vector<Template> templates;
  std::vector<Script> scripts;
  std::vector<Rule> rules;
  std::vector<Example> examples;

  /// The row of any attribute, built-in or the pack's own. Views into these parts.
  AttributeInfo InfoOf(Attribute attribute) const;
  /// True when rules can set it.
  bool IsWritable(Attribute attribute) const;
};

/// Puts the rules that decide an arrival into stages by what they read and write: rules of one set go together; each
/// literal tag is its own node; a rule that reads an attribute runs after all that write it, or that write what a
/// window or script function is asked with. Rules are ordered by nothing else. Requires `rules` ordered by name and
/// row. Cost: linear in rules and attributes.
std::variant<std::vector<Stage>, std::vector<OrderCycle>> OrderRules(const std::vector<Rule>& rules,
                                                                     const std::vector<OwnAttributeInfo>& own = {});

/// A compiled pack: immutable, shared between threads, versioned by its content.
class RuleSet {
 public:
  /// Freezes parts that the checker has accepted: channels, procedures, units, topics, own attributes, templates,
  /// escalations, scripts and rules must be ordered by the bytes of their names (rows of a table by their number) and
  /// refer to each other correctly, the rules must have no cycle. Aborts otherwise: that is a bug of the caller, not of
  /// the user. Equal patterns become one, patterns and address rows are put into an order of their own, and tags that
  /// differ in case only get one spelling: equal revisions decide alike to the bit.
  static std::shared_ptr<const RuleSet> Freeze(RuleSetParts parts);

  /// What was frozen: for Dump, and for freezing a variant (say, another TopicPolicy).
  const RuleSetParts& parts() const { return parts_; }
  const Municipality& municipality() const { return parts_.municipality; }
  const std::vector<Channel>& channels() const { return parts_.channels; }
  const std::vector<Procedure>& procedures() const { return parts_.procedures; }
  const std::vector<Escalation>& escalations() const { return parts_.escalations; }
  const std::vector<Unit>& units() const { return parts_.units; }
  const std::vector<Topic>& topics() const { return parts_.topics; }
  const TopicPolicy& policy() const { return parts_.policy; }
  const std::vector<OwnAttributeInfo>& own() const { return parts_.own; }
  const std::vector<Template>& templates() const { return parts_.templates; }
  const std::vector<Script>& scripts() const { return parts_.scripts; }
  const std::vector<Rule>& rules() const { return parts_.rules; }
  const std::vector<Example>& examples() const { return parts_.examples; }
  const std::vector<Stage>& stages() const { return stages_; }
  const PatternSet& patterns() const { return patterns_; }
  const AddressBook& addresses() const { return addresses_; }
  /// Hash of the stable dump: 16 hex digits. Comments, layout, file order and spelling do not change it.
  const std::string& revision() const { return revision_; }

  /// Who owns the topic: itself or the nearest above it that `kind` owns; kNone when nobody does. A block owns what the
  /// executors below it own.
  Id OwnerOfTopic(Id topic, UnitKind kind) const;
  /// True when `topic` is `ancestor` or below it.
  bool IsWithin(Id topic, Id ancestor) const;
  /// The channel known by that id, name or display name (folded by the caller); kNone when unknown.
  Id FindChannel(std::string_view folded) const;

  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

 private:
  explicit RuleSet(RuleSetParts parts);

  RuleSetParts parts_;
  std::vector<Stage> stages_;
  PatternSet patterns_;
  AddressBook addresses_;
  std::string revision_;
  std::array<std::vector<Id>, kUnitKindCount> owners_;  ///< by UnitKind, then topic
  std::map<std::string, Id, std::less<>> channel_codes_;
};

/// The stable text of a rule set, entities by name, one fact a line: what `autorules dump` prints and the revision
/// hashes. Places, comments and spelling are left out.
std::string Dump(const RuleSetParts& parts);

}  // namespace autorules
