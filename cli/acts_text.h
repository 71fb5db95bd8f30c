#pragma once

#include <string>

#include "engine/ruleset/ruleset.h"

namespace autorules::cli {

/// What a step of a chain does, as it is written in rules: уведомить ответственный шаблон напоминание, метка "срочно".
std::string ActsText(const EscalationStep& step, const RuleSet& rules);

}  // namespace autorules::cli
