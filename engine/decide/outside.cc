#include "engine/decide/outside.h"

#include <utility>

#include "engine/decide/keys.h"

namespace autorules {

void Outside::Begin(WindowCounts* windows, Decision* decision) {
  windows_ = windows;
  decision_ = decision;
}

void Outside::Ask(Attribute attribute, Facts& facts) {
  const OwnAttributeInfo& info = facts.rules().own()[OwnIndex(attribute)];
  if (const auto* window = std::get_if<Window>(&info.source)) {
    auto key = KeyText(window->keys, facts);
    if (!key) return;
    const std::uint32_t earlier =
        windows_ == nullptr ? 0 : windows_->Earlier(attribute, *key, facts.message().received_at);
    decision_->inputs.windows.push_back({attribute, *std::move(key), earlier + 1});
  } else if (std::holds_alternative<ScriptCall>(info.source)) {
    FunctionResult result = scripts_.Call(attribute, facts);
    // All at once: rules may hold a text of one while the next is called.
    decision_->inputs.functions.reserve(facts.rules().own().size());
    decision_->inputs.functions.push_back(std::move(result));
  }
}

}  // namespace autorules
