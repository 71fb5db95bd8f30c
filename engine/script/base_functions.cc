// The part of Lua's basic library that the sandbox does its own way.
#include <algorithm>
#include <vector>

#include "engine/script/sandbox.h"

namespace autorules {
namespace {

/// Raising and catching takes some microseconds, and an `__index` that goes in a circle 2000 steps before it fails.
constexpr std::size_t kFailedCall = 2000;
/// Where a metatable of ours keeps the table that it was copied from.
constexpr int kOriginal = 1;

constexpr const char* kEvents[] = {"__add",    "__sub",   "__mul",      "__div",      "__mod",  "__pow",   "__unm",
                                   "__idiv",   "__band",  "__bor",      "__bxor",     "__bnot", "__shl",   "__shr",
                                   "__concat", "__len",   "__eq",       "__lt",       "__le",   "__index", "__newindex",
                                   "__call",   "__pairs", "__tostring", "__metatable"};

/// Lua's pcall, except that nothing catches a stopped script. There is no xpcall: a handler would run while hooks are
/// off.
int ProtectedCall(lua_State* L) {
  luaL_checkany(L, 1);
  const int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
  Meter& meter = MeterOf(L);
  if (meter.stopped()) meter.RaiseAgain();
  lua_pushboolean(L, status == LUA_OK);
  lua_insert(L, 1);
  if (status == LUA_OK) return lua_gettop(L);
  meter.Charge(kFailedCall);
  return 2;
}

int ToText(lua_State* L) {
  luaL_checkany(L, 1);
  PushText(L, 1);
  return 1;
}

/// The field of the table at 2, checked; pushes it.
int GetEvent(lua_State* L, const char* event) {
  lua_pushstring(L, event);
  return lua_rawget(L, 2);
}

void CheckEvent(lua_State* L, const char* event, bool table_allowed) {
  const int type = GetEvent(L, event);
  lua_pop(L, 1);
  if (type == LUA_TNIL || type == LUA_TFUNCTION || (table_allowed && type == LUA_TTABLE)) return;
  luaL_error(L, "setmetatable: '%s' must be a function", event);
}

/// Pushes our copy of the table at 2. A copy, because what it holds is checked once and must stay so: an `__call` that
/// leads to another table's `__call`, say, could go on without an instruction in between.
void PushMetatable(lua_State* L) {
  GetSlot(L, Slot::kMetatables);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) == LUA_TTABLE) return lua_remove(L, -2);
  lua_pop(L, 1);
  Meter& meter = MeterOf(L);
  // Finalisers and weak tables show when garbage is collected; closing functions run while the script is stopped.
  for (const char* event : {"__gc", "__mode", "__close"}) {
    if (GetEvent(L, event) != LUA_TNIL) meter.StopBlocked(event);
    lua_pop(L, 1);
  }
  CheckEvent(L, "__call", false);
  CheckEvent(L, "__index", true);
  CheckEvent(L, "__newindex", true);
  meter.CountMetatable();
  meter.Charge(std::size(kEvents));
  lua_createtable(L, 1, 4);
  for (const char* event : kEvents) {
    if (GetEvent(L, event) == LUA_TNIL) {
      lua_pop(L, 1);
    } else {
      lua_setfield(L, -2, event);
    }
  }
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, kOriginal);
  lua_pushvalue(L, 2);
  lua_pushvalue(L, -2);
  lua_rawset(L, -4);
  lua_remove(L, -2);
}

int SetMetatable(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, lua_isnil(L, 2) || lua_istable(L, 2), 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  lua_settop(L, 2);
  if (lua_istable(L, 2)) PushMetatable(L);
  lua_setmetatable(L, 1);
  lua_settop(L, 1);
  return 1;
}

int GetMetatable(lua_State* L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return 1;
  if (lua_getmetatable(L, 1) == 0) {
    lua_pushnil(L);
  } else {
    lua_rawgeti(L, -1, kOriginal);
  }
  return 1;
}

