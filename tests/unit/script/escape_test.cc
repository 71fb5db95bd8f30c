// Everything that a script may try against the sandbox, each with the outcome it must have.
#include <set>

#include "engine/text/fold.h"
#include "tests/support/catch.h"
#include "tests/support/script_attempts.h"

namespace autorules {
namespace {

using testing::ScriptAttempt;

/// The outcomes below are told apart under ten times the budget that the program gives: with less, work ends the
/// greedy ones before memory does.
constexpr ScriptLimits kWide{.instructions = 1'000'000};

bool IsOneShortLine(const std::string& reason) {
  const bool control = std::any_of(reason.begin(), reason.end(), [](char c) { return c >= 0 && c < ' '; });
  return !reason.empty() && !control && IsValidUtf8(reason) && CountCodePoints(reason) <= 200;
}

std::string FreshProbe() {
  ScriptState fresh(testing::SourceOf({"", ScriptAttempt::Where::kCall, "", std::nullopt, ""}));
  return testing::Probe(fresh);
}

TEST_CASE("every attempt ends as it must and spoils nothing") {
  const std::string fresh_probe = FreshProbe();
  REQUIRE(fresh_probe.find("failed") == std::string::npos);
  for (const ScriptAttempt& attempt : testing::ScriptAttempts()) {
    INFO(attempt.name);
    ScriptState state(testing::SourceOf(attempt), kWide);
    for (int round = 0; round < 2; ++round) {
      const ScriptResult<std::string> result = testing::Try(state, attempt);
      if (!attempt.outcome) {
        CHECK(result == std::string(attempt.expected));
      } else if (result) {
        FAIL_CHECK("gave " << *result);
      } else {
        INFO(result.error().reason);
        CHECK(result.error().kind == *attempt.outcome);
        CHECK(result.error().reason.find(attempt.expected) != std::string::npos);
        CHECK(IsOneShortLine(result.error().reason));
      }
      if (attempt.where == ScriptAttempt::Where::kLoad) break;
      // A stopped function leaves nothing behind even within the message.
      if (result || result.error().kind == ScriptFailureKind::kError) state.BeginMessage();
      CHECK(testing::Probe(state) == fresh_probe);
      state.BeginMessage();
    }
  }
}

TEST_CASE("under the limits of the program every attempt ends and spoils nothing") {
  const std::string fresh_probe = FreshProbe();
  for (const ScriptAttempt& attempt : testing::ScriptAttempts()) {
    INFO(attempt.name);
    ScriptState state(testing::SourceOf(attempt));
    const ScriptResult<std::string> result = testing::Try(state, attempt);
    if (!result) {
      const ScriptFailureKind kind = result.error().kind;
      INFO(result.error().reason);
      CHECK((kind == ScriptFailureKind::kInstructions || kind == attempt.outcome));
      CHECK(IsOneShortLine(result.error().reason));
    } else {
      CHECK_FALSE(attempt.outcome);
    }
    if (attempt.where == ScriptAttempt::Where::kLoad) continue;
    state.BeginMessage();
    CHECK(testing::Probe(state) == fresh_probe);
  }
}

TEST_CASE("an attempt does what it does in every state alike") {
  for (const ScriptAttempt& attempt : testing::ScriptAttempts()) {
    if (attempt.where == ScriptAttempt::Where::kLoad) continue;
    INFO(attempt.name);
    ScriptState fresh(testing::SourceOf(attempt), kWide);
    const auto expected = testing::Try(fresh, attempt);
    ScriptState used(testing::SourceOf(attempt), kWide);
    testing::Probe(used);
    used.BeginMessage();
    testing::Try(used, attempt);
    used.BeginMessage();
    CHECK(testing::Try(used, attempt) == expected);
  }
}

TEST_CASE("attempts have names of their own") {
  std::set<std::string> names;
  for (const ScriptAttempt& attempt : testing::ScriptAttempts()) CHECK(names.insert(attempt.name).second);
  CHECK(names.size() > 100);
}

TEST_CASE("what a stopped script left in its budget does not come back") {
  ScriptState state({"x", "x.lua",
                     "function spin() while true do end end\n"
                     "function light() local n = 0 for i = 1, 10000 do n = n + i end return n end"});
  for (int round = 0; round < 3; ++round) {
    CHECK(state.Call("spin", {}).error().kind == ScriptFailureKind::kInstructions);
    CHECK(state.Call("light", {}) == ScriptValue(50005000.0));
  }
}

TEST_CASE("a stopped script names the line it was stopped at") {
  ScriptState state({"x", "scripts/адрес.lua", "function spin()\n  local n = 0\n  while true do n = n + 1 end\nend"}, kWide);
  CHECK(state.Call("spin", {}).error().reason == "scripts/адрес.lua:3: исчерпан запас в 1000000 инструкций");
}

}  // namespace
}  // namespace autorules
