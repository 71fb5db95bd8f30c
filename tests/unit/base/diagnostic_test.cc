#include "engine/base/diagnostic.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("messages and helps are filled in both languages") {
  const Diagnostic diagnostic{Code::kFileUnreadable, {}, {"a.rules", Text("нет", "gone")}, {}, {"б.rules", "c"}};
  CHECK(MessageOf(diagnostic, Language::kRussian) == "файл «a.rules» не читается: нет");
  CHECK(MessageOf(diagnostic, Language::kEnglish) == "cannot read file 'a.rules': gone");
  CHECK(HelpOf(diagnostic, Language::kRussian) ==
        "проверьте имя файла и права доступа; возможно, имелось в виду: «б.rules», «c»");
  CHECK(HelpOf(diagnostic, Language::kEnglish) ==
        "check the file name and the access rights; did you mean: 'б.rules', 'c'");
}

TEST_CASE("a template with too few arguments still gives a text") {
  CHECK(MessageOf({Code::kFileUnreadable, {}, {}, {}, {}}, Language::kEnglish) == "cannot read file '{0}': {1}");
}

TEST_CASE("sorting orders by place, puts the placeless last and drops repetitions") {
  Diagnostics diagnostics;
  diagnostics.Add(Code::kFileUnreadable, {}, {"x"});
  diagnostics.Add(Code::kFileUnreadable, {1, 0, 1}, {"b"});
  diagnostics.Add(Code::kFileUnreadable, {0, 5, 6}, {"a"});
  diagnostics.Add(Code::kFileUnreadable, {1, 0, 1}, {"b"});
  diagnostics.Sort();
  REQUIRE(diagnostics.all().size() == 3);
  CHECK(diagnostics.all()[0].span.file == 0);
  CHECK(diagnostics.all()[1].span.file == 1);
  CHECK_FALSE(diagnostics.all()[2].span.valid());
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.Count(Severity::kWarning) == 0);
}

}  // namespace
}  // namespace autorules
