#include "engine/intake/json_repair.h"

#include "tests/support/catch.h"

namespace autorules {
namespace {

TEST_CASE("halves of surrogate pairs are replaced, pairs and other escapes are left alone") {
  const std::vector<std::pair<std::string, std::optional<std::string>>> rows = {
      {R"({"text":"a"})", std::nullopt},
      {R"("\ud83d\ude00")", std::nullopt},
      {R"("\\ud83d")", std::nullopt},
      {R"("\u0430\n")", std::nullopt},
      {R"("\ud83d")", R"("\uFFFD")"},
      {R"("\ud83d\u0430")", R"("\uFFFD\u0430")"},
      {R"("\ude00 \ud83d\ude00")", R"("\uFFFD \ud83d\ude00")"},
      {R"("\ud83d\ud83d\ude00")", R"("\uFFFD\ud83d\ude00")"},
      {R"("\uD8)", std::nullopt},
      {"\\", std::nullopt},
  };
  for (const auto& [json, expected] : rows) {
    INFO(json);
    CHECK(RepairSurrogates(json) == expected);
  }
}

}  // namespace
}  // namespace autorules
