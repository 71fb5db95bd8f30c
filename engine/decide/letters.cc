#include "engine/decide/letters.h"

#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "engine/decide/facts.h"
#include "engine/ruleset/values.h"
#include "engine/ruleset/words.h"

namespace autorules {
namespace {

constexpr std::string_view kNothing = "—";

template <typename Entity>
std::string DisplayOf(const std::vector<Entity>& entities, Id id) {
  return entities[id].display.empty() ? entities[id].name : entities[id].display;
}

struct ToPeople {
  Attribute attribute;
  ValueType type;
  const RuleSet& rules;

  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(CivilDate day) const { return fmt::format("{:02}.{:02}.{:04}", day.day, day.month, day.year); }
  std::string operator()(bool flag) const { return std::string(FindWord(Words::kFlags, flag ? "yes" : "no")->ru); }
  std::string operator()(Id id) const {
    switch (type) {
      case ValueType::kChannel: return DisplayOf(rules.channels(), id);
      case ValueType::kTopic: return DisplayOf(rules.topics(), id);
      case ValueType::kProcedure: return DisplayOf(rules.procedures(), id);
      case ValueType::kUnit:
      case ValueType::kUnitList:
      case ValueType::kTerritory: return DisplayOf(rules.units(), id);
      case ValueType::kTemplateList: return DisplayOf(rules.templates(), id);
      default: return std::string(NameOfId(rules.parts(), attribute, id, Language::kRussian));
    }
  }
};

std::vector<Value> ListOf(Attribute attribute, const Decision& decision) {
  switch (attribute) {
    case Attribute::kTag: return {decision.tags.begin(), decision.tags.end()};
    case Attribute::kMerge: return {decision.merges.begin(), decision.merges.end()};
    case Attribute::kCoOwner: return {decision.co_owners.begin(), decision.co_owners.end()};
    case Attribute::kRecusal: return {decision.recusals.begin(), decision.recusals.end()};
    case Attribute::kReply: return {decision.replies.begin(), decision.replies.end()};
    default: break;
  }
  std::vector<Value> told;
  for (const Notification& notice : decision.notices) {
    if (told.empty() || told.back() != Value(notice.unit)) told.emplace_back(notice.unit);
  }
  return told;
}

std::string TextOf(Attribute attribute, Facts& facts) {
  const Decision& decision = facts.decision();
  const ToPeople to_people{attribute, facts.TypeOf(attribute), facts.rules()};
  std::string text;
  if (IsList(to_people.type)) {
    for (const Value& value : ListOf(attribute, decision)) {
      text.append(text.empty() ? "" : ", ").append(std::visit(to_people, value));
    }
  } else if (attribute == Attribute::kOutcome && decision.outcome && !decision.outcome->text.empty()) {
    text = decision.outcome->text;
  } else if (const auto value = ToValue(facts.Give(attribute))) {
    text = std::visit(to_people, *value);
  }
  return text.empty() ? std::string(kNothing) : text;
}

}  // namespace

std::string Render(const Template& letter, const Message& message, const Decision& decision, const RuleSet& rules) {
  Facts facts(rules);
  facts.Begin(message, decision);
  std::string text;
  for (const TemplatePart& part : letter.parts) {
    switch (part.kind) {
      case TemplatePart::Kind::kText: text += part.text; break;
      case TemplatePart::Kind::kAttribute: text += TextOf(part.attribute, facts); break;
      case TemplatePart::Kind::kMessageId: text += message.id; break;
    }
  }
  return text;
}

}  // namespace autorules
