#include "cli/layout.h"

#include "engine/text/fold.h"
#include "tests/support/catch.h"

namespace autorules::cli {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("texts become one line without controls") {
  CHECK(OneLine("  a\n\tb\x1b[1m  c\xC2\xA0\xC2\x85 ") == "a b [1m c");
  CHECK(OneLine("a\xE2\x80\xAE"
                "b") == "a b");
  CHECK(OneLine(" \n") == "");
}

TEST_CASE("texts are shortened and padded by columns") {
  CHECK(Shorten("дорога", 6) == "дорога");
  CHECK(Shorten("дорога", 5) == "доро…");
  CHECK(Shorten("до рога", 4) == "до…");
  CHECK(Shorten("日本語", 5) == "日本…");
  CHECK(Pad("яма", 5) == "яма  ");
  CHECK(Pad("дорога", 5) == "дорога");
}

TEST_CASE("texts are wrapped at spaces, long words are cut") {
  CHECK(Wrap("", 5, 3).empty());
  CHECK(Wrap("яма на дороге", 6, 5) == Lines{"яма на", "дороге"});
  CHECK(Wrap("яма на дороге", 5, 5) == Lines{"яма", "на", "дорог", "е"});
  CHECK(Wrap("яма на дороге", 6, 1) == Lines{"яма н…"});
  CHECK(Wrap("один два три четыре", 8, 2) == Lines{"один два", "три чет…"});
  for (const std::string& line : Wrap("日本語 дорога, которая никуда не ведёт", 3, 100)) CHECK(DisplayWidth(line) <= 3);
}

TEST_CASE("Russian nouns follow their numbers") {
  const std::vector<std::pair<std::uint64_t, std::string>> rows = {
      {0, "много"},  {1, "один"},  {2, "два"},  {4, "два"},     {5, "много"},   {11, "много"},
      {12, "много"}, {21, "один"}, {22, "два"}, {111, "много"}, {1001, "один"},
  };
  for (const auto& [count, expected] : rows) {
    INFO(count);
    CHECK(Plural(count, "один", "два", "много") == expected);
  }
}

}  // namespace
}  // namespace autorules::cli
