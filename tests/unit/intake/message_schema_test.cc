// docs/message.md, docs/message.schema.json and the reader must name the same fields with the same types.
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "engine/intake/message_fields.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

struct Row {
  std::string path, type;
  bool required = false;
  auto operator<=>(const Row&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.path << ": " << row.type << (row.required ? ", required" : "");
}
using Rows = std::set<Row>;

std::string NameOf(FieldType type) {
  switch (type) {
    case FieldType::kText: return "text";
    case FieldType::kCode: return "text or whole number";
    case FieldType::kNumber: return "number";
    case FieldType::kFlag: return "flag";
    case FieldType::kMoment: return "moment";
    case FieldType::kLatitude: return "latitude";
    case FieldType::kLongitude: return "longitude";
    case FieldType::kObject: return "object";
    case FieldType::kTexts: return "texts";
    case FieldType::kLabels: return "labels";
  }
  return "";
}

/// The JSON type that a field of the table has in the schema.
std::string SchemaType(const std::string& name) {
  if (name == "moment") return "text";
  if (name == "latitude" || name == "longitude") return "number";
  if (name == "texts" || name == "labels") return "object";
  return name;
}

Rows FromReader() {
  Rows rows;
  for (const MessageField& field : MessageFields()) {
    rows.insert({std::string(field.path), NameOf(field.type), field.required});
  }
  return rows;
}

Rows FromDocs() {
  std::istringstream in(testing::ReadFile(testing::SourceRoot() / "docs/message.md"));
  Rows rows;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) inside = line == "## Fields";
    if (!inside || !line.starts_with("| `")) continue;
    std::vector<std::string> cells;
    std::istringstream cut(line.substr(1));
    for (std::string cell; std::getline(cut, cell, '|');) {
      const auto first = cell.find_first_not_of(" `");
      cells.push_back(first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(" `") + 1 - first));
    }
    rows.insert({cells.at(0), cells.at(1), cells.at(2) == "yes"});
  }
  return rows;
}

void AddFromSchema(const nlohmann::json& object, const std::string& prefix, Rows& rows) {
  const nlohmann::json required = object.value("required", nlohmann::json::array());
  for (const auto& [key, value] : object.at("properties").items()) {
    std::set<std::string> types;
    if (value.at("type").is_string()) types.insert(value.at("type").get<std::string>());
    if (value.at("type").is_array()) types = value.at("type").get<std::set<std::string>>();
    const bool is_required = std::find(required.begin(), required.end(), key) != required.end();
    INFO(prefix << key);
    CHECK(is_required != (types.erase("null") == 1));
    const std::map<std::set<std::string>, std::string> names = {{{"string"}, "text"},
                                                                {{"string", "integer"}, "text or whole number"},
                                                                {{"number"}, "number"},
                                                                {{"boolean"}, "flag"},
                                                                {{"object"}, "object"}};
    rows.insert({prefix + key, names.at(types), is_required});
    if (value.contains("properties")) AddFromSchema(value, prefix + key + ".", rows);
  }
}

TEST_CASE("the table in docs/message.md is what the reader reads") { CHECK(FromDocs() == FromReader()); }

TEST_CASE("docs/message.schema.json is what the reader reads") {
  Rows schema;
  AddFromSchema(nlohmann::json::parse(testing::ReadFile(testing::SourceRoot() / "docs/message.schema.json")), "",
                schema);
  Rows reader;
  for (const Row& row : FromReader()) reader.insert({row.path, SchemaType(row.type), row.required});
  CHECK(schema == reader);
}

}  // namespace
}  // namespace autorules
