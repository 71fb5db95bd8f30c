#include "engine/simulate/arrivals.h"

#include <algorithm>
#include <cstdint>

namespace autorules {

void SpreadArrivals(std::vector<Message>& messages, UnixSeconds start, UnixSeconds end) {
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kShare = 10;
  const auto count = std::count_if(messages.begin(), messages.end(), [](const Message& m) { return !m.received_at; });
  if (count == 0) return;
  std::int64_t between = std::min(kHour, std::max<std::int64_t>(0, end - start) / kShare / count);
  if (between >= kMinute) between -= between % kMinute;
  UnixSeconds next = start;
  for (Message& message : messages) {
    if (message.received_at) continue;
    message.received_at = next;
    next += between;
  }
}

}  // namespace autorules
