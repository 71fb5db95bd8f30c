#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/catalog.h"

namespace autorules {

/// What the cells of a column are written as.
enum class CellKind : std::uint8_t {
  kText,
  kMoment,  ///< a day, with a time if known, in the zone of the municipality
  kDay,     ///< the same for an own field: the day alone, as ISO 8601
  kFlag,    ///< Да or Нет
  kRegime,  ///< «Обычное сообщение» or the name of 59-ФЗ
  kNumber,
  kLatitude,
  kLongitude,
};

enum class System : std::uint8_t { kPos, kIncident };

struct SystemInfo {
  System system;
  Text name;                 ///< what an export of it is called
  std::string_view channel;  ///< of its messages
};
std::span<const SystemInfo> Systems();

/// A column that an export of a system may have. `paths` are fields of a message as docs/message.md calls them, with
/// blanks between; nothing for what is left on purpose. Of several columns for one field the first that has a value
/// counts, in the order of the table; those for `address` are joined.
struct ExportColumn {
  enum class Source : std::uint8_t {
    kTelling,  ///< seen in exports, and no other system has it: an export is recognised by these
    kSeen,     ///< seen in exports
    kAssumed,  ///< what such a column would be called
  };
  System system;
  std::string_view headings;  ///< with | between, the usual one first
  std::string_view paths;
  CellKind kind = CellKind::kText;
  Source source = Source::kSeen;
};

/// One row per column that exports are known to have: the reader and docs/exports.md follow this table, and a test
/// compares them.
std::span<const ExportColumn> ExportColumns();

/// The form under which headings are compared: folded, without punctuation, `№` as `номер`.
std::string HeadingKey(std::string_view heading);

}  // namespace autorules
