#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace autorules {

/// The column called `heading` becomes the field `path` of a message ("text", "source.fact", "fields.этаж").
struct ColumnMapping {
  std::string path;
  std::string heading;
  bool operator==(const ColumnMapping&) const = default;
};

/// What a user says about tables whose headings do not say it: docs/exports.md.
struct ExportOptions {
  std::vector<ColumnMapping> map;  ///< comes before what is recognised
  std::string channel;             ///< of rows that have none
};

/// Reads `text="Текст инцидента",id=№`: pairs with commas between. A heading with `,` and `=` inside stands in quotes,
/// which are doubled inside. Fails on what is no pair and on a field that messages do not have, with a text that names
/// the nearest.
Result<std::vector<ColumnMapping>> ParseColumnMap(std::string_view text);

}  // namespace autorules
