#pragma once

#include <lua.hpp>
#include <string>

#include "engine/script/script_state.h"

/// Values between C++ and Lua. Everything here runs inside a protected call and raises an ordinary Lua error about what
/// may not pass.
namespace autorules {

/// Pushes the value; a whole number as a Lua integer, so that `"дом " .. n` shows no ".0". Lists are new tables.
void PushValue(lua_State* L, const ScriptValue& value);

/// The value at the index. `room` is how many bytes of text may still go out and is taken from; `what` names the value
/// in errors.
ScriptValue ReadValue(lua_State* L, int index, const std::string& what, std::size_t& room);

/// What `act` gave, at the index.
ScriptWrites ReadWrites(lua_State* L, int index, std::size_t& room);

/// Makes kMessageMetatable, whose tables read through Sandbox::reader.
void BuildMessageMetatable(lua_State* L);
/// Pushes the `m` of a rule that is about to run. Only the latest one can be read.
void PushMessage(lua_State* L);

/// One line of at most 200 characters about the error value at the index. Calls nothing of the script's.
std::string DescribeError(lua_State* L, int index);

}  // namespace autorules
