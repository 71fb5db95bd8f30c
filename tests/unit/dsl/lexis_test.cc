#include "dsl/lexis.h"

#include "dsl/compile.h"
#include "tests/support/catch.h"
#include "tests/support/rules_blocks.h"

namespace autorules {
namespace {

constexpr std::size_t kUnclosed = std::string_view::npos;

TEST_CASE("white space is spaces, breaks, no-break spaces, the BOM and comments") {
  struct Row {
    std::string_view text;
    std::size_t length;
  };
  for (const Row& row : std::vector<Row>{{"", 0},
                                         {"а", 0},
                                         {" \t\r\nа", 4},
                                         {"\xC2\xA0 а", 3},
                                         {"\xEF\xBB\xBFтема", 3},
                                         {"// всё\nа", 10},
                                         {"// до конца файла", 29},
                                         {"/ а", 0},
                                         {" // а\n // б\nв", 14}}) {
    INFO(row.text);
    CHECK(lexis::SpaceLength(row.text) == row.length);
  }
}

TEST_CASE("blanks stay on their line") {
  struct Row {
    std::string_view text;
    std::size_t length;
  };
  for (const Row& row :
       std::vector<Row>{{"", 0}, {"а", 0}, {" \tа", 2}, {"\xC2\xA0 а", 3}, {" \n а", 1}, {" // а", 1}, {"\n", 0}}) {
    INFO(row.text);
    CHECK(lexis::BlankLength(row.text) == row.length);
  }
}

TEST_CASE("words are letters, digits and underscores, not a digit first") {
  struct Row {
    std::string_view text, word;
  };
  for (const Row& row : std::vector<Row>{{"тема = 1", "тема"},
                                         {"д_ямы2,", "д_ямы2"},
                                         {"_a", "_a"},
                                         {"2й", ""},
                                         {"автор.имя", "автор"},
                                         {"é1", "é1"},
                                         {"×", ""},
                                         {"日", ""},
                                         {"-", ""},
                                         {"", ""}}) {
    INFO(row.text);
    CHECK(row.text.substr(0, lexis::WordLength(row.text)) == row.word);
  }
}

TEST_CASE("strings end on their line; a doubled closing quote stays inside") {
  struct Row {
    std::string_view text;
    std::size_t length;
    std::string_view value;
  };
  for (const Row& row : std::vector<Row>{{"\"а\" б", 4, "а"},
                                         {"\"\"", 2, ""},
                                         {"\"МФЦ \"\"Дом\"\"\"", 19, "МФЦ \"Дом\""},
                                         {"«а «б»", 11, "а «б"},
                                         {"«а »» б»", 14, "а » б"},
                                         {"\"«»\"", 6, "«»"},
                                         {"\"// не комментарий\"", 32, "// не комментарий"},
                                         {"\"а\nб\"", kUnclosed, ""},
                                         {"«а", kUnclosed, ""},
                                         {"\"\"\"", kUnclosed, ""},
                                         {"»а«", 0, ""},
                                         {"а", 0, ""}}) {
    INFO(row.text);
    REQUIRE(lexis::StringLength(row.text) == row.length);
    if (row.length != 0 && row.length != kUnclosed)
      CHECK(lexis::StringValue(row.text.substr(0, row.length)) == row.value);
  }
}

TEST_CASE("mixed scripts are seen and mended") {
  struct Row {
    std::string_view word;
    bool mixed;
    std::string_view mended;
  };
  for (const Row& row : std::vector<Row>{{"тeма", true, "тема"},
                                         {"Cнег", true, "Снег"},
                                         {"тема", false, "тема"},
                                         {"topic", false, "topic"},
                                         {"вк_2", false, "вк_2"},
                                         {"covid_тема", true, "соvid_тема"}}) {
    INFO(row.word);
    CHECK(lexis::IsMixedScript(row.word) == row.mixed);
    if (row.mixed) CHECK(lexis::WithoutLatin(row.word) == row.mended);
  }
}

TEST_CASE("case and ё make no difference") {
  std::size_t length = 0;
  CHECK(lexis::StartsWithFolded("ВЕДЁТ вк", "ведет", &length));
  CHECK(length == 10);
  CHECK(lexis::StartsWithFolded("ведет", "ведёт", &length));
  CHECK_FALSE(lexis::StartsWithFolded("веде", "ведет", &length));
}

TEST_CASE("one token is taken for an error text") {
  struct Row {
    std::string_view text, token;
  };
  for (const Row& row : std::vector<Row>{{"тема = 1", "тема"},
                                         {"\"а б\" в", "\"а б\""},
                                         {"\"а б\r\nв", "\"а б"},
                                         {"«а", "«а"},
                                         {"25,6", "25"},
                                         {"== ", "="},
                                         {"№5", "№"},
                                         {"", ""}}) {
    INFO(row.text);
    CHECK(lexis::TokenAt(row.text) == row.token);
  }
}

TEST_CASE("BOM, CRLF, no-break spaces, upper case and comments do not change a rule set") {
  const std::string plain =
      "правило \"Ямы\" приоритет 5:\n  если тема = дороги и текст содержит \"яма\"\n  то метка \"яма\"\nконец\n";
  std::string crlf;
  for (const char c : plain) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  const auto replaced = [&](std::string_view what, std::string_view with) {
    std::string text = plain;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
      text.replace(at, what.size(), with);
    return text;
  };
  const auto revision = [](const std::string& text) {
    const Compilation compilation = CompileTexts(testing::PackAround(text));
    return compilation.rules == nullptr ? std::string("does not compile") : compilation.rules->revision();
  };
  const std::string expected = revision(plain);
  CHECK(expected.size() == 16);
  for (const std::string& text :
       {"\xEF\xBB\xBF" + plain, crlf, replaced(" ", "\xC2\xA0"), replaced(" ", "\t"), replaced("\n", " // тут\n"),
        replaced("если", "ЕСЛИ"), replaced("дороги", "Дороги"), replaced("\n", " "), replaced("\"Ямы\"", "«Ямы»")}) {
    INFO(text);
    CHECK(revision(text) == expected);
  }
}

}  // namespace
}  // namespace autorules
