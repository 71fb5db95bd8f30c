#pragma once

#include <optional>
#include <string_view>

#include "tests/support/small_pack.h"

namespace autorules::testing {

/// The little district with own attributes: дата (date), дежурный (unit), дом (мкд, Ёлка), заметка and примета (text),
/// номер (number), район (territory), срочно (flag), этаж (number from 1 to 100), and two windows of a day,
/// `похожих (примета) за 24 часа` and `похожих (тема) за 24 часа`.
struct OwnPack : SmallPack {
  OwnPack();

  std::optional<std::size_t> OwnId(std::string_view name) const;
  Attribute Own(std::string_view name) const { return OwnAttribute(OwnId(name).value()); }
};

}  // namespace autorules::testing
