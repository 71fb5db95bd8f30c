#include "engine/decide/script_inputs.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/ruleset/values.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

std::string NameIn(Attribute attribute, Id id, const RuleSetParts& parts) {
  return std::string(NameOfId(parts, attribute, id, Language::kRussian));
}

ScriptValue ListOf(Attribute attribute, Facts& facts) {
  const Decision& decision = facts.decision();
  const RuleSetParts& parts = facts.rules().parts();
  std::vector<std::string> names;
  switch (attribute) {
    case Attribute::kTag: names = decision.tags; break;
    case Attribute::kMerge: names = decision.merges; break;
    case Attribute::kCoOwner:
      for (const Id unit : decision.co_owners) names.push_back(NameIn(attribute, unit, parts));
      break;
    case Attribute::kRecusal:
      for (const Id unit : decision.recusals) names.push_back(NameIn(attribute, unit, parts));
      break;
    case Attribute::kNotice:
      for (const Notification& notice : decision.notices) names.push_back(NameIn(attribute, notice.unit, parts));
      break;
    default:
      for (const Id letter : decision.replies) names.push_back(NameIn(attribute, letter, parts));
  }
  std::sort(names.begin(), names.end());  // rules have put them there in the order of their strength
  return names;
}

struct ToPlain {
  Attribute attribute;
  const RuleSetParts& parts;

  ScriptValue operator()(std::monostate) const { return {}; }
  ScriptValue operator()(std::string_view text) const { return std::string(text); }
  ScriptValue operator()(double number) const { return number; }
  ScriptValue operator()(CivilDate day) const { return day.ToString(); }
  ScriptValue operator()(bool flag) const { return flag; }
  ScriptValue operator()(Id id) const { return NameIn(attribute, id, parts); }
};

}  // namespace

ScriptValue ToScript(Attribute attribute, Facts& facts) {
  const ValueType type = facts.TypeOf(attribute);
  if (IsList(type)) return ListOf(attribute, facts);
  if (type == ValueType::kText) return std::string(facts.Raw(attribute));
  return std::visit(ToPlain{attribute, facts.rules().parts()}, facts.Read(attribute));
}

ScriptNames::ScriptNames(const RuleSetParts& parts) {
  for (const AttributeInfo& info : Attributes()) {
    std::string plain(info.en);
    std::replace(plain.begin(), plain.end(), '.', '_');
    for (const std::string_view name : {info.ru, info.en, std::string_view(plain)}) names_.emplace(Fold(name), info.id);
  }
  for (std::size_t index = 0; index < parts.own.size(); ++index) {
    names_.emplace(parts.own[index].name, OwnAttribute(index));
  }
  for (const AttributeInfo& info : Attributes()) {
    for (const std::string_view name : {info.action_ru, info.action_en}) {
      if (!name.empty()) names_.emplace(Fold(name), info.id);
    }
  }
}

std::optional<Attribute> ScriptNames::Find(std::string_view name) const {
  auto known = names_.find(name);
  if (known == names_.end()) known = names_.find(Fold(name));
  return known == names_.end() ? std::nullopt : std::optional(known->second);
}

}  // namespace autorules
