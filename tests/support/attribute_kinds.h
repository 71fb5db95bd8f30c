#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "dsl/cst.h"

namespace autorules::testing {

/// The own field of a type in the text that AttributeKinds compiles.
std::string OwnFieldOf(std::string_view type);

/// True when the node is a comparison that AttributeKinds knows.
bool IsKnownComparison(Node node);

/// Which comparisons fit which attribute, as the compiler says: attributes that differ in nothing are one kind, called
/// by its first attribute.
class AttributeKinds {
 public:
  AttributeKinds();

  const std::string& Of(const std::string& attribute) const { return kind_of_.at(attribute); }
  const std::map<std::string, std::set<Node>>& comparisons() const { return comparisons_; }

 private:
  std::map<std::string, std::string> kind_of_;
  std::map<std::string, std::set<Node>> comparisons_;
};

}  // namespace autorules::testing
