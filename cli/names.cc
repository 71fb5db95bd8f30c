#include "cli/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "engine/ruleset/values.h"

namespace autorules::cli {
namespace {

template <typename Entity>
std::string_view NameIn(const std::vector<Entity>& entities, Id id) {
  if (id == kNone) return {};
  const Entity& entity = entities[id];
  return entity.display.empty() ? entity.name : entity.display;
}

}  // namespace

std::string_view TopicName(const RuleSet& rules, Id topic) { return NameIn(rules.topics(), topic); }
std::string_view UnitName(const RuleSet& rules, Id unit) { return NameIn(rules.units(), unit); }
std::string_view ProcedureName(const RuleSet& rules, Id procedure) { return NameIn(rules.procedures(), procedure); }
std::string_view ChannelName(const RuleSet& rules, Id channel) { return NameIn(rules.channels(), channel); }

Id GroupOf(const RuleSet& rules, Id topic) { return topic == kNone ? kNone : rules.topics()[topic].group; }

Word Describe(Importance importance) {
  switch (importance) {
    case Importance::kLow: return {"low", "низкая"};
    case Importance::kNormal: return {"normal", "обычная"};
    case Importance::kHigh: return {"high", "высокая"};
    case Importance::kCritical: return {"critical", "критическая"};
  }
  return {};
}

Word Describe(OutcomeKind kind) {
  return kind == OutcomeKind::kRedirect ? Word{"redirect", "перенаправить"} : Word{"no_reply", "без ответа"};
}

Word Describe(FallbackReason reason) {
  switch (reason) {
    case FallbackReason::kClaimed: break;
    case FallbackReason::kNoText: return {"no_text", "в тексте нет слов"};
    case FallbackReason::kTopicUnclear: return {"topic_unclear", "слова нескольких тем, ни одна не впереди"};
    case FallbackReason::kTopicUnknown: return {"topic_unknown", "слов ни одной темы не хватает"};
    case FallbackReason::kLeftToPerson: return {"left_to_person", "тема оставлена на разбор"};
    case FallbackReason::kNoRule: return {"no_rule", "тема есть, но ни одно правило не сработало"};
    case FallbackReason::kNobodyResolved: return {"nobody_resolved", "правила сработали, но ответственный не нашёлся"};
    case FallbackReason::kRecused: return {"recused", "ответственный по правилам отведён: нельзя направить"};
  }
  return {};
}

std::string_view TemplateName(const RuleSet& rules, Id letter) { return NameIn(rules.templates(), letter); }

Word Describe(ScriptOutcome outcome) {
  switch (outcome) {
    case ScriptOutcome::kDone: break;
    case ScriptOutcome::kError: return {"error", "ошибка"};
    case ScriptOutcome::kMemory: return {"memory", "память исчерпана"};
    case ScriptOutcome::kInstructions: return {"instructions", "работа не закончена в срок"};
    case ScriptOutcome::kBlocked: return {"blocked", "запрещённая функция"};
    case ScriptOutcome::kSwitchedOff: return {"switched_off", "отключён"};
  }
  return {};
}

std::string ValueText(const RuleSet& rules, Attribute attribute, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  if (const auto* date = std::get_if<CivilDate>(&value)) return date->ToString();
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "да" : "нет";
  const Id id = std::get<Id>(value);
  switch (rules.parts().InfoOf(attribute).type) {
    case ValueType::kChannel: return std::string(ChannelName(rules, id));
    case ValueType::kTopic: return std::string(TopicName(rules, id));
    case ValueType::kProcedure: return std::string(ProcedureName(rules, id));
    case ValueType::kUnit:
    case ValueType::kTerritory: return std::string(UnitName(rules, id));
    default: return std::string(NameOfId(rules.parts(), attribute, id, Language::kRussian));
  }
}

namespace {

/// What the decision has of an attribute of the pack's own.
std::string OwnValue(const RuleSet& rules, const Decision& decision, Attribute attribute) {
  const auto shown = [&](const std::optional<Value>& value) {
    return value ? ValueText(rules, attribute, *value) : std::string("нет");
  };
  const OwnAttributeInfo& info = rules.own()[OwnIndex(attribute)];
  if (std::holds_alternative<Field>(info.source)) return shown(decision.own[OwnIndex(attribute)]);
  for (const WindowCount& window : decision.inputs.windows) {
    if (window.window == attribute) return std::to_string(window.count);
  }
  for (const FunctionResult& function : decision.inputs.functions) {
    if (function.function == attribute) return shown(function.value);
  }
  return {};
}

}  // namespace

std::string DecidedValue(const RuleSet& rules, const Decision& decision, Attribute attribute) {
  const auto or_none = [](std::string_view name) { return name.empty() ? std::string("нет") : std::string(name); };
  if (IsOwn(attribute)) return OwnValue(rules, decision, attribute);
  std::vector<std::string_view> names;
  switch (attribute) {
    case Attribute::kChannel: return or_none(ChannelName(rules, decision.channel));
    case Attribute::kTopicByWords: return or_none(TopicName(rules, decision.topic_by_words));
    case Attribute::kTerritoryByAddress: return or_none(UnitName(rules, decision.territory_by_address));
    case Attribute::kTopic: return or_none(TopicName(rules, decision.topic));
    case Attribute::kProcedure: return or_none(ProcedureName(rules, decision.procedure));
    case Attribute::kOwner: return or_none(UnitName(rules, decision.owner));
    case Attribute::kTerritory: return or_none(UnitName(rules, decision.territory));
    case Attribute::kImportance: return std::string(Describe(decision.importance).russian);
    case Attribute::kOutcome:
      if (!decision.outcome) return or_none("");
      return fmt::format("{} «{}»", Describe(decision.outcome->kind).russian, decision.outcome->text);
    case Attribute::kTag: return or_none(fmt::format("{}", fmt::join(decision.tags, ", ")));
    case Attribute::kCoOwner:
      for (const Id unit : decision.co_owners) names.push_back(UnitName(rules, unit));
      return or_none(fmt::format("{}", fmt::join(names, ", ")));
    case Attribute::kNotice:
      for (const Notification& notice : decision.notices) names.push_back(UnitName(rules, notice.unit));
      return or_none(fmt::format("{}", fmt::join(names, ", ")));
    case Attribute::kRecusal:
      for (const Id unit : decision.recusals) names.push_back(UnitName(rules, unit));
      return or_none(fmt::format("{}", fmt::join(names, ", ")));
    case Attribute::kReply:
      for (const Id letter : decision.replies) names.push_back(TemplateName(rules, letter));
      return or_none(fmt::format("{}", fmt::join(names, ", ")));
    case Attribute::kMerge: return or_none(fmt::format("{}", fmt::join(decision.merges, " | ")));
    default: return {};
  }
}

}  // namespace autorules::cli
