#include "engine/ruleset/attributes.h"

#include <array>

namespace autorules {
namespace {

using A = Attribute;
using T = ValueType;
using O = Origin;

constexpr std::array<AttributeInfo, kAttributeCount> kTable{{
    // id, ru, en, action ru, action en, type, origin, optional, cost
    {A::kChannel, "канал", "channel", "", "", T::kChannel, O::kIntake, true, 1},
    {A::kText, "текст", "text", "", "", T::kText, O::kIntake, false, 10},
    {A::kWords, "слов", "words", "", "", T::kNumber, O::kIntake, false, 1},
    {A::kAddress, "адрес", "address", "", "", T::kText, O::kIntake, false, 5},
    {A::kReceived, "поступило", "received", "", "", T::kDate, O::kIntake, true, 2},
    {A::kAuthorName, "автор.имя", "author.name", "", "", T::kText, O::kIntake, false, 5},
    {A::kAuthorContact, "автор.контакт", "author.contact", "", "", T::kText, O::kIntake, false, 5},
    {A::kAuthorFollowers, "автор.подписчиков", "author.followers", "", "", T::kNumber, O::kIntake, true, 1},
    {A::kCategory, "категория", "category", "", "", T::kText, O::kIntake, false, 5},
    {A::kSubcategory, "подкатегория", "subcategory", "", "", T::kText, O::kIntake, false, 5},
    {A::kFact, "факт", "fact", "", "", T::kText, O::kIntake, false, 5},
    {A::kOrganisation, "организация", "organisation", "", "", T::kText, O::kIntake, false, 5},
    {A::kSourceOktmo, "октмо_источника", "source_oktmo", "", "", T::kText, O::kIntake, false, 5},
    {A::kFastTrack, "фаст_трек", "fast_track", "", "", T::kFlag, O::kIntake, true, 1},
    {A::kFz59, "фз59", "fz59", "", "", T::kFlag, O::kIntake, true, 1},
    {A::kTopicByWords, "тема_по_словам", "topic_by_words", "", "", T::kTopic, O::kComputed, true, 1},
    {A::kTerritoryByAddress, "территория_по_адресу", "territory_by_address", "", "", T::kTerritory, O::kComputed, true,
     1},
    {A::kTopic, "тема", "topic", "тема", "topic", T::kTopic, O::kDecided, true, 1},
    {A::kProcedure, "порядок", "procedure", "порядок", "procedure", T::kProcedure, O::kDecided, true, 1},
    {A::kOwner, "ответственный", "owner", "назначить", "assign", T::kUnit, O::kDecided, true, 1},
    {A::kTerritory, "территория", "territory", "территория", "territory", T::kTerritory, O::kDecided, true, 1},
    {A::kImportance, "важность", "importance", "важность", "importance", T::kImportance, O::kDecided, false, 1},
    {A::kOutcome, "исход", "outcome", "исход", "outcome", T::kOutcome, O::kDecided, true, 1},
    {A::kTag, "метка", "tag", "метка", "tag", T::kTextList, O::kDecided, false, 2},
    {A::kCoOwner, "соисполнитель", "co_owner", "соисполнитель", "co_owner", T::kUnitList, O::kDecided, false, 2},
    {A::kNotice, "уведомление", "notice", "уведомить", "notify", T::kUnitList, O::kDecided, false, 2},
    {A::kReply, "ответ", "reply", "ответить шаблон", "reply template", T::kTemplateList, O::kDecided, false, 2},
    {A::kMerge, "объединение", "merge", "объединить", "merge", T::kKeyList, O::kDecided, false, 2},
    {A::kRecusal, "отвод", "recusal", "нельзя направить", "never send to", T::kUnitList, O::kDecided, false, 2},
    {A::kRating, "оценка", "rating", "", "", T::kNumber, O::kEvent, true, 1},
    {A::kState, "состояние", "state", "", "", T::kText, O::kEvent, true, 1},
}};

constexpr bool InOrder() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<std::size_t>(kTable[i].id) != i) return false;
  }
  return true;
}
static_assert(InOrder(), "the table is indexed by Attribute");

}  // namespace

const AttributeInfo& Info(Attribute attribute) { return kTable[static_cast<std::size_t>(attribute)]; }

std::span<const AttributeInfo> Attributes() { return kTable; }

std::optional<Attribute> ReadsOf(Holder holder) {
  switch (holder) {
    case Holder::kUnit: return std::nullopt;
    case Holder::kCoordinator: return Attribute::kChannel;
    case Holder::kCurator:
    case Holder::kBlockByTopic:
    case Holder::kExecutorByTopic: return Attribute::kTopic;
    case Holder::kTerritoryByAddress: return Attribute::kTerritoryByAddress;
    case Holder::kSuperior: return Attribute::kOwner;
    case Holder::kTerritory: return Attribute::kTerritory;
  }
  return std::nullopt;
}

}  // namespace autorules
