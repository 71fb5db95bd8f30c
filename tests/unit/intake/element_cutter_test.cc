#include "engine/intake/element_cutter.h"

#include <rapidcheck.h>

#include "engine/base/limits.h"
#include "tests/support/catch.h"
#include "tests/support/text_source.h"

namespace autorules {
namespace {

using Elements = std::vector<std::string>;

Result<Elements> Cut(const std::string& text, std::size_t block = 1U << 16U) {
  ElementCutter cutter(testing::TextSource(text, block), "row");
  Elements elements;
  for (std::string_view element;;) {
    const Result<bool> more = cutter.Next(&element);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return elements;
    elements.emplace_back(element);
  }
}

TEST_CASE("elements are cut out, whatever stands around and inside them") {
  struct Case {
    std::string text;
    Elements elements;
  };
  for (const Case& c : std::vector<Case>{
           {"", {}},
           {"<a/>", {}},
           {"<row/>", {"<row/>"}},
           {"<a><row r='1'>x</row><row/></a>", {"<row r='1'>x</row>", "<row/>"}},
           {"<x:row a='1'></x:row >", {"<x:row a='1'></x:row >"}},
           {"<rows><arow/><row:x/></rows>", {}},
           {"<row a='/>' b=\"</row>\"/>", {"<row a='/>' b=\"</row>\"/>"}},
           {"<!-- <row> ' --><?p <row> ?><row><!-- </row> --></row>", {"<row><!-- </row> --></row>"}},
           {"<row><![CDATA[</row> '\"]]></row>", {"<row><![CDATA[</row> '\"]]></row>"}},
           {"<row><row>1</row>2</row>", {"<row><row>1</row>2</row>"}},
           {"<row>a > b ' \" </row>", {"<row>a > b ' \" </row>"}},
       }) {
    for (const std::size_t block : {1U, 3U, 65536U}) {
      INFO(c.text << " in blocks of " << block);
      CHECK(Cut(c.text, block).value() == c.elements);
    }
  }
}

TEST_CASE("what is no XML of a workbook fails") {
  for (const std::string text : {"<row>", "<row", "<row a='", "</row>", "<!-- ", "<row><![CDATA[</row>",
                                 "<!DOCTYPE a [<!ENTITY b 'c'>]><row/>", "\xFF\xFE<\0r\0", "<row a='1></row>"}) {
    INFO(text);
    CHECK_FALSE(Cut(text).has_value());
  }
}

TEST_CASE("an element of any length is refused, many short ones are not") {
  CHECK_FALSE(Cut("<row>" + std::string(limits::kWorkbookPartBytes + (1U << 20U), 'a') + "</row>").has_value());
  std::string many;
  const std::string row = "<row>" + std::string(1000, 'a') + "</row>";
  while (many.size() < limits::kWorkbookPartBytes + (1U << 20U)) many += row;
  CHECK(Cut(many).value().size() == many.size() / row.size());
}

TEST_CASE("any bytes in any blocks give the same") {
  static const Elements bits{"<row>", "</row>",    "<row/>", "<", ">",         "'",  "\"", "<!--",
                             "-->",   "<![CDATA[", "]]>",    "a", "<b c='d'>", "<?", "?>"};
  CHECK(rc::check([] {
    std::string text;
    for (const auto bit :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, bits.size()))) {
      text += bits[bit];
    }
    const Result<Elements> whole = Cut(text);
    const Result<Elements> pieces = Cut(text, 1);
    RC_ASSERT(whole.has_value() == pieces.has_value());
    if (whole) RC_ASSERT(*whole == *pieces);
  }));
}

}  // namespace
}  // namespace autorules
