#include "engine/intake/line_reader.h"

#include "engine/base/limits.h"
#include "tests/support/catch.h"
#include "tests/support/text_source.h"

namespace autorules {
namespace {

using testing::TextSource;

std::vector<std::string> LinesOf(const std::string& text, std::size_t block) {
  LineReader reader(TextSource(text, block));
  std::vector<std::string> lines;
  LineReader::Line line;
  while (reader.Next(&line).value()) {
    CHECK(line.number == lines.size() + 1);
    lines.push_back(line.too_long ? "(too long)" : std::string(line.text));
  }
  CHECK(reader.bytes_read() == text.size());
  return lines;
}

TEST_CASE("lines end at LF, CRLF or the end, however the bytes arrive") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> rows = {
      {"", {}},
      {"a", {"a"}},
      {"a\n", {"a"}},
      {"a\r\nb\n\nc", {"a", "b", "", "c"}},
      {"\xEF\xBB\xBFx\ny", {"x", "y"}},
      {"\n\n", {"", ""}},
  };
  for (const auto& [text, expected] : rows) {
    for (const std::size_t block : {1U, 2U, 3U, 1000U}) {
      INFO(text << " in blocks of " << block);
      CHECK(LinesOf(text, block) == expected);
    }
  }
}

TEST_CASE("a line beyond the limit is dropped, its neighbours live") {
  const std::string longest(limits::kMessageLineBytes, 'x');
  CHECK(LinesOf("a\n" + longest + "\nb\n", 1U << 16U) == std::vector<std::string>{"a", longest, "b"});
  CHECK(LinesOf("a\n" + longest + "x\nb\n", 1U << 16U) == std::vector<std::string>{"a", "(too long)", "b"});
  CHECK(LinesOf("a\n" + longest + longest + longest, 1U << 20U) == std::vector<std::string>{"a", "(too long)"});
}

TEST_CASE("a failure to read is passed on") {
  LineReader reader([](char*, std::size_t) -> Result<std::size_t> { return Fail("диск"); });
  LineReader::Line line;
  CHECK(reader.Next(&line).error() == Status{"диск"});
}

}  // namespace
}  // namespace autorules
