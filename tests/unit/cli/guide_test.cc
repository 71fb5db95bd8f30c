// The guide is played from top to bottom, as its reader would: every command prints what the guide shows.
#include "tests/support/guide.h"

#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/program.h"

namespace autorules {
namespace {

using Catch::Matchers::Contains;
using testing::PlayedGuide;
using testing::PlayGuide;
using testing::TempFolder;

TEST_CASE("what the guide tells its reader to do works, and prints what it shows") {
  const TempFolder folder;
  const std::filesystem::path guide = testing::SourceRoot() / "docs" / "guide.ru.md";
  const PlayedGuide played = PlayGuide(testing::ReadFile(guide), folder.path());
  for (const std::string& problem : played.problems) FAIL_CHECK(problem);
  testing::CheckGolden(guide, played.text);
}

TEST_CASE("files of a guide are written, lengthened, shown and changed") {
  const TempFolder folder;
  const std::string guide =
      "```text a/x.txt\none\ntwo\n```\n"
      "```text a/x.txt +\nthree\n```\n"
      "```diff a/x.txt\n one\n-two\n+2\n```\n"
      "```text a/x.txt =\none\n2\n```\n"
      "```console\n$ cat a/x.txt\n$ echo no >&2; echo yes\nold\n```\n"
      "```rules\nleft alone\n```\n";
  const PlayedGuide played = PlayGuide(guide, folder.path());
  CHECK(played.problems.empty());
  CHECK_THAT(played.text, Contains("$ cat a/x.txt\none\n2\nthree\n$ echo no >&2; echo yes\nno\nyes\n```\n"));
  CHECK_THAT(played.text, Contains("```rules\nleft alone\n```\n"));
  CHECK(PlayGuide(played.text, folder.path()).text == played.text);
}

TEST_CASE("a revision is kept as shown when nothing else differs") {
  const TempFolder folder;
  const std::string guide = "```console\n$ echo revision 0123456789abcdef\nrevision fedcba9876543210\n```\n";
  CHECK(PlayGuide(guide, folder.path()).text == guide);
  const std::string other = "```console\n$ echo revision 0123456789abcdef\nRevision fedcba9876543210\n```\n";
  CHECK_THAT(PlayGuide(other, folder.path()).text, Contains("\nrevision 0123456789abcdef\n"));
}

TEST_CASE("what a reader could not do is a problem with its line") {
  const std::vector<std::string> guides{
      "```text x.txt =\nabsent\n```\n",
      "```text x.txt +\nmore\n```\n",
      "```text x.txt\na\n```\n```text x.txt =\nb\n```\n",
      "```text x.txt\na\na\n```\n```diff x.txt\n-a\n+b\n```\n",
      "```text x.txt\na\n```\n```diff x.txt\n-c\n+b\n```\n",
      "```console\nno command\n```\n",
  };
  for (const std::string& guide : guides) {
    INFO(guide);
    const TempFolder folder;
    const PlayedGuide played = PlayGuide(guide, folder.path());
    REQUIRE_FALSE(played.problems.empty());
    CHECK_THAT(played.problems.back(), Contains("line "));
  }
}

}  // namespace
}  // namespace autorules
