#include <set>

#include "dsl/check/check.h"

namespace autorules {
namespace {

// Topics that a rule with an owner or outcome names: the rule stands for an owner.
void CollectNamed(const Condition& condition, const RuleSetParts& parts, std::set<Id>* topics) {
  for (const Condition& child : condition.children) CollectNamed(child, parts, topics);
  if (parts.InfoOf(condition.attribute).type != ValueType::kTopic || !condition.children.empty()) return;
  if (condition.op != Op::kEqual && condition.op != Op::kOneOf && condition.op != Op::kWithin) return;
  for (const Value& value : condition.values) {
    if (const Id* id = std::get_if<Id>(&value)) topics->insert(*id);
  }
}

}  // namespace

void CheckTopicOwners(const CheckInput& input, Diagnostics* diagnostics) {
  const RuleSetParts& parts = input.pack.parts;
  std::set<Id> owned;
  for (const Unit& unit : parts.units) owned.insert(unit.topics.begin(), unit.topics.end());
  for (const Rule& rule : parts.rules) {
    for (const Action& action : rule.actions) {
      if (action.attribute == Attribute::kOwner || action.attribute == Attribute::kOutcome)
        CollectNamed(rule.when, parts, &owned);
    }
  }
  const auto covered = [&](Id id) { return owned.contains(id) || parts.topics[id].left_to_person; };
  // Whatever is owned above covers what is below; only the topmost unowned topic of a branch is reported, and a topic
  // all of whose children are covered needs no owner of its own unless messages can end there, which they can.
  for (Id id = 0; id < parts.topics.size(); ++id) {
    bool reported_above = false;
    bool is_covered = false;
    Id at = id;
    for (std::size_t step = 0; at != kNone && step <= parts.topics.size(); ++step, at = parts.topics[at].parent) {
      is_covered = is_covered || covered(at);
      reported_above = reported_above || (at != id);
    }
    if (is_covered || reported_above) continue;
    diagnostics->Add(Code::kTopicWithoutOwner, input.symbols.topics[id].ast->name.span,
                     {input.symbols.topics[id].ast->name.spelled});
  }
}

}  // namespace autorules
