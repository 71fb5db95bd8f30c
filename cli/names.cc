#include "cli/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

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
  }
  return {};
}

std::string DecidedValue(const RuleSet& rules, const Decision& decision, Attribute attribute) {
  const auto or_none = [](std::string_view name) { return name.empty() ? std::string("нет") : std::string(name); };
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
    case Attribute::kCoOwner: {
      std::vector<std::string_view> names;
      for (const Id unit : decision.co_owners) names.push_back(UnitName(rules, unit));
      return or_none(fmt::format("{}", fmt::join(names, ", ")));
    }
    default: return {};
  }
}

}  // namespace autorules::cli
