// text.*: the engine's own view of a text, for scripts.
#include "engine/script/sandbox.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

/// Pays for reading the text into words, unless that was done just now.
void ChargeReading(lua_State* L, std::string_view text) {
  Sandbox& sandbox = SandboxOf(L);
  sandbox.meter.Charge(20 + text.size() / (sandbox.words.IsRead(text) ? 64 : 2));
}

int Contains(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  const std::string_view literal = CheckText(L, 2);
  ChargeReading(L, text);
  Sandbox& sandbox = SandboxOf(L);
  sandbox.meter.Charge(100 + 4 * literal.size() + sandbox.words.CountTokens(text) / 4);
  const auto found = sandbox.words.Contains(text, literal);
  if (!found) return luaL_error(L, "text.contains: %s", found.error().what.ru.c_str());
  lua_pushboolean(L, *found);
  return 1;
}

int Words(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  ChargeReading(L, text);
  lua_pushinteger(L, static_cast<lua_Integer>(SandboxOf(L).words.CountWords(text)));
  return 1;
}

int FoldText(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  MeterOf(L).Charge(4 + text.size());
  Push(L, Fold(text));
  return 1;
}

}  // namespace

void AddTextFunctions(lua_State* L) {
  const luaL_Reg functions[] = {{"contains", Contains}, {"fold", FoldText}, {"words", Words}, {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace autorules
