#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/decide/windows.h"

namespace autorules::testing {

/// The oracle of StreamWindows: keeps every message of the stream and counts them one by one at every question.
class NaiveWindows final : public WindowCounts {
 public:
  explicit NaiveWindows(std::shared_ptr<const RuleSet> rules) : rules_(std::move(rules)) {}
  std::uint32_t Earlier(Attribute window, const std::string& key, std::optional<UnixSeconds> at) override;
  void Add(const Message& message, const Decision& decision);

 private:
  struct Past {
    std::optional<UnixSeconds> received;
    std::optional<UnixSeconds> time;  ///< what it counts at
    std::vector<std::string> jobs;
    std::map<Attribute, std::string> keys;  ///< by window, those that are there
    bool merged = false;
  };
  std::optional<UnixSeconds> Latest() const;

  std::shared_ptr<const RuleSet> rules_;
  std::vector<Past> past_;
};

}  // namespace autorules::testing
