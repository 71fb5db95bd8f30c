#pragma once

#include "engine/decide/facts.h"
#include "engine/decide/scripts.h"
#include "engine/decide/windows.h"

namespace autorules {

/// Answers for what is neither in the message nor in the rule set, windows and script functions, and records every
/// answer in Decision::inputs. Its attributes are asked for when what they depend on is settled: OrderRules sees to it.
class Outside {
 public:
  /// `scripts` must outlive it.
  explicit Outside(Scripts& scripts) : scripts_(scripts) {}

  /// `windows` may be nullptr: there were no messages before. All must live until the next Begin.
  void Begin(WindowCounts* windows, Decision* decision);
  /// Once a message and attribute. Does nothing for fields.
  void Ask(Attribute attribute, Facts& facts);

 private:
  Scripts& scripts_;
  WindowCounts* windows_ = nullptr;
  Decision* decision_ = nullptr;
};

}  // namespace autorules
