#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/load_table.h"
#include "dsl/symbols.h"
#include "engine/base/diagnostic.h"
#include "engine/ruleset/ruleset.h"
#include "engine/ruleset/words.h"
#include "engine/script/script_state.h"

namespace autorules {

/// Minutes since midnight of `09:30`, up to 24:00; nullopt when there is no such time.
std::optional<int> MinuteOfDay(std::string_view time);
/// Who knows an attribute that a case has only after its arrival, for error texts: "правилам «при оценке»".
Text KnownTo(Attribute attribute);
/// A condition around another, at the same place.
Condition Around(Op op, Condition inner);

/// Where a rule of the parts stands in the text.
struct RuleSource {
  Span name;  ///< of a row of a table: the row
  Span when;
  Id table = kNone;  ///< index in LoweredPack::tables
};

/// A decision table after lowering, for its own checks.
struct LoweredTable {
  const ast::Table* ast = nullptr;
  std::vector<Attribute> columns;             ///< of the conditions
  std::vector<std::uint32_t> rows;            ///< numbers of the rows that could be read
  std::vector<std::vector<Condition>> cells;  ///< by row, then column; a kAll without children accepts anything
  std::vector<Span> spans;                    ///< by row
};

/// What lowering learns besides the parts: used by the checks. Vectors run parallel to those of RuleSetParts unless
/// they say otherwise.
struct LoweredPack {
  RuleSetParts parts;
  std::vector<std::string> literals;                                         ///< of each pattern, as first written
  std::set<Id> used_units, used_procedures, used_topics, used_dictionaries;  ///< referred to by name somewhere
  std::set<Id> used_templates, used_own, used_escalations;
  std::vector<RuleSource> rule_sources;
  std::vector<LoweredTable> tables;  ///< by name

  /// The attribute of that reading form (folded), built-in or the pack's own.
  std::optional<Attribute> Find(std::string_view folded) const;
};

/// Turns declarations into the parts of a rule set: resolves names, checks types and values. Everything that cannot be
/// resolved is reported and left out, so that the rest is still checked. One object per compilation; not thread-safe.
class Lowering {
 public:
  /// Tables and scripts that the pack has become sources too.
  Lowering(const Symbols& symbols, SourceMap* sources, PackFiles* files, Diagnostics* diagnostics)
      : symbols_(symbols),
        source_map_(sources),
        sources_(*sources),
        files_(files),
        diagnostics_(diagnostics),
        tables_(files, sources, diagnostics) {}

  LoweredPack Run();

 private:
  /// A rule before all are put in order.
  struct Pending {
    Rule rule;
    RuleSource source;
  };

  /// Where a condition stands: what it may ask depends on it.
  enum class Where : std::uint8_t { kRule, kExample, kStep };

