#include "tests/support/naive_windows.h"

#include <algorithm>

#include "tests/support/naive_view.h"

namespace autorules::testing {

std::optional<UnixSeconds> NaiveWindows::Latest() const {
  std::optional<UnixSeconds> latest;
  for (const Past& message : past_) {
    if (message.received && (!latest || *message.received > *latest)) latest = message.received;
  }
  return latest;
}

std::uint32_t NaiveWindows::Earlier(Attribute window, const std::string& key, std::optional<UnixSeconds> at) {
  const auto seconds = std::get<Window>(rules_->own()[OwnIndex(window)].source).seconds;
  const auto until = at ? at : Latest();
  std::uint32_t count = 0;
  for (const Past& message : past_) {
    if (message.merged || message.keys.count(window) == 0 || message.keys.at(window) != key) continue;
    if (message.time && until) {
      if (*message.time > *until - seconds && *message.time <= *until) ++count;
    } else if (!message.time && !until) {
      ++count;  // no time was ever seen
    }
  }
  return count;
}

void NaiveWindows::Add(const Message& message, const Decision& decision) {
  Past past;
  past.received = message.received_at;
  past.time = message.received_at ? message.received_at : Latest();
  past.jobs = decision.merges;
  for (const Past& earlier : past_) {
    for (const std::string& job : earlier.jobs) {
      if (std::count(past.jobs.begin(), past.jobs.end(), job) > 0) past.merged = true;
    }
  }
  NaiveView view(*rules_, message);
  TextScanner scanner(rules_->patterns());
  view.ScanAll(scanner);
  view.d = decision;
  for (std::size_t i = 0; i < rules_->own().size(); ++i) {
    const auto* window = std::get_if<Window>(&rules_->own()[i].source);
    const auto key = window == nullptr ? std::nullopt : view.Key(window->keys);
    if (key) past.keys[OwnAttribute(i)] = *key;
  }
  past_.push_back(past);
}

}  // namespace autorules::testing
