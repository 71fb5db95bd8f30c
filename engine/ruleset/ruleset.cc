#include "engine/ruleset/ruleset.h"

#include <fmt/format.h>
#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "engine/ruleset/cost.h"
#include "engine/ruleset/freeze.h"

namespace autorules {
namespace {

std::vector<Stage> StagesOf(const RuleSetParts& parts) {
  auto ordered = OrderRules(parts.rules, parts.own);
  if (auto* stages = std::get_if<std::vector<Stage>>(&ordered)) return std::move(*stages);
  fmt::print(stderr, "autorules: broken rule set: its rules form a cycle\n");
  std::abort();
}

std::string RevisionOf(const std::string& dump) {
  constexpr std::size_t kHashBytes = 8;
  static_assert(kHashBytes <= crypto_generichash_BYTES_MAX);
  // The generic interface refuses fewer than 16 bytes; the first 8 of a BLAKE2b hash are as good a name.
  unsigned char hash[crypto_generichash_BYTES_MIN];
  if (crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(dump.data()), dump.size(), nullptr,
                         0) != 0) {
    std::abort();
  }
  std::string revision;
  for (std::size_t i = 0; i < kHashBytes; ++i) revision += fmt::format("{:02x}", hash[i]);
  return revision;
}

}  // namespace

std::string TitleOf(const Rule& rule) {
  return rule.row == 0 ? rule.name : fmt::format("{}, строка {}", rule.name, rule.row);
}

AttributeInfo RuleSetParts::InfoOf(Attribute attribute) const {
  if (!IsOwn(attribute)) return Info(attribute);
  const OwnAttributeInfo& info = own[OwnIndex(attribute)];
  const bool field = std::holds_alternative<Field>(info.source);
  AttributeInfo row{};
  row.id = attribute;
  row.ru = row.en = info.name;
  if (field) row.action_ru = row.action_en = info.name;
  row.type = info.type;
  row.origin = field ? Origin::kDecided : Origin::kComputed;
  row.optional = info.type != ValueType::kText;
  row.cost = ReadingCost(info);
  return row;
}

bool RuleSetParts::IsWritable(Attribute attribute) const { return !InfoOf(attribute).action_ru.empty(); }

std::shared_ptr<const RuleSet> RuleSet::Freeze(RuleSetParts parts) {
  RequireSound(parts);
  Canonicalise(&parts);
  return std::shared_ptr<const RuleSet>(new RuleSet(std::move(parts)));
}

namespace {

Id BlockAbove(const Unit& unit, const std::vector<Unit>& units) {
  Id at = unit.superior;
  while (at != kNone && units[at].kind != UnitKind::kBlock) at = units[at].superior;
  return at;
}

}  // namespace

RuleSet::RuleSet(RuleSetParts parts)
    : parts_(std::move(parts)),
      stages_(StagesOf(parts_)),
      patterns_(parts_.patterns),
      addresses_(parts_.addresses),
      revision_(RevisionOf(Dump(parts_))) {
  for (auto& owners : owners_) owners.assign(parts_.topics.size(), kNone);
  for (Id unit = 0; unit < parts_.units.size(); ++unit) {
    auto& owners = owners_[static_cast<std::size_t>(parts_.units[unit].kind)];
    for (const Id topic : parts_.units[unit].topics) {
      if (owners[topic] == kNone) owners[topic] = unit;
    }
  }
  // What an executor of a block owns is the block's, unless another block owns it itself.
  auto& blocks = owners_[static_cast<std::size_t>(UnitKind::kBlock)];
  for (const Unit& unit : parts_.units) {
    if (unit.kind != UnitKind::kExecutor) continue;
    const Id block = BlockAbove(unit, parts_.units);
    for (const Id topic : unit.topics) {
      if (blocks[topic] == kNone) blocks[topic] = block;
    }
  }
  for (auto& owners : owners_) {
    const std::vector<Id> direct = owners;
    for (Id topic = 0; topic < owners.size(); ++topic) {
      for (Id at = topic; at != kNone && owners[topic] == kNone; at = parts_.topics[at].parent)
        owners[topic] = direct[at];
    }
  }
  for (Id channel = 0; channel < parts_.channels.size(); ++channel) {
    for (const std::string& code : parts_.channels[channel].codes) channel_codes_.emplace(code, channel);
  }
}

Id RuleSet::OwnerOfTopic(Id topic, UnitKind kind) const {
  return topic == kNone ? kNone : owners_[static_cast<std::size_t>(kind)][topic];
}

bool RuleSet::IsWithin(Id topic, Id ancestor) const {
  for (Id at = topic; at != kNone; at = parts_.topics[at].parent) {
    if (at == ancestor) return true;
  }
  return false;
}

Id RuleSet::FindChannel(std::string_view folded) const {
  const auto known = channel_codes_.find(folded);
  return known == channel_codes_.end() ? kNone : known->second;
}

}  // namespace autorules
