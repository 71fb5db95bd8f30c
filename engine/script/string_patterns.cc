// string.find, match, gmatch and gsub over LuaPattern.
#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/script/lua_pattern.h"
#include "engine/script/sandbox.h"

namespace autorules {
namespace {

/// A step of the matcher takes a fraction of a VM instruction.
constexpr std::size_t kStepsPerUnit = 8;

LuaPattern Compile(lua_State* L, std::string_view pattern, LuaPattern::Anchor anchor = LuaPattern::Anchor::kAllowed) {
  MeterOf(L).Charge(8 + pattern.size());
  auto compiled = LuaPattern::Compile(pattern, anchor);
  if (!compiled) luaL_error(L, "%s", compiled.error().c_str());
  return std::move(*compiled);
}

/// Runs one of LuaPattern's matchers and pays for its steps; stops the script when they are more than it has left.
template <typename Matcher>
bool Matches(lua_State* L, Matcher matcher) {
  Meter& meter = MeterOf(L);
  const std::size_t given = meter.left() * kStepsPerUnit;
  std::size_t steps = given;
  const LuaPattern::Outcome outcome = matcher(steps);
  if (outcome == LuaPattern::Outcome::kOutOfSteps) meter.StopBudget();
  meter.Charge((given - steps) / kStepsPerUnit + 1);
  return outcome == LuaPattern::Outcome::kMatch;
}

void PushCapture(lua_State* L, std::string_view text, const LuaMatch& match, std::size_t index) {
  if (index == 0 && match.captures.empty()) return Push(L, text.substr(match.begin, match.end - match.begin));
  if (index >= match.captures.size()) luaL_error(L, "invalid capture index %%%d", static_cast<int>(index + 1));
  const LuaMatch::Capture& capture = match.captures[index];
  if (capture.position) return lua_pushinteger(L, static_cast<lua_Integer>(capture.begin) + 1);
  Push(L, text.substr(capture.begin, capture.end - capture.begin));
}

/// Pushes all captures, or the whole match when there are none and `whole` is set.
int PushCaptures(lua_State* L, std::string_view text, const LuaMatch& match, bool whole) {
  const std::size_t count = match.captures.empty() && whole ? 1 : match.captures.size();
  luaL_checkstack(L, static_cast<int>(count), nullptr);
  for (std::size_t i = 0; i < count; ++i) PushCapture(L, text, match, i);
  return static_cast<int>(count);
}

bool IsPlain(std::string_view pattern) { return pattern.find_first_of("^$*+?.([%-") == std::string_view::npos; }

/// Linear where std::string_view::find is quadratic.
std::size_t FindPlain(std::string_view text, std::string_view what, std::size_t from) {
  const void* const at = memmem(text.data() + from, text.size() - from, what.data(), what.size());
  return at == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(at) - text.data());
}

int FindOrMatch(lua_State* L, bool find) {
  const std::string_view text = CheckText(L, 1);
  const std::string_view pattern = CheckText(L, 2);
  const std::size_t from = BeginAt(luaL_optinteger(L, 3, 1), text.size()) - 1;
  if (from > text.size()) {
    lua_pushnil(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) != 0 || IsPlain(pattern))) {
    MeterOf(L).Charge(4 + (text.size() - from + pattern.size()) / 8);
    const std::size_t at = FindPlain(text, pattern, from);
    if (at == std::string_view::npos) {
      lua_pushnil(L);
      return 1;
    }
    lua_pushinteger(L, static_cast<lua_Integer>(at) + 1);
    lua_pushinteger(L, static_cast<lua_Integer>(at) + static_cast<lua_Integer>(pattern.size()));
    return 2;
  }
  const LuaPattern compiled = Compile(L, pattern);
  LuaMatch match;
  if (!Matches(L, [&](std::size_t& steps) { return compiled.Find(text, from, steps, match); })) {
    lua_pushnil(L);
    return 1;
  }
  if (!find) return PushCaptures(L, text, match, true);
  lua_pushinteger(L, static_cast<lua_Integer>(match.begin) + 1);
  lua_pushinteger(L, static_cast<lua_Integer>(match.end));
  return 2 + PushCaptures(L, text, match, false);
}

int Find(lua_State* L) { return FindOrMatch(L, true); }
int Match(lua_State* L) { return FindOrMatch(L, false); }

constexpr lua_Integer kNowhere = -1;

