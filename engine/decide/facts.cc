#include "engine/decide/facts.h"

#include <algorithm>

#include "engine/decide/outside.h"
#include "engine/decide/own_facts.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

Fact IdOrAbsent(Id id) { return id == kNone ? Fact() : Fact(id); }

template <typename T>
Fact OrAbsent(const std::optional<T>& value) {
  return value ? Fact(*value) : Fact();
}

/// Rules in Lua may think up tags; a rule set names far fewer.
constexpr std::size_t kRememberedTags = 10'000;

template <typename T>
bool IsAmong(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Facts::Facts(const RuleSet& rules)
    : rules_(rules), fields_(kAttributeCount + rules.own().size()), asked_(rules.own().size()) {}

void Facts::Begin(const Message& message, const Decision& decision, Outside* outside, const CaseView* of_case) {
  message_ = &message;
  decision_ = &decision;
  outside_ = outside;
  case_ = of_case;
  for (const PatternId pattern : hit_patterns_) hit_of_[pattern] = kNone;
  hit_patterns_.clear();
  text_ = nullptr;
  for (TextField& field : fields_) field.folded_known = field.found_known = false;
  asked_.assign(asked_.size(), false);
  arrival_known_ = false;
}

const ScanResult& Facts::text() {
  if (text_ != nullptr) return *text_;
  if (text_scanner_ == nullptr) {
    text_scanner_ = std::make_unique<TextScanner>(rules_.patterns());
    hit_of_.assign(rules_.patterns().patterns().size(), kNone);
  }
  text_ = &text_scanner_->Scan(message_->text);
  for (std::uint32_t i = 0; i < text_->hits.size(); ++i) {
    hit_of_[text_->hits[i].pattern] = i;
    hit_patterns_.push_back(text_->hits[i].pattern);
  }
  return *text_;
}

TextScanner& Facts::field_scanner() {
  if (field_scanner_ == nullptr) field_scanner_ = std::make_unique<TextScanner>(rules_.patterns());
  return *field_scanner_;
}

const ScanResult& Facts::ScanAddress() { return field_scanner().Scan(message_->address); }

const std::optional<LocalTime>& Facts::arrival() {
  if (!arrival_known_) {
    arrival_known_ = true;
    arrival_.reset();
    if (message_->received_at) arrival_ = ToLocalTime(*message_->received_at, rules_.municipality().zone);
  }
  return arrival_;
}

ValueType Facts::TypeOf(Attribute attribute) const {
  return IsOwn(attribute) ? rules_.own()[OwnIndex(attribute)].type : Info(attribute).type;
}

void Facts::Forget(Attribute attribute) {
  TextField& field = fields_[static_cast<std::size_t>(attribute)];
  field.folded_known = field.found_known = false;
}

std::string_view Facts::Raw(Attribute attribute) {
  switch (attribute) {
    case Attribute::kText: return message_->text;
    case Attribute::kAddress: return message_->address;
    case Attribute::kAuthorName: return message_->author_name;
    case Attribute::kAuthorContact: return message_->author_contact;
    case Attribute::kCategory: return message_->category;
    case Attribute::kSubcategory: return message_->subcategory;
    case Attribute::kFact: return message_->fact;
    case Attribute::kOrganisation: return message_->organisation;
    case Attribute::kSourceOktmo: return message_->source_oktmo;
    case Attribute::kState: return case_ == nullptr ? std::string_view() : std::string_view(case_->state);
    default: break;
  }
  if (!IsOwn(attribute)) return {};
  const Fact fact = ReadOwn(attribute);
  const auto* text = std::get_if<std::string_view>(&fact);
  return text == nullptr ? std::string_view() : *text;
}

std::string_view Facts::Folded(Attribute attribute) {
  TextField& field = fields_[static_cast<std::size_t>(attribute)];
  if (!field.folded_known) {
    field.folded_known = true;
    const std::string_view raw = Raw(attribute);
    field.folded = raw.empty() ? std::string() : Fold(raw);
  }
  return field.folded;
}

Fact Facts::ReadOwn(Attribute attribute) {
  if (outside_ != nullptr && !asked_[OwnIndex(attribute)]) {
    asked_[OwnIndex(attribute)] = true;
    outside_->Ask(attribute, *this);
  }
  return OwnFact(rules_, *decision_, attribute);
}

Fact Facts::Read(Attribute attribute) {
  switch (attribute) {
    case Attribute::kChannel: return IdOrAbsent(decision_->channel);
    case Attribute::kWords: return static_cast<double>(text().words);
    case Attribute::kReceived: return arrival() ? Fact(arrival()->date) : Fact();
    case Attribute::kAuthorFollowers: return OrAbsent(message_->author_followers);
    case Attribute::kFastTrack: return OrAbsent(message_->fast_track);
    case Attribute::kFz59: return OrAbsent(message_->fz59);
    case Attribute::kTopicByWords: return IdOrAbsent(decision_->topic_by_words);
    case Attribute::kTerritoryByAddress: return IdOrAbsent(decision_->territory_by_address);
    case Attribute::kTopic: return IdOrAbsent(decision_->topic);
    case Attribute::kProcedure: return IdOrAbsent(decision_->procedure);
    case Attribute::kOwner: return IdOrAbsent(decision_->owner);
    case Attribute::kTerritory: return IdOrAbsent(decision_->territory);
    case Attribute::kImportance: return static_cast<Id>(decision_->importance);
    case Attribute::kOutcome: return decision_->outcome ? Fact(static_cast<Id>(decision_->outcome->kind)) : Fact();
    case Attribute::kRating: return case_ == nullptr ? Fact() : OrAbsent(case_->rating);
    default: break;
  }
  const ValueType type = TypeOf(attribute);
  if (type == ValueType::kText) return Folded(attribute);
  return IsList(type) ? Fact() : ReadOwn(attribute);
}

Fact Facts::Give(Attribute attribute) {
  if (!IsPresent(attribute)) return {};
  return TypeOf(attribute) == ValueType::kText ? Raw(attribute) : Read(attribute);
}

bool Facts::IsPresent(Attribute attribute) {
  switch (attribute) {
    case Attribute::kTag: return !decision_->tags.empty();
    case Attribute::kCoOwner: return !decision_->co_owners.empty();
    case Attribute::kNotice: return !decision_->notices.empty();
    case Attribute::kReply: return !decision_->replies.empty();
    case Attribute::kMerge: return !decision_->merges.empty();
    case Attribute::kRecusal: return !decision_->recusals.empty();
    default: break;
  }
  if (TypeOf(attribute) == ValueType::kText) return !Folded(attribute).empty();
  return !IsAbsent(Read(attribute));
}

bool Facts::Contains(Attribute attribute, PatternId pattern) {
  if (attribute == Attribute::kText) return Hit(pattern) != nullptr;
  TextField& field = fields_[static_cast<std::size_t>(attribute)];
  if (!field.found_known) {
    field.found_known = true;
    field.found.clear();
    const std::string_view raw = Raw(attribute);
    if (!raw.empty()) {
      for (const PatternHit& hit : field_scanner().Scan(raw).hits) field.found.push_back(hit.pattern);
    }
  }
  return std::binary_search(field.found.begin(), field.found.end(), pattern);
}

const PatternHit* Facts::Hit(PatternId pattern) {
  const ScanResult& scan = text();
  return hit_of_[pattern] == kNone ? nullptr : &scan.hits[hit_of_[pattern]];
}

bool Facts::Has(Attribute list, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return list == Attribute::kTag && HasTag(*text);
  const auto* id = std::get_if<Id>(&value);
  if (id == nullptr) return false;
  switch (list) {
    case Attribute::kCoOwner: return IsAmong(decision_->co_owners, *id);
    case Attribute::kRecusal: return IsAmong(decision_->recusals, *id);
    case Attribute::kReply: return IsAmong(decision_->replies, *id);
    case Attribute::kNotice:
      return std::any_of(decision_->notices.begin(), decision_->notices.end(),
                         [&](const Notification& notice) { return notice.unit == *id; });
    default: return false;
  }
}

bool Facts::HasTag(std::string_view folded) {
  if (folded_tags_.size() > kRememberedTags) folded_tags_.clear();
  return std::any_of(decision_->tags.begin(), decision_->tags.end(), [&](const std::string& tag) {
    auto known = folded_tags_.find(tag);
    if (known == folded_tags_.end()) known = folded_tags_.emplace(tag, Fold(tag)).first;
    return known->second == folded;
  });
}

}  // namespace autorules
