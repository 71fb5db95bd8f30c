#pragma once

#include <span>
#include <string_view>

namespace autorules::cli {

/// What a citizen may write about a topic group of the module `темы`; its words lead to that group and no other.
struct SampleMessage {
  std::string_view group;     ///< by name
  std::string_view category;  ///< what the citizen could have chosen in a form
  std::string_view text;
};

/// One for each group of the module.
std::span<const SampleMessage> SampleMessages();
const SampleMessage& SampleOf(std::string_view group);

/// Words of no topic: left to a person. Also the frame around a word of a pack's own topic.
inline constexpr std::string_view kUnclearMessage = "Здравствуйте, подскажите, к кому с этим обратиться";
inline constexpr std::string_view kWordMessage = "Прошу ответить, кто этим занимается: ";

}  // namespace autorules::cli
