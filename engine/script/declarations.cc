// define(…) and rule{…}.
#include <algorithm>
#include <limits>

#include "engine/script/sandbox.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::size_t kDeclarations = 1000;  ///< of each kind in one script
constexpr std::size_t kNames = 100;          ///< attributes that one rule reads or writes
constexpr std::size_t kNameBytes = 255;
constexpr std::size_t kBasisBytes = 2000;

constexpr std::string_view kFields[] = {"name", "set", "priority", "basis", "reads", "writes", "when", "act"};

void CheckDeclaring(lua_State* L, const char* what) {
  if (!SandboxOf(L).declaring) luaL_error(L, "%s вызывают только на верхнем уровне скрипта", what);
}

/// The text on top, popped. `what` names it in errors.
std::string TakeText(lua_State* L, const char* what, std::size_t most, bool may_be_empty) {
  if (lua_type(L, -1) != LUA_TSTRING) luaL_error(L, "%s: нужен текст, а не %s", what, luaL_typename(L, -1));
  std::string text(TextAt(L, -1));
  if (text.empty() && !may_be_empty) luaL_error(L, "%s: пустой текст", what);
  if (text.size() > most) luaL_error(L, "%s: текст длиннее %d байт", what, static_cast<int>(most));
  if (!IsValidUtf8(text)) luaL_error(L, "%s: текст не в UTF-8", what);
  lua_pop(L, 1);
  return text;
}

int Define(lua_State* L) {
  CheckDeclaring(L, "define");
  lua_settop(L, 2);
  lua_pushvalue(L, 1);
  const std::string name = TakeText(L, "define", kNameBytes, false);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  MeterOf(L).Charge(20);
  GetSlot(L, Slot::kFunctions);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, -2) != LUA_TNIL) return luaL_error(L, "define: функция «%s» уже есть", name.c_str());
  lua_pop(L, 1);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 2);
  lua_rawset(L, -3);
  return 0;
}

/// Pushes the field of the table at 1.
int GetField(lua_State* L, const char* field) {
  lua_pushstring(L, field);
  return lua_rawget(L, 1);
}

std::string TakeField(lua_State* L, const char* field, std::size_t most, bool needed) {
  if (GetField(L, field) != LUA_TNIL || needed) return TakeText(L, field, most, !needed);
  lua_pop(L, 1);
  return {};
}

std::int32_t TakePriority(lua_State* L) {
  const int type = GetField(L, "priority");
  int whole = 1;
  const lua_Integer priority = type == LUA_TNIL ? 0 : lua_tointegerx(L, -1, &whole);
  using Limits = std::numeric_limits<std::int32_t>;
  if ((type != LUA_TNIL && type != LUA_TNUMBER) || whole == 0 || priority < Limits::min() || priority > Limits::max()) {
    luaL_error(L, "priority: нужно целое число");
  }
  lua_pop(L, 1);
  return static_cast<std::int32_t>(priority);
}

std::vector<std::string> TakeNames(lua_State* L, const char* field) {
  std::vector<std::string> names;
  const int type = GetField(L, field);
  if (type != LUA_TNIL) {
    if (type != LUA_TTABLE || IsReadOnly(L, -1)) luaL_error(L, "%s: нужен список имён", field);
    std::size_t entries = 0;
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
      if (++entries > kNames) luaL_error(L, "%s: больше %d имён", field, static_cast<int>(kNames));
    }
    for (std::size_t i = 1; i <= entries; ++i) {
      lua_rawgeti(L, -1, static_cast<lua_Integer>(i));
      names.push_back(TakeText(L, field, kNameBytes, false));
    }
  }
  lua_pop(L, 1);
  return names;
}

void CheckFields(lua_State* L) {
  for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "rule: у поля нет имени");
    const std::string_view field = TextAt(L, -2);
    if (std::find(std::begin(kFields), std::end(kFields), field) == std::end(kFields)) {
      luaL_error(L, "rule: неизвестное поле «%s»", std::string(field.substr(0, kNameBytes)).c_str());
    }
  }
}

/// Adds the function of the field to kRules.
void KeepFunction(lua_State* L, const char* field) {
  GetSlot(L, Slot::kRules);
  if (GetField(L, field) != LUA_TFUNCTION) luaL_error(L, "%s: нужна функция, а не %s", field, luaL_typename(L, -1));
  lua_rawseti(L, -2, static_cast<lua_Integer>(lua_rawlen(L, -2)) + 1);
  lua_pop(L, 1);
}

std::uint32_t CallerLine(lua_State* L) {
  lua_Debug caller;
  if (lua_getstack(L, 1, &caller) == 0 || lua_getinfo(L, "l", &caller) == 0) return 0;
  return caller.currentline > 0 ? static_cast<std::uint32_t>(caller.currentline) : 0;
}

int DeclareRule(lua_State* L) {
  CheckDeclaring(L, "rule");
  CheckTable(L, 1);
  lua_settop(L, 1);
  Sandbox& sandbox = SandboxOf(L);
  sandbox.meter.ChargeWalk();
  sandbox.meter.Charge(100);
  if (sandbox.rules.size() == kDeclarations) luaL_error(L, "rule: больше %d правил", static_cast<int>(kDeclarations));
  CheckFields(L);
  ScriptRule rule;
  rule.line = CallerLine(L);
  rule.name = TakeField(L, "name", kNameBytes, true);
  rule.set = TakeField(L, "set", kNameBytes, false);
  rule.basis = TakeField(L, "basis", kBasisBytes, false);
  rule.priority = TakePriority(L);
  rule.reads = TakeNames(L, "reads");
  rule.writes = TakeNames(L, "writes");
  KeepFunction(L, "when");
  KeepFunction(L, "act");
  sandbox.rules.push_back(std::move(rule));
  return 0;
}

}  // namespace

void AddDeclarations(lua_State* L) {
  const luaL_Reg functions[] = {{"define", Define}, {"rule", DeclareRule}, {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace autorules
