#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "engine/decide/decision.h"

namespace autorules::cli {

/// How many messages went where: by topic (its group), by owner, and how many were left to a person and why.
class Summary {
 public:
  explicit Summary(const RuleSet& rules);
  void Add(const Decision& decision);
  void Append(std::size_t width, Style style, std::string& out) const;

 private:
  const RuleSet& rules_;
  std::uint64_t messages_ = 0, fallbacks_ = 0, no_topic_ = 0, script_failed_ = 0;
  std::vector<std::uint64_t> by_group_;  ///< by topic id
  std::vector<std::uint64_t> by_owner_;  ///< by unit id
  std::array<std::uint64_t, static_cast<std::size_t>(FallbackReason::kRecused) + 1> by_reason_{};
};

}  // namespace autorules::cli
