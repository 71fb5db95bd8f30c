#include "engine/base/render.h"

#include "engine/base/limits.h"
#include "tests/support/catch.h"

namespace autorules {
namespace {

/// Renders E0001 (its texts are given as arguments) over one file.
std::string RenderOver(const std::string& text, std::uint32_t begin, std::uint32_t end,
                       const std::vector<std::pair<Span, std::string>>& labels = {}) {
  SourceMap sources;
  sources.Add("a.rules", text);
  Diagnostics diagnostics;
  Diagnostic& diagnostic = diagnostics.Add(Code::kFileUnreadable, {0, begin, end}, {"x", "y"});
  for (const auto& [span, words] : labels) diagnostic.labels.push_back({span, words});
  const std::string all = Render(diagnostic, sources, {Language::kEnglish, false});
  const auto after_title = all.find('\n') + 1;
  return all.substr(after_title, all.find(" = help") - after_title - 1);
}

TEST_CASE("carets stand under Cyrillic characters") {
  CHECK(RenderOver("если тема = дорги то", 20, 30) ==
        " --> a.rules:1:13\n"
        "  |\n"
        "1 | если тема = дорги то\n"
        "  |             ^^^^^\n");
}

TEST_CASE("tabs, controls and invalid bytes are made printable") {
  CHECK(RenderOver("\ta\x1b[1m\xFFz", 7, 8) ==
        " --> a.rules:1:8\n"
        "  |\n"
        "1 |     a [1m\xEF\xBF\xBDz\n"
        "  |           ^\n");
}

TEST_CASE("empty files, ends of files and reversed spans show a place") {
  CHECK(RenderOver("", 0, 0) == " --> a.rules:1:1\n  |\n1 |\n  | ^\n");
  CHECK(RenderOver("a\n", 2, 2) == " --> a.rules:2:1\n  |\n2 |\n  | ^\n");
  CHECK(RenderOver("a\r\n", 1, 1) == " --> a.rules:1:2\n  |\n1 | a\n  |  ^\n");
  CHECK(RenderOver("ab", 1, 0) == " --> a.rules:1:2\n  |\n1 | ab\n  |  ^\n");
  CHECK(RenderOver("ab", 70, 90) == " --> a.rules:1:3\n  |\n1 | ab\n  |   ^\n");
}

TEST_CASE("a span of several lines is marked at its first and last line") {
  CHECK(RenderOver("one two\n\n  three\n  four five\n", 4, 23) ==
        " --> a.rules:1:5\n"
        "  |\n"
        "1 | one two\n"
        "  |     ^^^\n"
        "...\n"
        "4 |   four five\n"
        "  |   ^^^^\n");
}

TEST_CASE("labels are shown at their lines, the primary mark first") {
  CHECK(RenderOver("one\ntwo three\n", 4, 7, {{{0, 0, 3}, "first here"}, {{0, 8, 13}, "and here"}}) ==
        " --> a.rules:2:1\n"
        "  |\n"
        "1 | one\n"
        "  | --- first here\n"
        "2 | two three\n"
        "  | ^^^\n"
        "  |     ----- and here\n");
}

TEST_CASE("long lines are cut around the span") {
  const std::string shown = RenderOver(std::string(500, 'a') + "X" + std::string(500, 'b'), 500, 501);
  CHECK(shown.find("…aaa") != std::string::npos);
  CHECK(shown.find("bbb…") != std::string::npos);
  const auto lines_end = shown.rfind('\n', shown.size() - 2);
  const std::string marks = shown.substr(lines_end + 1);
  CHECK(marks == "  | " + std::string(61, ' ') + "^\n");
}

TEST_CASE("labels in other files follow with their own place") {
  SourceMap sources;
  sources.Add("a.rules", "one");
  sources.Add("b.rules", "two");
  Diagnostics diagnostics;
  diagnostics.Add(Code::kFileUnreadable, {0, 0, 3}, {"x", "y"}).labels.push_back({{1, 0, 3}, "there"});
  CHECK(RenderAll(diagnostics, sources, {Language::kEnglish, false}) ==
        "error[E0001]: cannot read file 'x': y\n"
        " --> a.rules:1:1\n"
        "  |\n"
        "1 | one\n"
        "  | ^^^\n"
        " ::: b.rules:1:1\n"
        "  |\n"
        "1 | two\n"
        "  | --- there\n"
        "  = help: check the file name and the access rights\n"
        "\n"
        "errors: 1, warnings: 0\n");
}

TEST_CASE("only so many diagnostics are shown; the rest is counted") {
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < limits::kShownDiagnostics + 7; ++i) {
    diagnostics.Add(Code::kFileUnreadable, {}, {std::to_string(i), "нет"});
  }
  const std::string text = RenderAll(diagnostics, {}, {});
  CHECK(text.find("не показано: 7\n") != std::string::npos);
  CHECK(text.find("ошибок: 207, предупреждений: 0\n") != std::string::npos);
}

TEST_CASE("colour comes only when asked for") {
  SourceMap sources;
  sources.Add("a.rules", "one");
  Diagnostics diagnostics;
  diagnostics.Add(Code::kFileUnreadable, {0, 0, 3}, {"x", "y"});
  CHECK(RenderAll(diagnostics, sources, {}).find('\x1b') == std::string::npos);
  CHECK(RenderAll(diagnostics, sources, {Language::kRussian, true}).find("\x1b[1;31mошибка[E0001]\x1b[0m") == 0);
}

}  // namespace
}  // namespace autorules
