#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/workflow/actors.h"
#include "engine/workflow/clocks.h"
#include "engine/workflow/event_rules.h"
#include "engine/workflow/states.h"
#include "engine/workflow/take.h"

namespace autorules {
namespace {

bool LeadsFrom(const ProcedureStep& step, const std::string& state) {
  return std::find(step.from.begin(), step.from.end(), state) != step.from.end();
}

/// The transitions that the state allows, with who may make them.
std::string SpellPossible(const Draft& draft, Language language) {
  std::vector<std::string> possible;
  for (const ProcedureStep& step : draft.procedure()->transitions) {
    if (!LeadsFrom(step, draft.next().state)) continue;
    possible.push_back(fmt::format("{} ({}: {})", step.name, language == Language::kRussian ? "может" : "may",
                                   SpellWhoMay(step, draft.book, draft.next().decision, language)));
  }
  if (possible.empty()) return language == Language::kRussian ? "ничего" : "nothing";
  return fmt::format("{}", fmt::join(possible, "; "));
}

tl::expected<const ProcedureStep*, Refusal> Find(const Draft& draft, const std::string& name) {
  const Procedure* procedure = draft.procedure();
  if (procedure == nullptr || procedure->transitions.empty()) {
    return Refuse(fmt::format("перехода «{}» нет: у порядка этого сообщения нет переходов", name),
                  fmt::format("there is no transition '{}': the procedure of this message has none", name));
  }
  const auto step = std::find_if(procedure->transitions.begin(), procedure->transitions.end(),
                                 [&](const ProcedureStep& candidate) { return candidate.name == name; });
  const std::string& state = draft.next().state;
  if (step == procedure->transitions.end()) {
    return Refuse(fmt::format("в порядке «{}» нет перехода «{}»; из состояния «{}» возможно: {}", procedure->name, name,
                              state, SpellPossible(draft, Language::kRussian)),
                  fmt::format("procedure '{}' has no transition '{}'; possible in state '{}': {}", procedure->name,
                              name, state, SpellPossible(draft, Language::kEnglish)));
  }
  if (!LeadsFrom(*step, state)) {
    return Refuse(fmt::format("переход «{}» возможен из состояний: {}; сейчас «{}», из него возможно: {}", name,
                              fmt::join(step->from, ", "), state, SpellPossible(draft, Language::kRussian)),
                  fmt::format("transition '{}' is possible in states: {}; the state is '{}', where possible is: {}",
                              name, fmt::join(step->from, ", "), state, SpellPossible(draft, Language::kEnglish)));
  }
  return &*step;
}

Acceptance CheckRight(const Draft& draft, const ProcedureStep& step, Id by) {
  const Rulebook& book = draft.book;
  const Decision& decision = draft.next().decision;
  if (MayMake(step, by, book, decision)) return {};
  const std::string who = by == kNone ? "заявитель" : book.rules().units()[by].name;
  const std::string who_en = by == kNone ? "the citizen" : who;
  return Refuse(fmt::format("«{}» не может сделать переход «{}»; может: {}", who, step.name,
                            SpellWhoMay(step, book, decision, Language::kRussian)),
                fmt::format("'{}' may not make transition '{}'; who may: {}", who_en, step.name,
                            SpellWhoMay(step, book, decision, Language::kEnglish)));
}

Acceptance CheckGiven(const ProcedureStep& step, const Request& request) {
  const auto is_given = [&](const std::string& name) {
    return std::any_of(request.given.begin(), request.given.end(), [&](const auto& given) {
      return given.first == name && given.second.find_first_not_of(" \t\r\n") != std::string::npos;
    });
  };
  std::vector<std::string> missing;
  for (const std::string& name : step.needs) {
    if (!is_given(name)) missing.push_back(name);
  }
  if (missing.empty()) return {};
  return Refuse(fmt::format("для перехода «{}» не хватает: {}", step.name, fmt::join(missing, ", ")),
                fmt::format("transition '{}' lacks: {}", step.name, fmt::join(missing, ", ")));
}

Acceptance CheckExtension(const Draft& draft, const ProcedureStep& step, const Request& request) {
  if (!step.extends.empty()) return MayExtend(draft, step.extends, request.extension);
  if (!request.extension) return {};
  return Refuse(fmt::format("переход «{}» не продлевает никакого срока", step.name),
                fmt::format("transition '{}' extends no clock", step.name));
}

}  // namespace

Acceptance Take(Draft* draft, const Request& request) {
  const auto found = Find(*draft, request.transition);
  if (!found) return tl::unexpected(found.error());
  const ProcedureStep& step = **found;
  for (const Acceptance& acceptance :
       {CheckRight(*draft, step, request.by), CheckGiven(step, request), CheckExtension(*draft, step, request)}) {
    if (!acceptance) return acceptance;
  }

  JournalEntry& entry = draft->Note(JournalEntry::Kind::kState);
  entry.unit = request.by;
  entry.name = step.name;
  entry.text = step.to;
  entry.given = request.given;
  if (!step.extends.empty()) Extend(draft, step.extends, request.extension, request.by);
  const bool reopened = step.to != draft->next().state && Enter(draft, step.to);
  if (reopened) draft->Note(JournalEntry::Kind::kReopened).unit = request.by;
  FireRules(draft, {EventKind::kTransition, step.name, fmt::format("переход «{}»", step.name), {}});
  if (reopened) FireRules(draft, {EventKind::kReopening, "", "переоткрыто", {}});
  return {};
}

}  // namespace autorules
