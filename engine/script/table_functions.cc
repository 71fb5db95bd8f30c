// table.*: on what the table itself holds, without metamethods, so that lengths are real and work is known beforehand.
#include <algorithm>

#include "engine/script/sandbox.h"

namespace autorules {
namespace {

lua_Integer Length(lua_State* L, int index) { return static_cast<lua_Integer>(lua_rawlen(L, index)); }

/// Elements of [from, to]; 0 as well for the range of all numbers, whose count overflows.
std::size_t CountRange(lua_Integer from, lua_Integer to) {
  return from > to ? 0 : static_cast<std::size_t>(static_cast<lua_Unsigned>(to) - static_cast<lua_Unsigned>(from)) + 1;
}

/// Pays for the elements of a range, however long.
void ChargeRange(lua_State* L, lua_Integer from, lua_Integer to) {
  const std::size_t count = CountRange(from, to);
  if (from <= to && count == 0) MeterOf(L).StopBudget();
  MeterOf(L).ChargeSteps(count);
}

int Insert(lua_State* L) {
  CheckTable(L, 1);
  const lua_Integer end = Length(L, 1) + 1;
  lua_Integer at = end;
  if (lua_gettop(L) == 3) {
    at = luaL_checkinteger(L, 2);
    luaL_argcheck(L, at >= 1 && at <= end, 2, "position out of bounds");
    ChargeRange(L, at, end);
    for (lua_Integer i = end; i > at; --i) {
      lua_rawgeti(L, 1, i - 1);
      lua_rawseti(L, 1, i);
    }
  } else if (lua_gettop(L) != 2) {
    return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_rawseti(L, 1, at);
  return 0;
}

int Remove(lua_State* L) {
  CheckTable(L, 1);
  const lua_Integer length = Length(L, 1);
  lua_Integer at = luaL_optinteger(L, 2, length);
  if (lua_gettop(L) > 1) luaL_argcheck(L, at == length || (at >= 1 && at <= length + 1), 2, "position out of bounds");
  ChargeRange(L, at, length);
  lua_rawgeti(L, 1, at);
  for (; at < length; ++at) {
    lua_rawgeti(L, 1, at + 1);
    lua_rawseti(L, 1, at);
  }
  if (at <= length || lua_gettop(L) > 1) {
    lua_pushnil(L);
    lua_rawseti(L, 1, at);
  }
  return 1;
}

int Move(lua_State* L) {
  CheckTable(L, 1);
  const lua_Integer from = luaL_checkinteger(L, 2);
  const lua_Integer to = luaL_checkinteger(L, 3);
  const lua_Integer at = luaL_checkinteger(L, 4);
  const int target = lua_isnoneornil(L, 5) ? 1 : 5;
  CheckTable(L, target);
  if (to >= from) {
    ChargeRange(L, from, to);
    const lua_Integer count = to - from + 1;
    luaL_argcheck(L, at <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    const bool same = target == 1 || lua_rawequal(L, 1, target) != 0;
    const bool backwards = same && at > from && at <= to;
    for (lua_Integer i = 0; i < count; ++i) {
      const lua_Integer offset = backwards ? count - 1 - i : i;
      lua_rawgeti(L, 1, from + offset);
      lua_rawseti(L, target, at + offset);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

int Concat(lua_State* L) {
  CheckTable(L, 1);
  std::size_t separator_size = 0;
  const char* const separator_text = luaL_optlstring(L, 2, "", &separator_size);
  const std::string_view separator(separator_text, separator_size);
  const lua_Integer from = luaL_optinteger(L, 3, 1);
  const lua_Integer to = luaL_optinteger(L, 4, Length(L, 1));
  ChargeRange(L, from, to);
  std::string out;
  for (lua_Integer i = from; i <= to; ++i) {
    lua_rawgeti(L, 1, i);
    if (lua_isstring(L, -1) == 0) {
      return luaL_error(L, "invalid value (at index %I) in table for 'concat'", static_cast<LUAI_UACINT>(i));
    }
    const std::string_view text = TextAt(L, -1);
    MeterOf(L).Charge((text.size() + separator.size()) / 16);
    if (i > from) Append(L, out, separator);
    Append(L, out, text);
    lua_pop(L, 1);
  }
  Push(L, out);
  return 1;
}

int Pack(lua_State* L) {
  const int count = lua_gettop(L);
  ChargeRange(L, 1, count);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; --i) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

int Unpack(lua_State* L) {
  CheckTable(L, 1);
  const lua_Integer from = luaL_optinteger(L, 2, 1);
  const lua_Integer to = luaL_optinteger(L, 3, Length(L, 1));
  if (from > to) return 0;
  if (CountRange(from, to) - 1 >= kMostValues) return luaL_error(L, "too many results to unpack");
  ChargeRange(L, from, to);
  const int count = static_cast<int>(to - from + 1);
  luaL_checkstack(L, count, nullptr);
  for (int i = 0; i < count; ++i) lua_rawgeti(L, 1, from + i);
  return count;
}

/// Whether element `a` of the list on top belongs before element `b`. The comparator, or nil, lies at 2.
bool Before(lua_State* L, lua_Integer a, lua_Integer b) {
  lua_rawgeti(L, -1, a);
  lua_rawgeti(L, -2, b);
  bool before = false;
  if (lua_isnil(L, 2)) {
    before = lua_compare(L, -2, -1, LUA_OPLT) != 0;
    lua_pop(L, 2);
  } else {
    lua_pushvalue(L, 2);
    lua_insert(L, -3);
    lua_call(L, 2, 1);
    before = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
  }
  return before;
}

/// Merges [begin, middle) and [middle, end) of the list on top into the list below it.
void Merge(lua_State* L, lua_Integer begin, lua_Integer middle, lua_Integer end) {
  lua_Integer left = begin;
  lua_Integer right = middle;
  for (lua_Integer at = begin; at < end; ++at) {
    const bool take_right = left == middle || (right < end && Before(L, right, left));
    lua_rawgeti(L, -1, take_right ? right++ : left++);
    lua_rawseti(L, -3, at);
  }
}

/// A merge sort, on copies: as many comparisons whatever the comparator says, and a comparator that changes the table
/// changes nothing here. Equal elements keep their order.
int Sort(lua_State* L) {
  CheckTable(L, 1);
  if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  const lua_Integer length = Length(L, 1);
  std::size_t passes = 3;
  for (lua_Integer width = 1; width < length; width *= 2) ++passes;
  for (std::size_t i = 0; i < passes; ++i) ChargeRange(L, 1, length);
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 0);
  for (lua_Integer i = 1; i <= length; ++i) {
    lua_rawgeti(L, 1, i);
    lua_rawseti(L, -2, i);
  }
  for (lua_Integer width = 1; width < length; width *= 2) {
    for (lua_Integer begin = 1; begin <= length; begin += 2 * width) {
      Merge(L, begin, std::min(begin + width, length + 1), std::min(begin + 2 * width, length + 1));
    }
    lua_insert(L, -2);
  }
  for (lua_Integer i = 1; i <= length; ++i) {
    lua_rawgeti(L, -1, i);
    lua_rawseti(L, 1, i);
  }
  return 0;
}

}  // namespace

void AddTableFunctions(lua_State* L) {
  const luaL_Reg functions[] = {{"insert", Insert}, {"remove", Remove}, {"move", Move}, {"concat", Concat},
                                {"pack", Pack},     {"unpack", Unpack}, {"sort", Sort}, {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace autorules
