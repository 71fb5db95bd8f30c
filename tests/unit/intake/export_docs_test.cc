// The tables of docs/exports.md are those of the code. AUTORULES_UPDATE_GOLDENS=1 writes them anew.
#include <fmt/format.h>

#include <set>

#include "dsl/compile.h"
#include "engine/base/limits.h"
#include "engine/intake/export_columns.h"
#include "engine/intake/export_options.h"
#include "tests/support/catch.h"
#include "tests/support/golden.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;

std::string_view NameOf(CellKind kind) {
  switch (kind) {
    case CellKind::kText: return "text";
    case CellKind::kMoment: return "moment";
    case CellKind::kDay: return "day";
    case CellKind::kFlag: return "flag";
    case CellKind::kRegime: return "regime";
    case CellKind::kNumber: return "number";
    case CellKind::kLatitude: return "latitude";
    case CellKind::kLongitude: return "longitude";
  }
  return "";
}

std::string_view NameOf(ExportColumn::Source source) {
  switch (source) {
    case ExportColumn::Source::kTelling: return "telling";
    case ExportColumn::Source::kSeen: return "";
    case ExportColumn::Source::kAssumed: return "assumed";
  }
  return "";
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    pieces.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return pieces;
}

std::string Code(const std::vector<std::string>& pieces) {
  std::string list;
  for (const std::string& piece : pieces) list += fmt::format("{}`{}`", list.empty() ? "" : ", ", piece);
  return list.empty() ? "—" : list;
}

std::string TableOf(System system) {
  std::string table = "| Heading | Field | Value | |\n|---|---|---|---|\n";
  for (const ExportColumn& column : ExportColumns()) {
    if (column.system != system) continue;
    const auto cell = [](std::string_view text) { return text.empty() ? "" : " " + std::string(text); };
    table += fmt::format("| {} | {} |{} |{} |\n", Code(Split(column.headings, '|')), Code(Split(column.paths, ' ')),
                         cell(column.paths.empty() ? "" : NameOf(column.kind)), cell(NameOf(column.source)));
  }
  return table;
}

void Replace(std::string* document, const std::string& name, const std::string& content) {
  const std::string begin = fmt::format("<!-- generated: {} -->\n", name);
  const std::size_t at = document->find(begin);
  INFO("no place for " << begin);
  REQUIRE(at != std::string::npos);
  const std::size_t to = document->find("<!-- end -->", at);
  REQUIRE(to != std::string::npos);
  document->replace(at + begin.size(), to - at - begin.size(), "\n" + content + "\n");
}

TEST_CASE("the tables of docs/exports.md are those of the code") {
  const std::filesystem::path path = testing::SourceRoot() / "docs" / "exports.md";
  std::string document = testing::ReadFile(path);
  for (const SystemInfo& info : Systems()) Replace(&document, std::string(info.channel), TableOf(info.system));
  testing::CheckGolden(path, document);
}

TEST_CASE("the ceilings of docs/exports.md are those of the code") {
  const std::string document = testing::ReadFile(testing::SourceRoot() / "docs" / "exports.md");
  CHECK_THAT(document, Contains(fmt::format("| file | {} MiB |", limits::kExportBytes >> 20U)));
  CHECK_THAT(document, Contains(fmt::format("texts of its cells | {} MiB |", limits::kUnpackedBytes >> 20U)));
  CHECK_THAT(document, Contains(fmt::format("| row of a workbook | {} MiB |", limits::kWorkbookPartBytes >> 20U)));
  static_assert(limits::kTableCells == 8'388'608 && limits::kSheetColumns == 16'384 && limits::kHeadingRows == 10);
}

TEST_CASE("every path of the table is a field, every own field can be declared by a pack") {
  std::set<std::string> own;
  for (const ExportColumn& column : ExportColumns()) {
    for (const std::string& path : Split(column.paths, ' ')) {
      INFO(path);
      CHECK(ParseColumnMap(path + "=x").has_value());
      if (!path.starts_with("fields.")) continue;
      const std::string type = column.kind == CellKind::kDay    ? "дата"
                               : column.kind == CellKind::kFlag ? "флаг"
                                                                : "текст";
      own.insert(fmt::format("поле {} {}\n", path.substr(7), type));
    }
  }
  CHECK(own.size() > 15);
  std::string rules =
      "муниципалитет проба \"Проба\":\n  по умолчанию: назначить глава порядок обычный конец\nконец\n"
      "порядок обычный \"Обычный\"\nроль глава \"Глава\": вид руководитель конец\n";
  for (const std::string& field : own) rules += field;
  const Compilation pack = CompileTexts({{"main.rules", rules}});
  for (const Diagnostic& diagnostic : pack.diagnostics.all()) {
    INFO(MessageOf(diagnostic, Language::kRussian));
    CHECK(Describe(diagnostic.code).severity != Severity::kError);
  }
  CHECK(pack.rules != nullptr);
}

TEST_CASE("no heading stands twice for one system") {
  for (const SystemInfo& info : Systems()) {
    std::set<std::string> keys;
    for (const ExportColumn& column : ExportColumns()) {
      if (column.system != info.system) continue;
      for (const std::string& heading : Split(column.headings, '|')) {
        INFO(heading);
        CHECK(keys.insert(HeadingKey(heading)).second);
      }
    }
  }
}

}  // namespace
}  // namespace autorules
