#include "cli/acts_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "engine/ruleset/values.h"
#include "engine/workflow/actors.h"

namespace autorules::cli {
namespace {

struct ActText {
  const RuleSet& rules;
  std::string_view Word(const Actor& actor) const { return WordOf(actor, rules, Language::kRussian); }
  std::string operator()(const EscalationNotice& notice) const {
    if (notice.letter == kNone) return fmt::format("уведомить {}", Word(notice.to));
    return fmt::format("уведомить {} шаблон {}", Word(notice.to), rules.templates()[notice.letter].name);
  }
  std::string operator()(const EscalationHandOver& over) const { return fmt::format("передать {}", Word(over.to)); }
  std::string operator()(const EscalationTag& tag) const { return fmt::format("метка \"{}\"", tag.tag); }
  std::string operator()(const EscalationRaise& raise) const {
    return fmt::format("важность {}", NameOfId(rules.parts(), Attribute::kImportance, static_cast<Id>(raise.importance),
                                               Language::kRussian));
  }
};

}  // namespace

std::string ActsText(const EscalationStep& step, const RuleSet& rules) {
  std::vector<std::string> acts;
  for (const EscalationAct& act : step.acts) acts.push_back(std::visit(ActText{rules}, act));
  return fmt::format("{}", fmt::join(acts, ", "));
}

}  // namespace autorules::cli
