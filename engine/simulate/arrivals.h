#pragma once

#include <vector>

#include "engine/intake/message.h"

namespace autorules {

/// Gives messages without a time of arrival one, in their order: the first comes at `start`, each further one the same
/// time later, an hour at most and so soon that all have come within the first tenth of the time until `end`; whole
/// minutes, where that leaves a minute.
void SpreadArrivals(std::vector<Message>& messages, UnixSeconds start, UnixSeconds end);

}  // namespace autorules
