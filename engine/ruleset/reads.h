#pragma once

#include <string>
#include <utility>

#include "engine/ruleset/ruleset.h"

namespace autorules {

/// Calls `visit(attribute, tag)` for each attribute that a condition reads; `tag` is the folded literal of a test for
/// one tag, else empty.
template <typename Visit>
void EachRead(const Condition& condition, Visit&& visit) {
  for (const Condition& child : condition.children) EachRead(child, visit);
  if (condition.op == Op::kAll || condition.op == Op::kAny || condition.op == Op::kNot) return;
  const bool one_tag = condition.attribute == Attribute::kTag && condition.op == Op::kHas;
  visit(condition.attribute, one_tag ? std::get<std::string>(condition.values.at(0)) : std::string());
  const auto by = condition.op == Op::kIsHolder ? ReadsOf(condition.holder) : std::nullopt;
  if (by) visit(*by, std::string());
}

/// True for what goes to none of the recused.
constexpr bool HeedsRecusals(Attribute attribute) {
  return attribute == Attribute::kOwner || attribute == Attribute::kCoOwner;
}

/// The same for a whole rule: its condition, what its actions find holders by, heed, copy or merge by, and what a rule
/// in Lua declares. An attribute may be visited several times.
template <typename Visit>
void EachRead(const Rule& rule, Visit&& visit) {
  EachRead(rule.when, visit);
  const auto holder = [&](Holder word) {
    if (const auto by = ReadsOf(word)) visit(*by, std::string());
  };
  for (const Action& action : rule.actions) {
    if (HeedsRecusals(action.attribute)) visit(Attribute::kRecusal, std::string());
    if (const auto* ref = std::get_if<HolderRef>(&action.value)) holder(ref->holder);
    if (const auto* notice = std::get_if<Notice>(&action.value)) holder(notice->to.holder);
    if (const auto* value = std::get_if<ValueOf>(&action.value)) visit(value->attribute, std::string());
    if (const auto* keys = std::get_if<MergeKeys>(&action.value)) {
      for (const Attribute key : keys->attributes) visit(key, std::string());
    }
  }
  if (!rule.script) return;
  for (const Attribute read : rule.script->reads) visit(read, std::string());
  for (const Attribute written : rule.script->writes) {
    if (HeedsRecusals(written)) visit(Attribute::kRecusal, std::string());
  }
}

}  // namespace autorules
