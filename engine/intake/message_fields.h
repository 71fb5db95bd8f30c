#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "engine/intake/message.h"

namespace autorules {

enum class FieldType : std::uint8_t {
  kText,
  kCode,  ///< text or a whole number, kept as text
  kNumber,
  kFlag,
  kMoment,  ///< ISO 8601 text
  kLatitude,
  kLongitude,
  kObject,  ///< its fields are rows of their own
  kTexts,   ///< object of scalars
  kLabels,  ///< object of texts or lists of texts
};

/// One row per field of a message line: the reader, docs/message.md and docs/message.schema.json follow this table, and
/// a test compares them.
struct MessageField {
  std::string_view path;  ///< "author.name"
  FieldType type;
  bool required;
  std::variant<std::monostate, std::string Message::*, std::optional<double> Message::*, std::optional<bool> Message::*,
               std::optional<UnixSeconds> Message::*>
      target;
};

std::span<const MessageField> MessageFields();

}  // namespace autorules
