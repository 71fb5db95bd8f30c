#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/intake/message.h"

namespace autorules::bench {

/// Messages and rules made from syllables, the same on every machine: 60 words a message by Zipf's law, rules that look
/// for one to four words, two thirds of them with a channel or a forbidden word as well. `rules` is one pack text.
struct Workload {
  std::string rules;
  std::vector<Message> messages;
};
Workload MakeWorkload(std::size_t rule_count, std::size_t message_count);

}  // namespace autorules::bench
