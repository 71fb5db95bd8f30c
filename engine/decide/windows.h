#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/decide/decision.h"
#include "engine/intake/message.h"

namespace autorules {

/// Where `похожих (…) за …` gets its counts from: the store of the daemon, or the stream of a dry run.
class WindowCounts {
 public:
  virtual ~WindowCounts() = default;
  /// How many messages before the one at hand have this key (Window::keys, as KeyText gives it) and came within the
  /// window's time up to `at`; without `at`, up to the latest time known.
  virtual std::uint32_t Earlier(Attribute window, const std::string& key, std::optional<UnixSeconds> at) = 0;
};

/// Counts the messages of one stream, decided by one rule set, as they go by. Not thread-safe; keeps a number per
/// message and window.
class StreamWindows final : public WindowCounts {
 public:
  /// Earlier messages whose time lies in (at - seconds, at]. A message without time counts as of the latest time that
  /// the stream has shown so far.
  std::uint32_t Earlier(Attribute window, const std::string& key, std::optional<UnixSeconds> at) override;
  /// After each decision, in the order of the stream. A message that lacks a key of a window does not count there, one
  /// that joins a job of an earlier message counts nowhere.
  void Add(const RuleSet& rules, const Message& message, const Decision& decision);

 private:
  std::map<Attribute, std::int64_t> seconds_;                                    ///< by window
  std::map<std::pair<Attribute, std::string>, std::vector<UnixSeconds>> times_;  ///< by window and key, ascending
  std::set<std::string> jobs_;                                                   ///< merge keys
  std::optional<UnixSeconds> latest_;
};

}  // namespace autorules
