#pragma once

#include <lua.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/script/meter.h"
#include "engine/script/script_state.h"
#include "engine/script/word_search.h"

/// What the functions of a sandbox share. All of them run inside a protected call: "raises" means a Lua error, which is
/// a C++ exception here, so destructors run.
namespace autorules {

/// Values that a function may give at once: long lists of arguments are copied by every call that passes them on.
inline constexpr std::size_t kMostValues = 255;

struct Sandbox {
  explicit Sandbox(const ScriptLimits& limits) : meter(limits) {}

  Meter meter;
  WordSearch words;
  const ScriptReader* reader = nullptr;  ///< while a rule runs
  bool declaring = false;                ///< the main function runs: `define` and `rule` may be called
  std::vector<ScriptRule> rules;         ///< declared so far
};

/// What we keep in the registry, beside Lua's own entries.
enum class Slot : int {
  kBase = 16,    ///< the globals that every environment begins with
  kMain,         ///< the compiled script
  kEnvironment,  ///< its globals
  kFunctions,    ///< name to function, by `define`
  kRules,        ///< when and act of each rule, one after another
  kMetatables,   ///< table given to setmetatable to our copy of it
  kMessage,      ///< the `m` of the running rule
  kRead,         ///< attributes that it has read
  kMessageMetatable
};

inline Sandbox& SandboxOf(lua_State* L) { return **static_cast<Sandbox**>(lua_getextraspace(L)); }
inline Meter& MeterOf(lua_State* L) { return SandboxOf(L).meter; }

inline void GetSlot(lua_State* L, Slot slot) { lua_rawgeti(L, LUA_REGISTRYINDEX, static_cast<int>(slot)); }
/// Pops the value.
inline void SetSlot(lua_State* L, Slot slot) { lua_rawseti(L, LUA_REGISTRYINDEX, static_cast<int>(slot)); }

inline void Push(lua_State* L, std::string_view text) { lua_pushlstring(L, text.data(), text.size()); }
inline std::string_view CheckText(lua_State* L, int index) {
  std::size_t size = 0;
  const char* const text = luaL_checklstring(L, index, &size);
  return {text, size};
}
/// The string at the index, which must be one.
inline std::string_view TextAt(lua_State* L, int index) {
  std::size_t size = 0;
  const char* const text = lua_tolstring(L, index, &size);
  return {text, size};
}
/// Grows `out`, or stops the script when it would become longer than a string may be.
inline void Append(lua_State* L, std::string& out, std::string_view text) {
  if (text.size() > MeterOf(L).limits().string_bytes - out.size()) MeterOf(L).StopString();
  out += text;
}
/// A position as Lua's string functions take it (negative counts from the end), from 1.
inline std::size_t BeginAt(lua_Integer position, std::size_t size) {
  if (position > 0) return static_cast<std::size_t>(position);
  if (position == 0) return 1;
  return static_cast<std::size_t>(-(position + 1)) < size ? size + 1 - static_cast<std::size_t>(-position) : 1;
}

/// Where a range ends, from 1; 0 when before the beginning.
inline std::size_t EndAt(lua_Integer position, std::size_t size) {
  if (position > static_cast<lua_Integer>(size)) return size;
  if (position >= 0) return static_cast<std::size_t>(position);
  return position < -static_cast<lua_Integer>(size) ? 0 : size + 1 - static_cast<std::size_t>(-position);
}

/// Marks the metatable on top as that of a table which scripts may only read, and hides it from them.
void MarkReadOnly(lua_State* L);
/// True for `m`, for the library tables, and for nothing that a script made.
bool IsReadOnly(lua_State* L, int index);
/// Raises unless there is a table that may be changed (read) by raw access.
void CheckTable(lua_State* L, int index);

/// Pushes what `tostring` gives. Addresses of tables and functions differ between processes, so they are left out.
void PushText(lua_State* L, int index);

/// Makes kBase and the metatable of strings.
void BuildBase(lua_State* L);
/// Makes a new environment and sets kEnvironment and all that belongs to it.
void BuildEnvironment(lua_State* L);

// Each adds its functions to the table on top.
void AddBaseFunctions(lua_State* L);
void AddDeclarations(lua_State* L);
void AddStringFunctions(lua_State* L);
void AddPatternFunctions(lua_State* L);
void AddTableFunctions(lua_State* L);
void AddTextFunctions(lua_State* L);
int FormatText(lua_State* L);

}  // namespace autorules
