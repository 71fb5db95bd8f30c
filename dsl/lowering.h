#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/pack_files.h"
#include "dsl/symbols.h"
#include "dsl/words.h"
#include "engine/base/diagnostic.h"
#include "engine/ruleset/ruleset.h"

namespace autorules {

/// What lowering learns besides the parts: used by the checks. Vectors run parallel to those of RuleSetParts.
struct LoweredPack {
  RuleSetParts parts;
  std::vector<std::string> literals;                                         ///< of each pattern, as first written
  std::set<Id> used_units, used_procedures, used_topics, used_dictionaries;  ///< referred to by name somewhere
};

/// Turns declarations into the parts of a rule set: resolves names, checks types and values. Everything that cannot be
/// resolved is reported and left out, so that the rest is still checked. One object per compilation; not thread-safe.
class Lowering {
 public:
  Lowering(const Symbols& symbols, const SourceMap& sources, PackFiles* files, Diagnostics* diagnostics)
      : symbols_(symbols), sources_(sources), files_(files), diagnostics_(diagnostics) {}

  LoweredPack Run();

 private:
  // lower_structure.cc
  void LowerMunicipality();
  void LowerChannels();
  void LowerProcedures();
  void LowerUnits();
  void LowerUnit(const Declared<ast::Unit>& declared, Unit* unit);
  void CheckItems(const ast::Unit& unit);
  void LowerOwnedTopics(const ast::Unit& ast, Id id, std::map<std::pair<UnitKind, Id>, Id>* owners, Unit* unit);
  // lower_tables.cc
  void LowerAddresses();
  void LowerAddressTable(const ast::Addresses& addresses, Id unit);
  // lower_topics.cc
  void LowerTopics();
  void LowerPolicy();
  void LowerLeaves();
  // lower_rules.cc
  void LowerRules();
  void LowerExamples();
  Rule LowerRule(const Declared<ast::Rule>& declared);
  std::vector<Action> LowerActions(const std::vector<ast::Action>& actions);
  std::optional<Action> LowerAction(const ast::Action& action);
  std::optional<HolderRef> LowerHolder(const ast::Operand& operand, Attribute attribute);
  std::optional<CivilDate> LowerDate(const ast::Operand& operand);
  void LowerGiven(const ast::Given& given, Example* example);
  // lower_conditions.cc
  Condition LowerCondition(const ast::Condition& condition, bool in_example);
  Condition LowerTest(const ast::Condition& test, bool in_example);
  Condition LowerContains(const ast::Condition& test, Attribute attribute);
  bool OperatorFits(const ast::Condition& test, const AttributeInfo& info);
  std::optional<Value> LowerValue(const ast::Operand& operand, const AttributeInfo& info);

  // Looks a name up; reports an unknown one with suggestions.
  template <typename T>
  Id Resolve(const std::vector<Declared<T>>& all, const ast::Name& name, const Text& kind) {
    const Id id = FindDeclared(all, name.text);
    if (id == kNone) ReportUnknown(name, kind, NamesOf(all));
    return id;
  }
  Id ResolveUnit(const ast::Name& name);
  Id ResolveTopic(const ast::Name& name);
  void ReportUnknown(const ast::Name& name, const Text& kind, const std::vector<std::string>& known);
  void ReportUnknownValue(const ast::Operand& operand, const Text& kind, Words words);
  std::optional<PatternId> Intern(const ast::String& literal);
  Place PlaceOf(Span span) const;
  std::string Spelled(Span span) const;
  static Basis LowerBasis(const std::optional<ast::BasisClause>& basis);

  const Symbols& symbols_;
  const SourceMap& sources_;
  PackFiles* files_;
  Diagnostics* diagnostics_;
  LoweredPack pack_;
  std::map<Pattern, PatternId> patterns_;
};

}  // namespace autorules