  // lower_structure.cc
  void LowerMunicipality();
  void LowerChannels();
  void LowerUnits();
  void LowerUnit(const Declared<ast::Unit>& declared, Unit* unit);
  void CheckItems(const ast::Unit& unit);
  void LowerOwnedTopics(const ast::Unit& ast, Id id, std::map<std::pair<UnitKind, Id>, Id>* owners, Unit* unit);
  // lower_procedures.cc
  void LowerProcedures();
  void ReportRepeated(const ast::Procedure& ast);
  Procedure LowerProcedure(const ast::Procedure& ast);
  static bool HasState(const Procedure& procedure, const std::string& state);
  std::string ResolveState(const ast::Name& state, const Procedure& procedure);
  std::vector<std::string> ResolveStates(const std::vector<ast::Name>& states, const Procedure& procedure);
  ProcedureStep LowerTransition(const ast::Transition& ast, const ast::Procedure& of, const Procedure& procedure);
  std::optional<Clock> LowerClock(const ast::Clock& ast, const ast::Procedure& of, const Procedure& procedure);
  std::optional<Duration> LowerDuration(const ast::Stretch& stretch);
  std::optional<Extension> LowerExtension(const ast::Extension& ast, const ast::Stretch& of);
  std::uint32_t LowerTimes(const ast::Times& times);
  Id ResolveSchedule(const ast::Name& name);
  std::optional<Actor> LowerActor(const ast::Name& name, bool citizens);
  // lower_escalations.cc
  void LowerEscalations();
  EscalationStep LowerEscalationStep(const ast::EscalationStep& ast);
  void LowerEscalationAct(const ast::Action& act, std::vector<EscalationAct>* acts);
  // lower_people.cc
  void LowerPeople();
  void LowerPost(const LoadedTable& loaded, const CsvRow& row, std::map<Id, std::size_t>* first);
  // lower_working_time.cc
  void LowerCalendar();
  std::optional<CalendarLayer> LowerCalendarTable(const CsvTable& table, const std::string& path, Span place,
                                                  const LoadedTable* loaded);
  void LowerSchedules();
  WeekSchedule LowerSchedule(const std::vector<ast::Hours>& lines);
  std::optional<ClockRange> LowerStretch(const ast::Hours& hours);
  // lower_addresses.cc
  void LowerAddresses();
  void LowerAddressTable(const ast::Addresses& addresses, Id unit);
  int NeedColumn(const LoadedTable& loaded, std::string_view heading, Span place);
  // lower_topics.cc
  void LowerTopics();
  void LowerPolicy();
  void LowerLeaves();
  // lower_own.cc
  void LowerOwn();
  Field LowerField(const ast::Field& ast, ValueType* type);
  ScriptCall LowerFunction(const ast::ScriptFunction& ast, ValueType* type);
  std::optional<Window> LowerWindow(const ast::Window& ast);
  std::optional<ValueType> LowerType(const ast::Name& name);
  std::optional<Attribute> ResolveAttribute(const ast::Name& name);
  std::optional<Attribute> FindWindow(const ast::Window& window) const;
  std::string WindowName(const ast::Window& window) const;
  // lower_templates.cc
  void LowerTemplates();
  std::vector<TemplatePart> LowerLine(const ast::String& line);
  std::optional<TemplatePart> LowerPlaceholder(std::string_view name, const ast::String& line);
  // lower_scripts.cc
  void LoadScripts();
  void LowerScriptedRules();
  std::vector<Attribute> LowerScriptNames(const ScriptRule& rule, const std::vector<std::string>& names, bool written,
                                          Span place);
  // lower_tables.cc
  void LowerTables();
  void LowerTable(const Declared<ast::Table>& declared);
  Rule LowerTableHead(const Declared<ast::Table>& declared);
  void LowerRow(const Rule& head, const ast::Row& row, std::uint32_t number, LoweredTable* table);
  std::vector<ast::Row> RowsOfFile(const ast::Table& table);
  int FileColumn(const LoadedTable& loaded, const ast::Column& column, bool acting);
  ast::Cell CellOfFile(const LoadedTable& loaded, const CsvCell& csv, bool text, bool acting);
  Condition LowerCell(const ast::Column& column, const ast::Cell& cell);
  void LowerActionCell(const ast::Column& column, const ast::Cell& cell, Rule* rule);
  bool HoldsText(const ast::Column& column, bool acting) const;
  // lower_rules.cc
  void LowerRules();
  void OrderPending();
  Rule LowerRule(const Declared<ast::Rule>& declared);
  Event LowerEvent(const ast::Event& event);
  int LowerPriority(const std::optional<ast::Number>& priority);
  void LowerValidity(const std::optional<ast::Operand>& from, const std::optional<ast::Operand>& to, Rule* rule);
  // lower_examples.cc
  void LowerExamples();
  Condition LowerExpectation(const ast::Condition& ast, Where where);
  void LowerSteps(const ast::Example& ast, Example* example);
  std::optional<ExampleStep> LowerStep(const ast::Step& ast);
  std::string ResolveTransition(const ast::Name& name);
  std::optional<UnixSeconds> LowerMoment(const ast::Operand& operand);
  void LowerGiven(const ast::Given& given, Example* example);
  // lower_actions.cc
  std::vector<Action> LowerActions(const std::vector<ast::Action>& actions);
  std::vector<Action> LowerDefaults(const std::vector<ast::Action>& actions);
  std::vector<Action> LowerAction(const ast::Action& action);
  std::optional<Attribute> ResolveAction(const ast::Name& name);
  std::optional<Action> LowerActionValue(const ast::Action& action, const ast::Operand& operand, Attribute attribute);
  std::optional<Action> LowerValueOf(const ast::Operand& operand, Attribute attribute);
  Action LowerMerge(const ast::Action& action);
  std::optional<HolderRef> LowerHolder(const ast::Operand& operand, Attribute attribute);
  std::optional<CivilDate> LowerDate(const ast::Operand& operand);
  // lower_conditions.cc
  Condition LowerCondition(const ast::Condition& condition, Where where);
  Condition LowerTest(const ast::Condition& test, Where where);
  Condition LowerClockTest(const ast::Condition& test, Where where);
  Condition LowerContains(const ast::Condition& test, Attribute attribute);
  Condition LowerArrival(const ast::Condition& test);
  bool OperatorFits(const ast::Condition& test, const AttributeInfo& info);
  std::optional<Value> LowerValue(const ast::Operand& operand, const AttributeInfo& info);
  std::optional<Value> LowerState(const ast::Operand& operand, const AttributeInfo& info);
  std::optional<Value> LowerOption(const ast::Operand& operand, const AttributeInfo& info);
  void CheckBounds(double number, const ast::Operand& operand, Attribute attribute);

  // Looks a name up; reports an unknown one with suggestions.
  template <typename T>
  Id Resolve(const std::vector<Declared<T>>& all, const ast::Name& name, const Text& kind) {
    const Id id = FindDeclared(all, name.text);
    if (id == kNone) ReportUnknown(name, kind, NamesOf(all));
    return id;
  }
  Id ResolveUnit(const ast::Name& name);
  Id ResolveTopic(const ast::Name& name);
  Id ResolveTemplate(const ast::Name& name);
  void ReportUnknown(const ast::Name& name, const Text& kind, const std::vector<std::string>& known);
  void ReportUnknownValue(const ast::Operand& operand, const Text& kind, Words words);
  void ReportMismatch(const ast::Operand& operand, const AttributeInfo& info);
  std::optional<PatternId> Intern(const ast::String& literal);
  Place PlaceOf(Span span) const;
  std::string Spelled(Span span) const;
  std::string OneLineOf(Span span) const;
  static Basis LowerBasis(const std::optional<ast::BasisClause>& basis);

  const Symbols& symbols_;
  SourceMap* source_map_;
  const SourceMap& sources_;
  PackFiles* files_;
  Diagnostics* diagnostics_;
  TableLoader tables_;
  LoweredPack pack_;
  std::map<Pattern, PatternId> patterns_;
  std::vector<Pending> pending_;
  std::vector<ScriptState> scripts_;  ///< by script
  std::vector<FileId> script_files_;
};

}  // namespace autorules