/// Upvalues: text, pattern, where to look next, end of the match before (an empty match there is no new one).
int NextMatch(lua_State* L) {
  const std::string_view text = TextAt(L, lua_upvalueindex(1));
  const LuaPattern pattern = Compile(L, TextAt(L, lua_upvalueindex(2)), LuaPattern::Anchor::kLiteral);
  auto from = static_cast<std::size_t>(lua_tointeger(L, lua_upvalueindex(3)));
  const lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));
  LuaMatch match;
  while (from <= text.size() &&
         Matches(L, [&](std::size_t& steps) { return pattern.Find(text, from, steps, match); })) {
    if (static_cast<lua_Integer>(match.end) == last) {
      from = match.begin + 1;
      continue;
    }
    for (const int upvalue : {3, 4}) {
      lua_pushinteger(L, static_cast<lua_Integer>(match.end));
      lua_replace(L, lua_upvalueindex(upvalue));
    }
    return PushCaptures(L, text, match, true);
  }
  return 0;
}

int MatchAll(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  CheckText(L, 2);
  const lua_Integer from = luaL_optinteger(L, 3, 1);
  const std::size_t begin = std::min(BeginAt(from, text.size()) - 1, text.size() + 1);
  lua_settop(L, 2);
  lua_pushinteger(L, static_cast<lua_Integer>(begin));
  lua_pushinteger(L, kNowhere);
  lua_pushcclosure(L, NextMatch, 4);
  return 1;
}

/// Pushes what the replacement string at 3 makes of the match.
void PushFilledIn(lua_State* L, std::string_view text, const LuaMatch& match) {
  const std::string_view replacement = TextAt(L, 3);
  std::string out;
  MeterOf(L).Charge(replacement.size() / 8);
  for (std::size_t pos = 0; pos < replacement.size(); ++pos) {
    const char c = replacement[pos];
    if (c != '%') {
      Append(L, out, std::string_view(&c, 1));
      continue;
    }
    const char next = ++pos < replacement.size() ? replacement[pos] : '\0';
    if (next == '%') {
      Append(L, out, "%");
    } else if (next == '0') {
      Append(L, out, text.substr(match.begin, match.end - match.begin));
    } else if (next >= '1' && next <= '9') {
      PushCapture(L, text, match, static_cast<std::size_t>(next - '1'));
      Append(L, out, TextAt(L, -1));
      lua_pop(L, 1);
    } else {
      luaL_error(L, "invalid use of '%%' in replacement string");
    }
  }
  Push(L, out);
}

void AppendReplacement(lua_State* L, std::string& out, std::string_view text, const LuaMatch& match) {
  switch (lua_type(L, 3)) {
    case LUA_TFUNCTION: {
      lua_pushvalue(L, 3);
      const int count = PushCaptures(L, text, match, true);
      lua_call(L, count, 1);
      break;
    }
    case LUA_TTABLE:
      PushCapture(L, text, match, 0);
      lua_gettable(L, 3);
      break;
    default: PushFilledIn(L, text, match);
  }
  if (lua_toboolean(L, -1) == 0) {
    Append(L, out, text.substr(match.begin, match.end - match.begin));
  } else if (lua_isstring(L, -1) == 0) {
    luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  } else {
    Append(L, out, TextAt(L, -1));
  }
  lua_pop(L, 1);
}

int Substitute(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  const LuaPattern pattern = Compile(L, CheckText(L, 2));
  const int type = lua_type(L, 3);
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TTABLE || type == LUA_TFUNCTION, 3,
                   "string/function/table");
  const lua_Integer most = luaL_optinteger(L, 4, std::numeric_limits<lua_Integer>::max());
  lua_settop(L, 3);
  if (type == LUA_TNUMBER) lua_tolstring(L, 3, nullptr);
  std::string out;
  LuaMatch match;
  lua_Integer count = 0;
  std::size_t from = 0;
  std::size_t last = std::string_view::npos;
  while (count < most) {
    // The text up to the next match is looked at place by place, so that a match may end where the last one did.
    const bool found = Matches(L, [&](std::size_t& steps) { return pattern.MatchAt(text, from, steps, match); });
    if (found && match.end != last) {
      ++count;
      AppendReplacement(L, out, text, match);
      from = last = match.end;
    } else if (from < text.size()) {
      Append(L, out, text.substr(from++, 1));
    } else {
      break;
    }
    if (pattern.anchored()) break;
  }
  Append(L, out, text.substr(from));
  Push(L, out);
  lua_pushinteger(L, count);
  return 2;
}

}  // namespace

void AddPatternFunctions(lua_State* L) {
  const luaL_Reg functions[] = {
      {"find", Find}, {"match", Match}, {"gmatch", MatchAll}, {"gsub", Substitute}, {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace autorules
