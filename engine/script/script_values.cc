#include "engine/script/script_values.h"

#include <algorithm>
#include <cmath>

#include "engine/script/sandbox.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::size_t kListItems = 1000;
constexpr std::size_t kReasonCharacters = 200;
/// Whole numbers up to here are exact as double.
constexpr double kExact = 9007199254740992.0;

std::string ReadText(lua_State* L, int index, const std::string& what, std::size_t& room) {
  const std::string_view text = TextAt(L, index);
  MeterOf(L).Charge(text.size() / 16);
  if (text.size() > room) {
    luaL_error(L, "%s: больше %d КиБ текста", what.c_str(), static_cast<int>(MeterOf(L).limits().string_bytes / 1024));
  }
  if (!IsValidUtf8(text)) luaL_error(L, "%s: текст не в UTF-8", what.c_str());
  room -= text.size();
  return std::string(text);
}

/// Checks that the table at the index is plain data and counts its entries.
std::size_t CountEntries(lua_State* L, int index, const std::string& what) {
  if (lua_getmetatable(L, index) != 0) luaL_error(L, "%s: таблица с метатаблицей", what.c_str());
  MeterOf(L).ChargeWalk();
  std::size_t entries = 0;
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
    if (++entries > kListItems) {
      luaL_error(L, "%s: больше %d значений", what.c_str(), static_cast<int>(kListItems));
    }
  }
  MeterOf(L).ChargeSteps(4 * entries);
  return entries;
}

/// `m.name`: asks the reader, once for each text, as every answer would be another copy of it.
int ReadAttribute(lua_State* L) {
  const ScriptReader* const read = SandboxOf(L).reader;
  GetSlot(L, Slot::kMessage);
  if (read == nullptr || lua_rawequal(L, 1, -1) == 0) return luaL_error(L, "m действует только внутри своего правила");
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "имя атрибута — текст, а не %s", luaL_typename(L, 2));
  MeterOf(L).Charge(20);
  GetSlot(L, Slot::kRead);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  lua_pop(L, 1);
  const std::optional<ScriptValue> value = (*read)(TextAt(L, 2));
  if (!value) return luaL_error(L, "атрибут «%s» не объявлен в reads", lua_tostring(L, 2));
  PushValue(L, *value);
  if (lua_isstring(L, -1) != 0) {
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
  }
  return 1;
}

int RefuseMessageWrite(lua_State* L) {
  return luaL_error(L, "m можно только читать: правило возвращает таблицу из act");
}

}  // namespace

void PushValue(lua_State* L, const ScriptValue& value) {
  luaL_checkstack(L, 3, nullptr);
  struct Visitor {
    lua_State* L;
    void operator()(std::monostate) const { lua_pushnil(L); }
    void operator()(bool truth) const { lua_pushboolean(L, truth); }
    void operator()(double number) const {
      if (std::abs(number) <= kExact && number == std::floor(number)) {
        lua_pushinteger(L, static_cast<lua_Integer>(number));
      } else {
        lua_pushnumber(L, number);
      }
    }
    void operator()(const std::string& text) const { Push(L, text); }
    void operator()(const std::vector<std::string>& list) const {
      MeterOf(L).Charge(list.size());
      lua_createtable(L, 0, 0);
      for (std::size_t i = 0; i < list.size(); ++i) {
        Push(L, list[i]);
        lua_rawseti(L, -2, static_cast<lua_Integer>(i) + 1);
      }
    }
  };
  std::visit(Visitor{L}, value);
}

ScriptValue ReadValue(lua_State* L, int index, const std::string& what, std::size_t& room) {
  index = lua_absindex(L, index);
  switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL: return std::monostate{};
    case LUA_TBOOLEAN: return lua_toboolean(L, index) != 0;
    case LUA_TNUMBER:
      if (!std::isfinite(lua_tonumber(L, index))) luaL_error(L, "%s: число не конечно", what.c_str());
      return static_cast<double>(lua_tonumber(L, index));
    case LUA_TSTRING: return ReadText(L, index, what, room);
    case LUA_TTABLE: break;
    default: luaL_error(L, "%s: значение типа %s", what.c_str(), luaL_typename(L, index));
  }
  std::vector<std::string> list;
  const std::size_t entries = CountEntries(L, index, what);
  for (std::size_t i = 1; i <= entries; ++i) {
    if (lua_rawgeti(L, index, static_cast<lua_Integer>(i)) != LUA_TSTRING) {
      luaL_error(L, "%s: нужен список текстов", what.c_str());
    }
    list.push_back(ReadText(L, -1, what, room));
    lua_pop(L, 1);
  }
  return list;
}

ScriptWrites ReadWrites(lua_State* L, int index, std::size_t& room) {
  index = lua_absindex(L, index);
  if (lua_type(L, index) != LUA_TTABLE) luaL_error(L, "act: нужна таблица, а не %s", luaL_typename(L, index));
  CountEntries(L, index, "act");
  ScriptWrites writes;
  for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
    if (lua_type(L, -2) != LUA_TSTRING) luaL_error(L, "act: имя атрибута — текст, а не %s", luaL_typename(L, -2));
    std::string name = ReadText(L, -2, "act", room);
    ScriptValue value = ReadValue(L, -1, "act: «" + name + "»", room);
    writes.emplace_back(std::move(name), std::move(value));
  }
  std::sort(writes.begin(), writes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return writes;
}

void BuildMessageMetatable(lua_State* L) {
  lua_createtable(L, 0, 4);
  lua_pushcfunction(L, ReadAttribute);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, RefuseMessageWrite);
  lua_setfield(L, -2, "__newindex");
  MarkReadOnly(L);
  SetSlot(L, Slot::kMessageMetatable);
}

void PushMessage(lua_State* L) {
  lua_createtable(L, 0, 0);
  SetSlot(L, Slot::kRead);
  lua_createtable(L, 0, 0);
  GetSlot(L, Slot::kMessageMetatable);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  SetSlot(L, Slot::kMessage);
}

std::string DescribeError(lua_State* L, int index) {
  std::string text;
  switch (lua_type(L, index)) {
    case LUA_TSTRING: {
      const std::string_view bytes = TextAt(L, index);
      text = RepairUtf8(bytes.substr(0, 4 * kReasonCharacters + 4));
      break;
    }
    case LUA_TNUMBER: text = "ошибка " + std::to_string(lua_tonumber(L, index)); break;
    case LUA_TNIL: text = "ошибка без описания"; break;
    default: text = std::string("ошибка без описания: значение типа ") + luaL_typename(L, index);
  }
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < ' ' || byte == 0x7F) text[at] = ' ';
    if ((byte & 0xC0U) != 0x80U && ++characters > kReasonCharacters) {
      text.resize(at);
      break;
    }
  }
  return text;
}

}  // namespace autorules
