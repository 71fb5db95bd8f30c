#include "engine/workflow/counterparts.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/ruleset/values.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

template <typename Entities>
Id FindName(const Entities& entities, const std::string& name) {
  for (Id id = 0; id < entities.size(); ++id) {
    if (entities[id].name == name) return id;
  }
  return kNone;
}

}  // namespace

template <typename Entities>
Id Counterparts::Find(const Entities& from, const Entities& to, Id id, const char* ru, const char* en) {
  if (id == kNone) return kNone;
  const Id found = FindName(to, from[id].name);
  if (found == kNone && !missing_) {
    missing_ = Refusal{Text(fmt::format("в новых правилах нет: {} «{}»", ru, from[id].name),
                            fmt::format("the new rules have no {} '{}'", en, from[id].name))};
  }
  return found;
}

Id Counterparts::Unit(Id unit) { return Find(from_.units(), to_.units(), unit, "подразделение", "unit"); }
Id Counterparts::Topic(Id topic) { return Find(from_.topics(), to_.topics(), topic, "тема", "topic"); }
Id Counterparts::Channel(Id channel) { return Find(from_.channels(), to_.channels(), channel, "канал", "channel"); }
Id Counterparts::Procedure(Id procedure) {
  return Find(from_.procedures(), to_.procedures(), procedure, "порядок", "procedure");
}
Id Counterparts::Template(Id letter) const {
  return letter == kNone ? kNone : FindName(to_.templates(), from_.templates()[letter].name);
}

std::optional<Attribute> Counterparts::OwnOf(Attribute attribute) const {
  const OwnAttributeInfo& own = from_.own()[OwnIndex(attribute)];
  for (std::size_t i = 0; i < to_.own().size(); ++i) {
    const OwnAttributeInfo& other = to_.own()[i];
    if (other.name == own.name && other.type == own.type && other.source.index() == own.source.index())
      return OwnAttribute(i);
  }
  return std::nullopt;
}

std::optional<Value> Counterparts::MoveValue(Attribute from, Attribute to, const Value& value) const {
  const auto* id = std::get_if<Id>(&value);
  if (id == nullptr) return value;
  const std::string_view name = NameOfId(from_.parts(), from, *id, Language::kRussian);
  const auto found = FindId(to_.parts(), to, Fold(name));
  return found ? std::optional<Value>(*found) : std::nullopt;
}

std::vector<std::optional<Value>> Counterparts::MoveOwn(const std::vector<std::optional<Value>>& own) const {
  std::vector<std::optional<Value>> moved(to_.own().size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto to = own[i] ? OwnOf(OwnAttribute(i)) : std::nullopt;
    if (to) moved[OwnIndex(*to)] = MoveValue(OwnAttribute(i), *to, *own[i]);
  }
  return moved;
}

DecisionInputs Counterparts::MoveInputs(const DecisionInputs& inputs) const {
  DecisionInputs moved{.today = inputs.today, .windows = {}, .functions = {}, .rules = {}};
  for (WindowCount count : inputs.windows) {
    const auto to = OwnOf(count.window);
    if (!to) continue;
    count.window = *to;
    moved.windows.push_back(std::move(count));
  }
  for (FunctionResult result : inputs.functions) {
    const auto to = OwnOf(result.function);
    if (!to) continue;
    if (result.value) result.value = MoveValue(result.function, *to, *result.value);
    result.function = *to;
    moved.functions.push_back(std::move(result));
  }
  return moved;
}

Decision Counterparts::Move(Decision decision) {
  decision.channel = Channel(decision.channel);
  for (Id* topic : {&decision.topic_by_words, &decision.topic}) *topic = Topic(*topic);
  for (Id* unit : {&decision.territory_by_address, &decision.territory, &decision.owner}) *unit = Unit(*unit);
  decision.procedure = Procedure(decision.procedure);
  for (auto* units : {&decision.co_owners, &decision.recusals}) {
    for (Id& unit : *units) unit = Unit(unit);
    std::sort(units->begin(), units->end());
  }
  for (Notification& notice : decision.notices) notice = {Unit(notice.unit), Template(notice.letter)};
  std::sort(decision.notices.begin(), decision.notices.end());
  for (Id& letter : decision.replies) letter = Template(letter);
  std::erase(decision.replies, kNone);
  std::sort(decision.replies.begin(), decision.replies.end());
  decision.own = MoveOwn(decision.own);
  decision.inputs = MoveInputs(decision.inputs);
  decision.trace = {};
  return decision;
}

}  // namespace autorules
