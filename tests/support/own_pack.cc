#include "tests/support/own_pack.h"

#include <algorithm>

namespace autorules::testing {

OwnPack::OwnPack() {
  constexpr std::int64_t kDay = 86400;
  const auto add = [&](const char* name, ValueType type, std::variant<Field, Window, ScriptCall> source) {
    parts.own.push_back({name, type, std::move(source), {}, {}});
  };
  add("дата", ValueType::kDate, Field{});
  add("дежурный", ValueType::kUnit, Field{});
  add("дом", ValueType::kEnumeration, Field{{"мкд", "Ёлка"}, {}, {}});
  add("заметка", ValueType::kText, Field{});
  add("номер", ValueType::kNumber, Field{});
  add("похожих (примета) за 24 часа", ValueType::kNumber, Window{{}, kDay});
  add("похожих (тема) за 24 часа", ValueType::kNumber, Window{{Attribute::kTopic}, kDay});
  add("примета", ValueType::kText, Field{});
  add("район", ValueType::kTerritory, Field{});
  add("срочно", ValueType::kFlag, Field{});
  add("этаж", ValueType::kNumber, Field{{}, 1, 100});
  std::get<Window>(parts.own[*OwnId("похожих (примета) за 24 часа")].source).keys = {Own("примета")};
}

std::optional<std::size_t> OwnPack::OwnId(std::string_view name) const {
  const auto at = std::find_if(parts.own.begin(), parts.own.end(), [&](const auto& info) { return info.name == name; });
  if (at == parts.own.end()) return std::nullopt;
  return static_cast<std::size_t>(at - parts.own.begin());
}

}  // namespace autorules::testing
