#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "dsl/check/check.h"

namespace autorules {
namespace {

// Topics that are all a rule asks for: one that names an owner stands for an owner. One that asks for more leaves the
// other messages of the topic to nobody.
void CollectNamed(const Condition& condition, const RuleSetParts& parts, std::set<Id>* topics) {
  if (condition.op == Op::kAny || (condition.op == Op::kAll && condition.children.size() == 1)) {
    for (const Condition& child : condition.children) CollectNamed(child, parts, topics);
  }
  if (parts.InfoOf(condition.attribute).type != ValueType::kTopic || !condition.children.empty()) return;
  if (condition.op != Op::kEqual && condition.op != Op::kOneOf && condition.op != Op::kWithin) return;
  for (const Value& value : condition.values) {
    if (const Id* id = std::get_if<Id>(&value)) topics->insert(*id);
  }
}

/// A holder may be nobody.
bool FindsSomebody(const Action& action) {
  if (action.attribute == Attribute::kOutcome) return true;
  const auto* holder = std::get_if<HolderRef>(&action.value);
  return action.attribute == Attribute::kOwner && holder != nullptr && holder->holder == Holder::kUnit;
}

/// The topmost topics of all branches that neither a unit nor a rule stands for: what is below them is theirs.
std::vector<Id> OrphansOf(const RuleSetParts& parts) {
  std::set<Id> covered;
  for (const Unit& unit : parts.units) covered.insert(unit.topics.begin(), unit.topics.end());
  for (const Rule& rule : parts.rules) {
    for (const Action& action : rule.actions) {
      if (FindsSomebody(action)) CollectNamed(rule.when, parts, &covered);
    }
  }
  std::vector<Id> orphans;
  for (Id id = 0; id < parts.topics.size(); ++id) {
    if (parts.topics[id].parent == kNone && !parts.topics[id].left_to_person && !covered.contains(id))
      orphans.push_back(id);
  }
  return orphans;
}

/// Where the pack asks for the module that declares the topic; the declaration itself when it is the pack's own.
Span PlaceOf(const Declared<ast::Topic>& topic, const std::vector<SourceUnit>& files) {
  for (const SourceUnit& unit : files) {
    if (topic.module.empty() || unit.layer != Layer::kPack || !unit.module.empty()) continue;
    for (const ast::Name& use : unit.file.uses) {
      if (use.text == topic.module) return use.span;
    }
  }
  return topic.ast->name.span;
}

}  // namespace

void CheckTopicOwners(const CheckInput& input, Diagnostics* diagnostics) {
  // What does not parse may be their owner.
  if (!input.symbols.unparsed.empty()) return;
  std::map<std::pair<FileId, std::uint32_t>, std::vector<Id>> orphans;  // by place
  for (const Id id : OrphansOf(input.pack.parts)) {
    const Span place = PlaceOf(input.symbols.topics[id], input.files);
    orphans[{place.file, place.begin}].push_back(id);
  }
  for (const auto& [place, topics] : orphans) {
    std::string shown, names;
    for (const Id id : topics) {
      const Topic& topic = input.pack.parts.topics[id];
      const std::string& name = input.symbols.topics[id].ast->name.spelled;
      shown += fmt::format("{}{} («{}»)", shown.empty() ? "" : ", ", name, topic.display);
      names += (names.empty() ? "" : ", ") + name;
    }
    diagnostics->Add(Code::kTopicWithoutOwner, PlaceOf(input.symbols.topics[topics.front()], input.files),
                     {shown, names});
  }
}

}  // namespace autorules
