#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/calendar/civil_date.h"

namespace autorules {

/// One citizen's message as it came in: docs/message.md is the schema. Texts are as received (valid UTF-8).
struct Message {
  std::string id;
  std::string channel;                 ///< id, name or display name; resolved against the pack when decided
  std::string text;
  std::optional<UnixSeconds> received_at;
  bool only_day = false;  ///< of arrival is known: received_at is its first moment in the municipality's zone
  std::string author_name, author_contact;
  std::optional<double> author_followers;
  std::string address;
  std::optional<std::pair<double, double>> location;  ///< latitude, longitude in degrees
  std::string external_id;
  std::string category, subcategory, fact, organisation, source_oktmo;
  std::optional<bool> fast_track, fz59;
  std::map<std::string, std::string> fields;                ///< own fields, as text
  std::map<std::string, std::vector<std::string>> labels;   ///< "group" → one or more accepted values; for scoring

  bool operator==(const Message&) const = default;
};

}  // namespace autorules
