// string.*, save what has to do with patterns.
#include <algorithm>

#include "engine/script/sandbox.h"

namespace autorules {
namespace {

int Byte(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  const lua_Integer from = luaL_optinteger(L, 2, 1);
  const std::size_t begin = BeginAt(from, text.size());
  const lua_Integer to = luaL_optinteger(L, 3, static_cast<lua_Integer>(begin));
  const std::size_t end = EndAt(to, text.size());
  if (begin > end) return 0;
  const std::size_t count = end - begin + 1;
  if (count > kMostValues) return luaL_error(L, "too many values");
  luaL_checkstack(L, static_cast<int>(count), nullptr);
  MeterOf(L).Charge(count);
  for (std::size_t i = 0; i < count; ++i) lua_pushinteger(L, static_cast<unsigned char>(text[begin - 1 + i]));
  return static_cast<int>(count);
}

/// Gives the string changed by `change`, which gets a copy of it.
template <typename Change>
int Changed(lua_State* L, Change change) {
  std::string text(CheckText(L, 1));
  MeterOf(L).Charge(1 + text.size() / 4);
  change(text);
  Push(L, text);
  return 1;
}

int Lower(lua_State* L) {
  return Changed(L, [](std::string& text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
}

int Upper(lua_State* L) {
  return Changed(L, [](std::string& text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  });
}

int Reverse(lua_State* L) {
  return Changed(L, [](std::string& text) { std::reverse(text.begin(), text.end()); });
}

int Repeat(lua_State* L) {
  const std::string_view text = CheckText(L, 1);
  const lua_Integer asked = luaL_checkinteger(L, 2);
  std::size_t separator_size = 0;
  const char* const separator_text = luaL_optlstring(L, 3, "", &separator_size);
  const std::string_view separator(separator_text, separator_size);
  std::string out;
  const std::size_t each = text.size() + separator.size();
  if (asked > 0 && each > 0) {
    Meter& meter = MeterOf(L);
    const std::size_t most = meter.limits().string_bytes / each + 1;  // the last one has no separator
    if (static_cast<std::uint64_t>(asked) > most) meter.StopString();
    const auto count = static_cast<std::size_t>(asked);
    meter.Charge(1 + count + count * each / 16);
    out.reserve(std::min(count * each, meter.limits().string_bytes));
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) Append(L, out, separator);
      Append(L, out, text);
    }
  }
  Push(L, out);
  return 1;
}

}  // namespace

void AddStringFunctions(lua_State* L) {
  const luaL_Reg functions[] = {{"byte", Byte},         {"lower", Lower}, {"upper", Upper},  {"reverse", Reverse},
                                {"format", FormatText}, {"rep", Repeat},  {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace autorules
