#include "cli/example_message.h"

#include <string>

#include "cli/names.h"
#include "engine/ruleset/values.h"

namespace autorules::cli {
namespace {

/// As a message would bring it.
std::string FieldText(Attribute attribute, const Value& value, const RuleSet& rules) {
  if (const auto* id = std::get_if<Id>(&value))
    return std::string(NameOfId(rules.parts(), attribute, *id, Language::kRussian));
  return ValueText(rules, attribute, value);
}

void Set(Attribute attribute, const Value& value, const RuleSet& rules, Message& message) {
  const auto text = [&] { return std::get<std::string>(value); };
  switch (attribute) {
    case Attribute::kChannel: message.channel = rules.channels()[std::get<Id>(value)].name; break;
    case Attribute::kText: message.text = text(); break;
    case Attribute::kAddress: message.address = text(); break;
    case Attribute::kAuthorName: message.author_name = text(); break;
    case Attribute::kAuthorContact: message.author_contact = text(); break;
    case Attribute::kAuthorFollowers: message.author_followers = std::get<double>(value); break;
    case Attribute::kCategory: message.category = text(); break;
    case Attribute::kSubcategory: message.subcategory = text(); break;
    case Attribute::kFact: message.fact = text(); break;
    case Attribute::kOrganisation: message.organisation = text(); break;
    case Attribute::kSourceOktmo: message.source_oktmo = text(); break;
    case Attribute::kFastTrack: message.fast_track = std::get<bool>(value); break;
    case Attribute::kFz59: message.fz59 = std::get<bool>(value); break;
    default:
      if (IsOwn(attribute)) message.fields[rules.own()[OwnIndex(attribute)].name] = FieldText(attribute, value, rules);
      break;  // the checker lets no other attribute be given; `поступило` is Example::received
  }
}

}  // namespace

Message MessageOf(const Example& example, const RuleSet& rules) {
  Message message;
  message.id = example.name;
  message.received_at = example.received;
  for (const auto& [attribute, value] : example.givens) Set(attribute, value, rules, message);
  return message;
}

}  // namespace autorules::cli
