#include "engine/base/source.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("positions count lines and characters from one") {
  const SourceFile file("a.rules", "тема мусор\r\n  вес 3\n");
  struct Row {
    std::uint32_t offset;
    Position position;
  };
  for (const Row& row : std::vector<Row>{
           {0, {1, 1}}, {2, {1, 2}}, {9, {1, 6}}, {21, {2, 1}}, {23, {2, 3}}, {32, {3, 1}}, {9999, {3, 1}}}) {
    INFO("offset " << row.offset);
    CHECK(file.PositionOf(row.offset) == row.position);
  }
}

TEST_CASE("lines come without their breaks") {
  const SourceFile file("a.rules", "один\r\nдва\n\nчетыре");
  CHECK(file.Line(1) == "один");
  CHECK(file.Line(2) == "два");
  CHECK(file.Line(3).empty());
  CHECK(file.Line(4) == "четыре");
  CHECK(file.Line(0).empty());
  CHECK(file.Line(5).empty());
}

TEST_CASE("a byte order mark takes no column") {
  const SourceFile file("a.rules", "\xEF\xBB\xBFтема");
  CHECK(file.PositionOf(0) == Position{1, 1});
  CHECK(file.PositionOf(3) == Position{1, 1});
  CHECK(file.PositionOf(5) == Position{1, 2});
  CHECK(file.Line(1) == "тема");
}

TEST_CASE("an empty file has one empty line") {
  const SourceFile file("a.rules", "");
  CHECK(file.PositionOf(0) == Position{1, 1});
  CHECK(file.Line(1).empty());
}

TEST_CASE("a source map describes places") {
  SourceMap sources;
  const FileId id = sources.Add("packs/a.rules", "один\nдва");
  CHECK(sources.Describe({id, 9, 12}) == "packs/a.rules:2:1");
  CHECK(sources.Describe({}).empty());
}

}  // namespace
}  // namespace autorules
