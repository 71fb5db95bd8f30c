#include "engine/decide/windows.h"

#include <algorithm>
#include <limits>

#include "engine/decide/keys.h"

namespace autorules {
namespace {

/// The time of messages without one before the stream has shown any; no window reaches back to it.
constexpr UnixSeconds kBeforeAll = std::numeric_limits<UnixSeconds>::min() + 1;

/// `at` less a window's seconds, which are positive.
UnixSeconds Before(UnixSeconds at, std::int64_t seconds) {
  constexpr UnixSeconds kLeast = std::numeric_limits<UnixSeconds>::min();
  return at < kLeast + seconds ? kLeast : at - seconds;
}

}  // namespace

std::uint32_t StreamWindows::Earlier(Attribute window, const std::string& key, std::optional<UnixSeconds> at) {
  const auto found = times_.find({window, key});
  if (found == times_.end()) return 0;
  const std::vector<UnixSeconds>& times = found->second;
  const UnixSeconds until = at ? *at : latest_.value_or(kBeforeAll);
  const auto begin = std::upper_bound(times.begin(), times.end(), Before(until, seconds_.at(window)));
  const auto end = std::upper_bound(begin, times.end(), until);
  return static_cast<std::uint32_t>(end - begin);
}

void StreamWindows::Add(const RuleSet& rules, const Message& message, const Decision& decision) {
  if (message.received_at) latest_ = std::max(*message.received_at, latest_.value_or(*message.received_at));
  bool merged = false;
  for (const std::string& job : decision.merges) merged = !jobs_.insert(job).second || merged;
  const auto is_window = [](const OwnAttributeInfo& info) { return std::holds_alternative<Window>(info.source); };
  if (merged || std::none_of(rules.own().begin(), rules.own().end(), is_window)) return;

  Facts facts(rules);
  facts.Begin(message, decision);
  const UnixSeconds time = message.received_at ? *message.received_at : latest_.value_or(kBeforeAll);
  for (std::size_t index = 0; index < rules.own().size(); ++index) {
    const auto* window = std::get_if<Window>(&rules.own()[index].source);
    if (window == nullptr) continue;
    const auto key = KeyText(window->keys, facts);
    if (!key) continue;
    const Attribute attribute = OwnAttribute(index);
    seconds_[attribute] = window->seconds;
    std::vector<UnixSeconds>& times = times_[{attribute, *key}];
    times.insert(std::upper_bound(times.begin(), times.end(), time), time);
  }
}

}  // namespace autorules