/// A key of a table in the order of `pairs`: false, true, numbers, strings.
struct Key {
  int type = LUA_TNIL;
  bool boolean = false;
  bool integral = false;
  lua_Integer integer = 0;
  lua_Number number = 0;
  std::string_view text;  ///< alive as long as the key is in the table
};

Key KeyAt(lua_State* L, int index) {
  Key key;
  key.type = lua_type(L, index);
  switch (key.type) {
    case LUA_TBOOLEAN: key.boolean = lua_toboolean(L, index) != 0; break;
    case LUA_TNUMBER:
      key.integral = lua_isinteger(L, index) != 0;
      key.number = lua_tonumber(L, index);
      key.integer = key.integral ? lua_tointeger(L, index) : 0;
      break;
    case LUA_TSTRING: key.text = TextAt(L, index); break;
    default: luaL_error(L, "pairs: a key is a %s, which has no order", lua_typename(L, key.type));
  }
  return key;
}

bool Before(const Key& a, const Key& b) {
  if (a.type != b.type) return a.type < b.type;
  if (a.type == LUA_TBOOLEAN) return a.boolean < b.boolean;
  if (a.type == LUA_TSTRING) return a.text < b.text;
  if (a.integral && b.integral) return a.integer < b.integer;
  return a.number < b.number || (a.number == b.number && a.integral < b.integral);
}

void PushKey(lua_State* L, const Key& key) {
  switch (key.type) {
    case LUA_TBOOLEAN: lua_pushboolean(L, key.boolean); break;
    case LUA_TSTRING: Push(L, key.text); break;
    default: key.integral ? lua_pushinteger(L, key.integer) : lua_pushnumber(L, key.number);
  }
}

/// Upvalues: the keys as a list, how many of them were given out.
int NextPair(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer given = lua_tointeger(L, lua_upvalueindex(2));
  for (;;) {
    if (lua_rawgeti(L, lua_upvalueindex(1), ++given) == LUA_TNIL) return 1;
    lua_pushinteger(L, given);
    lua_replace(L, lua_upvalueindex(2));
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) return 2;
    MeterOf(L).ChargeSteps(1);
    lua_pop(L, 2);  // taken away since
  }
}

/// Lua's order of string keys differs between processes, so the keys are sorted first.
int Pairs(lua_State* L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
    return 3;
  }
  CheckTable(L, 1);
  Meter& meter = MeterOf(L);
  meter.ChargeWalk();
  std::vector<Key> keys;
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    meter.Charge(8);
    keys.push_back(KeyAt(L, -2));
  }
  if (!std::is_sorted(keys.begin(), keys.end(), Before)) {
    std::size_t compares = 0;
    for (std::size_t half = keys.size(); half > 1; half /= 2) compares += keys.size();
    meter.ChargeSteps(compares);
    std::sort(keys.begin(), keys.end(), Before);
  }
  lua_createtable(L, 0, 0);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    PushKey(L, keys[i]);
    lua_rawseti(L, -2, static_cast<lua_Integer>(i) + 1);
  }
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, NextPair, 2);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

}  // namespace

void PushText(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring") != 0) {
    if (lua_isstring(L, -1) == 0) luaL_error(L, "'__tostring' must return a string");
    return;
  }
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      MeterOf(L).Charge(16);
      lua_pushvalue(L, index);
      lua_tolstring(L, -1, nullptr);
      break;
    case LUA_TSTRING: lua_pushvalue(L, index); break;
    case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) != 0 ? "true" : "false"); break;
    default: lua_pushstring(L, luaL_typename(L, index));
  }
}

void AddBaseFunctions(lua_State* L) {
  const luaL_Reg functions[] = {{"pcall", ProtectedCall},       {"tostring", ToText}, {"setmetatable", SetMetatable},
                                {"getmetatable", GetMetatable}, {"pairs", Pairs},     {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace autorules
