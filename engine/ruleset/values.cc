#include "engine/ruleset/values.h"

#include <algorithm>
#include <vector>

#include "engine/ruleset/words.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::string_view kUnknown = "?";

template <typename Entity>
std::string_view NameIn(const std::vector<Entity>& entities, Id id) {
  return id < entities.size() ? std::string_view(entities[id].name) : kUnknown;
}

/// Entities are ordered by name.
template <typename Entity>
std::optional<Id> FindIn(const std::vector<Entity>& entities, std::string_view name) {
  const auto at = std::lower_bound(entities.begin(), entities.end(), name,
                                   [](const Entity& entity, std::string_view key) { return entity.name < key; });
  if (at == entities.end() || at->name != name) return std::nullopt;
  return static_cast<Id>(at - entities.begin());
}

const Field* FieldOf(const RuleSetParts& parts, Attribute attribute) {
  return IsOwn(attribute) ? std::get_if<Field>(&parts.own[OwnIndex(attribute)].source) : nullptr;
}

}  // namespace

std::string_view NameOfId(const RuleSetParts& parts, Attribute attribute, Id id, Language language) {
  const ValueType type = parts.InfoOf(attribute).type;
  if (const auto words = WordsOfType(type)) {
    for (const ValueWord& word : WordsOf(*words)) {
      if (word.value == static_cast<int>(id)) return language == Language::kRussian ? word.ru : word.en;
    }
    return kUnknown;
  }
  switch (type) {
    case ValueType::kChannel: return NameIn(parts.channels, id);
    case ValueType::kTopic: return NameIn(parts.topics, id);
    case ValueType::kProcedure: return NameIn(parts.procedures, id);
    case ValueType::kUnit:
    case ValueType::kTerritory:
    case ValueType::kUnitList: return NameIn(parts.units, id);
    case ValueType::kTemplateList: return NameIn(parts.templates, id);
    case ValueType::kEnumeration: {
      const Field* field = FieldOf(parts, attribute);
      return field != nullptr && id < field->options.size() ? std::string_view(field->options[id]) : kUnknown;
    }
    default: return kUnknown;
  }
}

std::optional<Id> FindId(const RuleSetParts& parts, Attribute attribute, std::string_view folded) {
  const ValueType type = parts.InfoOf(attribute).type;
  if (const auto words = WordsOfType(type)) {
    const ValueWord* word = FindWord(*words, folded);
    return word == nullptr ? std::nullopt : std::optional<Id>(static_cast<Id>(word->value));
  }
  switch (type) {
    case ValueType::kChannel: return FindIn(parts.channels, folded);
    case ValueType::kTopic: return FindIn(parts.topics, folded);
    case ValueType::kProcedure: return FindIn(parts.procedures, folded);
    case ValueType::kTemplateList: return FindIn(parts.templates, folded);
    case ValueType::kUnit:
    case ValueType::kUnitList: return FindIn(parts.units, folded);
    case ValueType::kTerritory: {
      const auto unit = FindIn(parts.units, folded);
      return unit && parts.units[*unit].kind == UnitKind::kTerritory ? unit : std::nullopt;
    }
    case ValueType::kEnumeration: {
      const Field* field = FieldOf(parts, attribute);
      for (Id option = 0; field != nullptr && option < field->options.size(); ++option) {
        if (Fold(field->options[option]) == folded) return option;
      }
      return std::nullopt;
    }
    default: return std::nullopt;
  }
}

}  // namespace autorules
