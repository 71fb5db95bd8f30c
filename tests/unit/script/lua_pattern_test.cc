#include "engine/script/lua_pattern.h"

#include <rapidcheck.h>

#include <lua.hpp>

#include "tests/support/catch.h"

namespace autorules {
namespace {

constexpr std::size_t kManySteps = 10'000'000;

/// "[begin,end) capture capture …", "-" when there is no match, "! " and the problem with the pattern.
std::string FindIn(std::string_view subject, std::string_view pattern, std::size_t from = 0) {
  const auto compiled = LuaPattern::Compile(pattern);
  if (!compiled) return "! " + compiled.error();
  std::size_t steps = kManySteps;
  LuaMatch match;
  if (compiled->Find(subject, from, steps, match) != LuaPattern::Outcome::kMatch) return "-";
  std::string found = "[" + std::to_string(match.begin) + "," + std::to_string(match.end) + ")";
  for (const LuaMatch::Capture& capture : match.captures) {
    found += capture.position ? " @" + std::to_string(capture.begin)
                              : " " + std::string(subject.substr(capture.begin, capture.end - capture.begin));
  }
  return found;
}

TEST_CASE("patterns find what the manual says") {
  struct Case {
    const char* subject;
    const char* pattern;
    const char* found;
  };
  const Case cases[] = {
      {"hello", "l+", "[2,4)"},
      {"hello", "l-o", "[2,5)"},
      {"hello", "^l", "-"},
      {"hello", "o$", "[4,5)"},
      {"a$b", "a$b", "[0,3)"},
      {"a^b", "a^b", "[0,3)"},
      {"", "", "[0,0)"},
      {"", "^$", "[0,0)"},
      {"abc", "b?c", "[1,3)"},
      {"*a", "*a", "[0,2)"},
      {"key = value", "(%w+)%s*=%s*(%w+)", "[0,11) key value"},
      {"abcabc", "(abc)%1", "[0,6) abc"},
      {"abcabd", "(abc)%1", "-"},
      {"aa", "()a()", "[0,1) @0 @1"},
      {"((x)y)z", "%b()", "[0,6)"},
      {"((x)", "%b()", "[1,4)"},
      {"xax", "%bxx", "[0,3)"},
      {"THE (quick) fox", "%f[%a]%a+%f[%A]", "[0,3)"},
      {"foo", "%f[%z]", "-"},
      {"a]b", "[]]", "[1,2)"},
      {"a-b", "[a-]+", "[0,2)"},
      {"a^b", "[%^]", "[1,2)"},
      {"xyz", "[^x]+", "[1,3)"},
      {"3.14", "%d%.%d+", "[0,4)"},
      {"дом", "[^%w%s]+", "[0,6)"},
      {"x", "[x", "! malformed pattern (missing ']')"},
      {"x", "x%", "! malformed pattern (ends with '%')"},
      {"x", "%bx", "! malformed pattern (missing arguments to '%b')"},
      {"x", "%fx", "! missing '[' after '%f' in pattern"},
      {"x", "(x", "! unfinished capture"},
      {"x", "x)", "! invalid pattern capture"},
      {"x", "(x%1)", "! invalid capture index %1"},
      {"x", "%0", "! invalid capture index %0"},
  };
  for (const Case& c : cases) {
    INFO(c.pattern << " in " << c.subject);
    CHECK(FindIn(c.subject, c.pattern) == c.found);
  }
  CHECK(FindIn("x", std::string(2000, 'x')) == "! pattern too complex");
  CHECK(FindIn("x", std::string(33, '(') + std::string(33, ')')) == "! too many captures");
}

TEST_CASE("a search that is too long ends after its steps") {
  const auto pattern = LuaPattern::Compile("a*a*a*a*a*b");
  REQUIRE(pattern);
  const std::string subject(1000, 'a');
  LuaMatch match;
  std::size_t steps = 100'000;
  CHECK(pattern->Find(subject, 0, steps, match) == LuaPattern::Outcome::kOutOfSteps);
  CHECK(steps == 0);
  steps = 100'000;
  CHECK(pattern->Find("aab", 0, steps, match) == LuaPattern::Outcome::kMatch);
  CHECK(steps > 99'900);
}

/// Lua's own library in a plain state.
class Oracle {
 public:
  Oracle() : state_(luaL_newstate()) { luaL_openlibs(state_); }
  ~Oracle() { lua_close(state_); }
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;

  /// As FindIn, save that every problem is "!".
  std::string FindIn(std::string_view subject, std::string_view pattern, std::size_t from) {
    lua_settop(state_, 0);
    lua_getglobal(state_, "string");
    lua_getfield(state_, -1, "find");
    lua_pushlstring(state_, subject.data(), subject.size());
    lua_pushlstring(state_, pattern.data(), pattern.size());
    lua_pushinteger(state_, static_cast<lua_Integer>(from + 1));
    if (lua_pcall(state_, 3, LUA_MULTRET, 0) != LUA_OK) return "!";
    if (lua_isnil(state_, 2)) return "-";
    std::string found =
        "[" + std::to_string(lua_tointeger(state_, 2) - 1) + "," + std::to_string(lua_tointeger(state_, 3)) + ")";
    for (int i = 4; i <= lua_gettop(state_); ++i) {
      found += lua_isinteger(state_, i) != 0 ? " @" + std::to_string(lua_tointeger(state_, i) - 1)
                                             : " " + std::string(lua_tostring(state_, i));
    }
    return found;
  }

 private:
  lua_State* state_;
};

std::string Joined(const std::vector<std::string>& pieces, std::size_t most) {
  const auto count = *rc::gen::inRange<std::size_t>(0, most);
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += *rc::gen::elementOf(pieces);
  return text;
}

TEST_CASE("property: patterns find what Lua's own matcher finds") {
  static const std::vector<std::string> kPieces = {
      "a",  "b",  "a",  "b",  "1",    ".",    "*",     "+",      "-",      "?",      "(",   ")",    "()", "(a", "b)",
      "^",  "$",  "[",  "]",  "[ab]", "[^a]", "[]a]",  "[a-",    "-b]",    "[%a1]",  "%",   "%a",   "%d", "%s", "%W",
      "%1", "%2", "%b", "%f", "%bab", "%b()", "%f[a]", "%f[^a]", "%f[%w]", "[a-c-]", "a-c", "(.-)", "%.", "%]", "%A"};
  static const std::vector<std::string> kLetters = {"a", "b", "a", "b", "c", "1", "(",
                                                    ")", " ", "]", "-", "^", ".", "%"};
  Oracle oracle;
  std::size_t matched = 0;
  const bool holds = rc::check("find", [&] {
    for (int i = 0; i < 300; ++i) {
      const std::string pattern = Joined(kPieces, 7);
      if (pattern.find_first_of("^$*+?.([%-") == std::string::npos) continue;  // Lua searches for it as it stands
      const std::string subject = Joined(kLetters, 12);
      const auto from = *rc::gen::inRange<std::size_t>(0, subject.size() + 1);
      const std::string ours = FindIn(subject, pattern, from);
      const std::string theirs = oracle.FindIn(subject, pattern, from);
      RC_LOG() << "«" << pattern << "» in «" << subject << "» from " << from << ": " << ours << ", Lua " << theirs
               << "\n";
      // Lua sees that a pattern is malformed only when it gets there, and then it has found nothing.
      if (ours.starts_with("!")) {
        RC_ASSERT(theirs == "!" || theirs == "-");
      } else {
        RC_ASSERT(ours == theirs);
        if (ours != "-") ++matched;
      }
    }
  });
  CHECK(holds);
  CHECK(matched > 1000);
}

}  // namespace
}  // namespace autorules
