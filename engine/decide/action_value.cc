#include "engine/decide/action_value.h"

#include <string_view>

#include "engine/decide/own_facts.h"

namespace autorules {
namespace {

Fact KnownUnit(Id unit) { return unit == kNone ? Fact() : Fact(unit); }

bool IsOutOfBounds(Attribute attribute, const Fact& value, const RuleSet& rules) {
  const auto* field = IsOwn(attribute) ? std::get_if<Field>(&rules.own()[OwnIndex(attribute)].source) : nullptr;
  const auto* number = std::get_if<double>(&value);
  return field != nullptr && number != nullptr && !IsWithinBounds(*field, *number);
}

Fact Copy(const ValueOf& of, Attribute to, const Holders& holders, Facts& facts) {
  const Fact value = facts.Give(of.attribute);
  if (IsAbsent(value) || IsOutOfBounds(to, value, facts.rules())) return {};
  if (facts.TypeOf(to) == ValueType::kUnit) return KnownUnit(holders.Answering(std::get<Id>(value)));
  return value;
}

struct ToSet {
  Attribute attribute;
  const Holders& holders;
  Facts& facts;

  Fact operator()(Id id) const { return id; }
  Fact operator()(Importance importance) const { return static_cast<Id>(importance); }
  Fact operator()(const HolderRef& holder) const {
    return KnownUnit(holders.ResolveFor(facts.TypeOf(attribute), holder, facts.decision()));
  }
  Fact operator()(const Outcome& outcome) const { return static_cast<Id>(outcome.kind); }
  Fact operator()(const std::string& text) const { return std::string_view(text); }
  Fact operator()(double number) const { return number; }
  Fact operator()(CivilDate day) const { return day; }
  Fact operator()(bool flag) const { return flag; }
  Fact operator()(const ValueOf& of) const { return Copy(of, attribute, holders, facts); }
  Fact operator()(const Notice&) const { return {}; }
  Fact operator()(const MergeKeys&) const { return {}; }
};

}  // namespace

Fact ValueToSet(const Action& action, const Holders& holders, Facts& facts) {
  return std::visit(ToSet{action.attribute, holders, facts}, action.value);
}

}  // namespace autorules
