#include "engine/decide/facts.h"

#include <algorithm>

#include "engine/text/fold.h"

namespace autorules {
namespace {

Fact IdOrAbsent(Id id) { return id == kNone ? Fact() : Fact(id); }

template <typename T>
Fact OrAbsent(const std::optional<T>& value) {
  return value ? Fact(*value) : Fact();
}

}  // namespace

Facts::Facts(const RuleSet& rules)
    : rules_(rules), text_scanner_(rules.patterns()), hit_of_(rules.patterns().patterns().size(), kNone) {}

void Facts::Begin(const Message& message, const Decision& decision) {
  message_ = &message;
  decision_ = &decision;
  for (const PatternId pattern : hit_patterns_) hit_of_[pattern] = kNone;
  hit_patterns_.clear();
  text_ = nullptr;
  for (Field& field : fields_) field.folded_known = field.found_known = false;
  received_known_ = false;
}

const ScanResult& Facts::text() {
  if (text_ != nullptr) return *text_;
  text_ = &text_scanner_.Scan(message_->text);
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

std::optional<CivilDate> Facts::received() {
  if (!received_known_) {
    received_known_ = true;
    received_.reset();
    if (message_->received_at) received_ = LocalDate(*message_->received_at, rules_.municipality().zone);
  }
  return received_;
}

const std::string& Facts::Raw(Attribute attribute) const {
  static const std::string kEmpty;
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
    default: return kEmpty;
  }
}

std::string_view Facts::Folded(Attribute attribute) {
  Field& field = fields_[static_cast<std::size_t>(attribute)];
  if (!field.folded_known) {
    field.folded_known = true;
    const std::string& raw = Raw(attribute);
    field.folded = raw.empty() ? std::string() : Fold(raw);
  }
  return field.folded;
}

Fact Facts::Read(Attribute attribute) {
  switch (attribute) {
    case Attribute::kChannel: return IdOrAbsent(decision_->channel);
    case Attribute::kWords: return static_cast<double>(text().words);
    case Attribute::kReceived: return OrAbsent(received());
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
    case Attribute::kTag:
    case Attribute::kCoOwner: return {};
    default: return Folded(attribute);
  }
}

bool Facts::IsPresent(Attribute attribute) {
  if (attribute == Attribute::kTag) return !decision_->tags.empty();
  if (attribute == Attribute::kCoOwner) return !decision_->co_owners.empty();
  if (Info(attribute).type == ValueType::kText) return !Folded(attribute).empty();
  return !std::holds_alternative<std::monostate>(Read(attribute));
}

bool Facts::Contains(Attribute attribute, PatternId pattern) {
  if (attribute == Attribute::kText) return Hit(pattern) != nullptr;
  Field& field = fields_[static_cast<std::size_t>(attribute)];
  if (!field.found_known) {
    field.found_known = true;
    field.found.clear();
    const std::string& raw = Raw(attribute);
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

bool Facts::HasTag(std::string_view folded) {
  return std::any_of(decision_->tags.begin(), decision_->tags.end(), [&](const std::string& tag) {
    auto known = folded_tags_.find(tag);
    if (known == folded_tags_.end()) known = folded_tags_.emplace(tag, Fold(tag)).first;
    return known->second == folded;
  });
}

bool Facts::HasCoOwner(Id unit) const {
  return std::find(decision_->co_owners.begin(), decision_->co_owners.end(), unit) != decision_->co_owners.end();
}

}  // namespace autorules
