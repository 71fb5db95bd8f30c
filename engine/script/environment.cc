// What scripts see: the globals, the read-only libraries, and the names that stop a script.
#include <algorithm>
#include <array>

#include "engine/script/sandbox.h"

namespace autorules {
namespace {

/// Fields of our own metatables beside the events.
constexpr int kReadOnlyMark = 2;

constexpr std::array<std::string_view, 24> kBlocked = {
    "io",          "os",          "package",       "debug",           "require",     "load",
    "loadstring",  "loadfile",    "dofile",        "collectgarbage",  "coroutine",   "print",
    "warn",        "rawset",      "next",          "xpcall",          "math.random", "math.randomseed",
    "string.dump", "string.pack", "string.unpack", "string.packsize", "getfenv",     "setfenv"};

/// Upvalue 1: "" or the library and a dot.
int FindMissing(lua_State* L) {
  if (lua_type(L, 2) == LUA_TSTRING) {
    const std::string name = std::string(TextAt(L, lua_upvalueindex(1))) + std::string(TextAt(L, 2));
    if (std::find(kBlocked.begin(), kBlocked.end(), name) != kBlocked.end()) MeterOf(L).StopBlocked(name);
  }
  lua_pushnil(L);
  return 1;
}

int RefuseWrite(lua_State* L) { return luaL_error(L, "эту таблицу можно только читать"); }

/// Gives the table on top a metatable that answers for names which it lacks.
void AnswerMissing(lua_State* L, const char* prefix) {
  lua_createtable(L, 0, 1);
  lua_pushstring(L, prefix);
  lua_pushcclosure(L, FindMissing, 1);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

/// Puts a table that can only be read in place of the library on top, as scripts may not leave anything behind in it.
void Protect(lua_State* L) {
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, RefuseWrite);
  lua_setfield(L, -2, "__newindex");
  MarkReadOnly(L);
  lua_setmetatable(L, -2);
  lua_remove(L, -2);
}

/// Upvalue 1: one of Lua's own functions whose work grows with its first string or is dear in itself.
int CallCharged(lua_State* L) {
  const std::size_t bytes = lua_type(L, 1) == LUA_TSTRING ? lua_rawlen(L, 1) : 0;
  MeterOf(L).Charge(20 + bytes / 4);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/// Copies functions of the library at `library` to the table on top.
void Copy(lua_State* L, int library, std::initializer_list<const char*> names, bool charged) {
  for (const char* name : names) {
    lua_getfield(L, library, name);
    if (charged) lua_pushcclosure(L, CallCharged, 1);
    lua_setfield(L, -2, name);
  }
}

/// utf8.codepoint gives all values at once.
int Codepoint(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  const lua_Integer from = luaL_optinteger(L, 2, 1);
  const std::size_t begin = BeginAt(from, text.size());
  const lua_Integer to = luaL_optinteger(L, 3, static_cast<lua_Integer>(begin));
  const std::size_t end = EndAt(to, text.size());
  if (end > begin && end - begin >= kMostValues) return luaL_error(L, "too many values");
  MeterOf(L).Charge(kMostValues / 4);
  lua_settop(L, 3);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

void AddMath(lua_State* L, int base) {
  luaL_requiref(L, "math", luaopen_math, 0);
  const int library = lua_gettop(L);
  lua_createtable(L, 0, 32);
  Copy(L, library,
       {"abs", "ceil", "floor", "huge", "max", "maxinteger", "min", "mininteger", "pi", "tointeger", "type", "ult"},
       false);
  Copy(L, library, {"acos", "asin", "atan", "cos", "deg", "exp", "fmod", "log", "modf", "rad", "sin", "sqrt", "tan"},
       true);
  AnswerMissing(L, "math.");
  Protect(L);
  lua_setfield(L, base, "math");
  lua_pop(L, 1);
}

void AddUtf8(lua_State* L, int base) {
  luaL_requiref(L, "utf8", luaopen_utf8, 0);
  const int library = lua_gettop(L);
  lua_createtable(L, 0, 8);
  Copy(L, library, {"char", "charpattern", "codes"}, false);
  Copy(L, library, {"len", "offset"}, true);
  lua_getfield(L, library, "codepoint");
  lua_pushcclosure(L, Codepoint, 1);
  lua_setfield(L, -2, "codepoint");
  Protect(L);
  lua_setfield(L, base, "utf8");
  lua_pop(L, 1);
}

void AddString(lua_State* L, int base) {
  luaL_requiref(L, "string", luaopen_string, 0);
  const int library = lua_gettop(L);
  lua_createtable(L, 0, 24);
  Copy(L, library, {"char", "len", "sub"}, false);
  AddStringFunctions(L);
  // `function(text)` hides the library; `text.contains(text, "…")` then still finds it, through the string.
  AddTextFunctions(L);
  AddPatternFunctions(L);
  AnswerMissing(L, "string.");
  // The metatable of all strings: ours alone, without the arithmetic of Lua's.
  lua_pushliteral(L, "");
  lua_createtable(L, 0, 4);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  MarkReadOnly(L);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  Protect(L);
  lua_setfield(L, base, "string");
  lua_pop(L, 1);
}

void AddLibrary(lua_State* L, int base, const char* name, void (*add)(lua_State*)) {
  lua_createtable(L, 0, 8);
  add(L);
  Protect(L);
  lua_setfield(L, base, name);
}

void AddBase(lua_State* L, int base) {
  luaL_requiref(L, "_G", luaopen_base, 0);
  const int library = lua_gettop(L);
  lua_pushvalue(L, base);
  Copy(L, library, {"assert", "error", "ipairs", "rawequal", "rawget", "rawlen", "select", "type"}, false);
  Copy(L, library, {"tonumber"}, true);
  AddBaseFunctions(L);
  AddDeclarations(L);
  lua_pop(L, 2);
}

}  // namespace

void MarkReadOnly(lua_State* L) {
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushboolean(L, 1);
  lua_rawseti(L, -2, kReadOnlyMark);
}

bool IsReadOnly(lua_State* L, int index) {
  if (lua_getmetatable(L, index) == 0) return false;
  const bool marked = lua_rawgeti(L, -1, kReadOnlyMark) == LUA_TBOOLEAN;
  lua_pop(L, 2);
  return marked;
}

void CheckTable(lua_State* L, int index) {
  luaL_checktype(L, index, LUA_TTABLE);
  if (IsReadOnly(L, index)) RefuseWrite(L);
}

void BuildBase(lua_State* L) {
  lua_createtable(L, 0, 32);
  const int base = lua_gettop(L);
  AddBase(L, base);
  AddMath(L, base);
  AddUtf8(L, base);
  AddString(L, base);
  AddLibrary(L, base, "table", AddTableFunctions);
  AddLibrary(L, base, "text", AddTextFunctions);
  AnswerMissing(L, "");
  SetSlot(L, Slot::kBase);
  // Lua's own libraries are out of reach from here on.
  lua_pushnil(L);
  lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_createtable(L, 0, 0);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

void BuildEnvironment(lua_State* L) {
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 2);
  GetSlot(L, Slot::kBase);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  SetSlot(L, Slot::kEnvironment);
  for (const Slot slot : {Slot::kFunctions, Slot::kRules, Slot::kMetatables}) {
    lua_createtable(L, 0, 0);
    SetSlot(L, slot);
  }
  for (const Slot slot : {Slot::kMessage, Slot::kRead}) {
    lua_pushnil(L);
    SetSlot(L, slot);
  }
}

}  // namespace autorules
