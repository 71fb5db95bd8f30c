#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/text/pattern.h"

namespace autorules {

/// The frozen patterns of a rule set, compiled for one pass over a text. Immutable; any thread may read.
class PatternSet {
 public:
  /// Ids are indices into `patterns`. Equal patterns may occur twice; each gets its hits.
  explicit PatternSet(std::vector<Pattern> patterns);
  ~PatternSet();
  PatternSet(PatternSet&&) noexcept;
  PatternSet& operator=(PatternSet&&) noexcept;

  const std::vector<Pattern>& patterns() const { return patterns_; }

  /// Compiled tables; private to engine/text.
  struct Compiled;
  const Compiled& compiled() const { return *compiled_; }

 private:
  std::vector<Pattern> patterns_;
  std::unique_ptr<const Compiled> compiled_;
};

}  // namespace autorules
