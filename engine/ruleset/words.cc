#include "engine/ruleset/words.h"

#include <array>
#include <functional>
#include <map>

#include "engine/ruleset/ruleset.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

template <typename E>
constexpr int V(E value) {
  return static_cast<int>(value);
}

constexpr auto kHolders = std::to_array<ValueWord>({
    {V(Holder::kCoordinator), "координатор", "coordinator"},
    {V(Holder::kCurator), "куратор", "curator"},
    {V(Holder::kBlockByTopic), "блок_по_теме", "block_by_topic"},
    {V(Holder::kExecutorByTopic), "исполнитель_по_теме", "executor_by_topic"},
    {V(Holder::kTerritoryByAddress), "территория_по_адресу", "territory_by_address"},
    {V(Holder::kTerritory), "территория", "territory"},
    {V(Holder::kSuperior), "вышестоящий", "superior"},
});
constexpr auto kImportances = std::to_array<ValueWord>({
    {V(Importance::kLow), "низкая", "low"},
    {V(Importance::kNormal), "обычная", "normal"},
    {V(Importance::kHigh), "высокая", "high"},
    {V(Importance::kCritical), "критическая", "critical"},
});
constexpr auto kRoleKinds = std::to_array<ValueWord>({
    {V(RoleKind::kCurator), "куратор", "curator"},
    {V(RoleKind::kHead), "руководитель", "head"},
    {V(RoleKind::kBlockHead), "руководитель_блока", "block_head"},
    {V(RoleKind::kCoordinator), "координатор", "coordinator"},
    {V(RoleKind::kAdministrator), "администратор", "administrator"},
    {V(RoleKind::kExecutor), "исполнитель", "executor"},
    {V(RoleKind::kExpert), "эксперт", "expert"},
});
constexpr auto kActors = std::to_array<ValueWord>({
    {V(Actor::Kind::kOwner), "ответственный", "owner"},
    {V(Actor::Kind::kOwner), "исполнитель", "executor"},
    {V(Actor::Kind::kCitizen), "заявитель", "citizen"},
});
constexpr auto kFlags = std::to_array<ValueWord>({{1, "да", "yes"}, {0, "нет", "no"}});
constexpr auto kTypes = std::to_array<ValueWord>({
    {V(ValueType::kText), "текст", "text"},
    {V(ValueType::kNumber), "число", "number"},
    {V(ValueType::kDate), "дата", "date"},
    {V(ValueType::kFlag), "флаг", "flag"},
    {V(ValueType::kChannel), "канал", "channel"},
    {V(ValueType::kTopic), "тема", "topic"},
    {V(ValueType::kUnit), "подразделение", "unit"},
    {V(ValueType::kTerritory), "территория", "territory"},
    {V(ValueType::kProcedure), "порядок", "procedure"},
    {V(ValueType::kImportance), "важность", "importance"},
});
constexpr auto kWeekdays = std::to_array<ValueWord>({{0, "пн", "mon"},
                                                     {1, "вт", "tue"},
                                                     {2, "ср", "wed"},
                                                     {3, "чт", "thu"},
                                                     {4, "пт", "fri"},
                                                     {5, "сб", "sat"},
                                                     {6, "вс", "sun"}});
constexpr auto kOutcomes = std::to_array<ValueWord>({
    {V(OutcomeKind::kRedirect), "перенаправить", "redirect"},
    {V(OutcomeKind::kNoReply), "без_ответа", "no_reply"},
});

}  // namespace

std::span<const ValueWord> WordsOf(Words words) {
  switch (words) {
    case Words::kHolders: return kHolders;
    case Words::kImportances: return kImportances;
    case Words::kRoleKinds: return kRoleKinds;
    case Words::kActors: return kActors;
    case Words::kFlags: return kFlags;
    case Words::kOutcomes: return kOutcomes;
    case Words::kTypes: return kTypes;
    case Words::kWeekdays: return kWeekdays;
  }
  return {};
}

const ValueWord* FindWord(Words words, std::string_view folded) {
  for (const ValueWord& word : WordsOf(words)) {
    if (word.ru == folded || word.en == folded) return &word;
  }
  return nullptr;
}

Text ListWords(Words words) {
  Text list;
  for (const ValueWord& word : WordsOf(words)) {
    const std::string_view separator = list.ru.empty() ? "" : ", ";
    list.ru.append(separator).append(word.ru);
    list.en.append(separator).append(word.en);
  }
  return list;
}

namespace {

using AttributeByWord = std::map<std::string, Attribute, std::less<>>;

std::optional<Attribute> Find(const AttributeByWord& words, std::string_view folded) {
  const auto at = words.find(folded);
  return at == words.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace

std::optional<Attribute> FindAttribute(std::string_view folded) {
  static const AttributeByWord words = [] {
    AttributeByWord all;
    for (const AttributeInfo& info : Attributes()) {
      all.emplace(Fold(info.ru), info.id);
      all.emplace(info.en, info.id);
    }
    return all;
  }();
  return Find(words, folded);
}

std::optional<Attribute> FindAction(std::string_view folded) {
  static const AttributeByWord words = [] {
    AttributeByWord all;
    for (const AttributeInfo& info : Attributes()) {
      if (info.action_ru.empty()) continue;
      all.emplace(Fold(info.action_ru), info.id);
      all.emplace(info.action_en, info.id);
    }
    return all;
  }();
  return Find(words, folded);
}

Text NameOf(ValueType type) {
  switch (type) {
    case ValueType::kText: return {"текст", "a text"};
    case ValueType::kNumber: return {"число", "a number"};
    case ValueType::kDate: return {"дата", "a date"};
    case ValueType::kFlag: return {"да или нет", "yes or no"};
    case ValueType::kChannel: return {"канал", "a channel"};
    case ValueType::kTopic: return {"тема", "a topic"};
    case ValueType::kUnit: return {"подразделение или роль", "a unit"};
    case ValueType::kTerritory: return {"территория", "a territory"};
    case ValueType::kProcedure: return {"порядок", "a procedure"};
    case ValueType::kImportance: return {"важность", "an importance"};
    case ValueType::kOutcome: return {"исход", "an outcome"};
    case ValueType::kEnumeration: return {"значение из перечня", "an option of an enumeration"};
    case ValueType::kTextList: return {"список текстов", "a list of texts"};
    case ValueType::kUnitList: return {"список подразделений", "a list of units"};
    case ValueType::kTemplateList: return {"список шаблонов", "a list of templates"};
    case ValueType::kKeyList: return {"признаки, по которым объединяют", "attributes to merge by"};
  }
  return {};
}

Text NameOf(UnitKind kind) {
  switch (kind) {
    case UnitKind::kRole: return {"роль", "a role"};
    case UnitKind::kBlock: return {"блок", "a block"};
    case UnitKind::kTerritory: return {"территория", "a territory"};
    case UnitKind::kExecutor: return {"исполнитель", "an executor"};
  }
  return {};
}

std::optional<Words> WordsOfType(ValueType type) {
  switch (type) {
    case ValueType::kFlag: return Words::kFlags;
    case ValueType::kImportance: return Words::kImportances;
    case ValueType::kOutcome: return Words::kOutcomes;
    default: return std::nullopt;
  }
}

}  // namespace autorules
