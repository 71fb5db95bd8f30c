#include "cli/json_text.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

namespace autorules::cli {
namespace {

TEST_CASE("JSON strings read back as they were") {
  std::string every;
  for (char c = 1; c < 127; ++c) every += c;
  for (const std::string& text : {std::string(), every, std::string("я «ма» 😀"), std::string("\0a", 2)}) {
    std::string json = "x";
    AppendJson(text, json);
    CHECK(nlohmann::json::parse(json.substr(1)).get<std::string>() == text);
  }
}

}  // namespace
}  // namespace autorules::cli
