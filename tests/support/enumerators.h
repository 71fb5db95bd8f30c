#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Enumerations of the code itself, for tests that must notice when something is added to one.
namespace autorules::testing {

/// The name of an enumerator as the compiler spells it; "" for a value that is none.
template <auto Value>
constexpr std::string_view EnumeratorName() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("Value = ") + 8);
  name = name.substr(0, name.find_first_of(";]"));
  return name.front() == '(' ? "" : name.substr(name.rfind(':') + 1);
}

template <typename E, std::size_t... I>
std::vector<std::string_view> NamesOf(std::index_sequence<I...>) {
  return {EnumeratorName<static_cast<E>(I)>()...};
}

template <typename E>
std::string NameOf(E value) {
  static const std::vector<std::string_view> names = NamesOf<E>(std::make_index_sequence<200>());
  return std::string(names[static_cast<std::size_t>(value)]);
}

/// Every enumerator of an enumeration that counts from 0.
template <typename E>
std::vector<E> All() {
  std::vector<E> all;
  while (!NameOf(static_cast<E>(all.size())).empty()) all.push_back(static_cast<E>(all.size()));
  return all;
}

}  // namespace autorules::testing
