#include "dsl/load_table.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

/// One table in memory that counts how often it is asked for.
class CountedTable final : public PackFiles {
 public:
  CountedTable(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {}
  std::vector<std::pair<std::string, Result<std::string>>> RuleFiles() override { return {}; }
  std::vector<std::pair<std::string, Result<std::string>>> ScriptFiles() override { return {}; }
  Result<std::string> Table(const std::string& path) override {
    ++reads;
    if (path != path_) return Fail("такого файла нет");
    return bytes_;
  }
  std::string DisplayPath(const std::string& path) const override { return "pack/" + path; }
  int reads = 0;

 private:
  std::string path_, bytes_;
};

struct Loading {
  Loading(std::string path, std::string bytes) : files(std::move(path), std::move(bytes)) {}

  CountedTable files;
  SourceMap sources;
  Diagnostics diagnostics;
  FileId rules = sources.Add("pack.rules", "адреса из \"улицы.csv\"\n");
  TableLoader loader{&files, &sources, &diagnostics};

  const LoadedTable* Load(const std::string& path) { return loader.Load({path, Span{rules, 18, 29}}); }
};

TEST_CASE("a table is read once and becomes a source") {
  Loading loading("улицы.csv", "\xD3\xEB\xE8\xF6\xE0\n\xCC\xE8\xF0\xE0\n");
  const LoadedTable* table = loading.Load("улицы.csv");
  REQUIRE(table != nullptr);
  CHECK(loading.Load("улицы.csv") == table);
  CHECK(loading.files.reads == 1);
  CHECK(loading.diagnostics.all().empty());
  CHECK(loading.sources.Get(table->file).text() == "Улица\nМира\n");
  CHECK(loading.sources.Describe(table->SpanOf(table->table.rows[0].cells[0])) == "pack/улицы.csv:2:1");
}

TEST_CASE("a table that cannot be read is reported once, where the rules name it") {
  for (const std::string path : {"нет.csv", "книга.csv"}) {
    INFO(path);
    Loading loading("книга.csv", "PK\x03\x04");
    CHECK(loading.Load(path) == nullptr);
    CHECK(loading.Load(path) == nullptr);
    CHECK(loading.files.reads == 1);
    REQUIRE(loading.diagnostics.all().size() == 1);
    CHECK(loading.diagnostics.all()[0].code == Code::kTableUnreadable);
    CHECK(loading.diagnostics.all()[0].span == Span{loading.rules, 18, 29});
  }
}

TEST_CASE("mistakes of a table are reported in it, and its good rows serve") {
  Loading loading("улицы.csv", "Улица;Дома\nМира;1;2\nСадовая;5\n");
  const LoadedTable* table = loading.Load("улицы.csv");
  REQUIRE(table != nullptr);
  CHECK(table->table.rows.size() == 1);
  REQUIRE(loading.diagnostics.all().size() == 1);
  CHECK(loading.diagnostics.all()[0].code == Code::kTableRow);
  CHECK(loading.sources.Describe(loading.diagnostics.all()[0].span) == "pack/улицы.csv:2:8");
}

TEST_CASE("a table without a header is none") {
  Loading loading("улицы.csv", "\n");
  CHECK(loading.Load("улицы.csv") == nullptr);
  REQUIRE(loading.diagnostics.all().size() == 1);
  CHECK(loading.sources.Describe(loading.diagnostics.all()[0].span) == "pack/улицы.csv:1:1");
}

}  // namespace
}  // namespace autorules
