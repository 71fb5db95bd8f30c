#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ruleset/ruleset.h"
#include "tests/support/attribute_kinds.h"
#include "tests/support/rules_blocks.h"

namespace autorules::testing {

/// Everything that there is to use in the language, taken from the tables and enumerations of the code, and which packs
/// use it.
class Constructs {
 public:
  enum class Detail : std::uint8_t {
    kAll,
    kWithoutKinds,  ///< each comparison counts once, whatever kind of attribute it is made with; days of the week do not
  };
  explicit Constructs(Detail detail);

  /// Marks what a pack uses: its files and what they compile to. `user` is the name that the table gives it.
  void Use(const TextFiles& files, const RuleSetParts& parts, const std::string& user);

  /// In the order of the tables.
  std::vector<std::string> Unused() const;
  /// "user ← construct; construct …": by user, what it is the first to use.
  std::string Table() const;

 private:
  friend class ConstructWalker;
  void Need(const std::string& construct);
  void Mark(const std::string& construct, const std::string& user);

  AttributeKinds kinds_;
  std::vector<std::string> order_;
  std::map<std::string, std::string> first_;  ///< by construct: its first user, or ""
};

}  // namespace autorules::testing
