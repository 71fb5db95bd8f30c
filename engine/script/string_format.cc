// string.format: what Lua has, save %a (not for people), %p (addresses differ between processes) and %q (for code).
#include <array>
#include <cstdio>

#include "engine/script/sandbox.h"

namespace autorules {
namespace {

constexpr std::size_t kDigits = 2;  ///< of a width or precision, as in Lua

/// `%`, flags, width, precision and the letter of one conversion.
struct Conversion {
  std::string flags;
  std::string width;
  bool has_precision = false;
  std::string precision;
  char letter = '\0';
};

class FormatReader {
 public:
  explicit FormatReader(std::string_view format) : format_(format) {}

  /// Reads from behind a `%`; false when it is not a conversion.
  bool Read(std::size_t& pos, Conversion& c) const {
    while (pos < format_.size() && std::string_view("-+ #0").find(format_[pos]) != std::string_view::npos) {
      c.flags += format_[pos++];
    }
    if (c.flags.size() > 5 || !ReadDigits(pos, c.width)) return false;
    c.has_precision = pos < format_.size() && format_[pos] == '.';
    if (c.has_precision && !ReadDigits(++pos, c.precision)) return false;
    if (pos == format_.size()) return false;
    c.letter = format_[pos++];
    return true;
  }

 private:
  bool ReadDigits(std::size_t& pos, std::string& digits) const {
    while (pos < format_.size() && format_[pos] >= '0' && format_[pos] <= '9') digits += format_[pos++];
    return digits.size() <= kDigits;
  }

  std::string_view format_;
};

/// Widest output: %.99f of the largest number has 309 digits before the point.
using Buffer = std::array<char, 512>;

template <typename Value>
void Print(lua_State* L, std::string& out, const Conversion& c, const char* length, Value value) {
  const std::string format =
      "%" + c.flags + c.width + (c.has_precision ? "." + c.precision : std::string()) + length + c.letter;
  Buffer buffer;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"  // put together from checked parts
  const int size = std::snprintf(buffer.data(), buffer.size(), format.c_str(), value);
#pragma GCC diagnostic pop
  Append(L, out, std::string_view(buffer.data(), static_cast<std::size_t>(size)));
}

void AppendString(lua_State* L, std::string& out, const Conversion& c, int argument) {
  PushText(L, argument);
  std::string_view text = TextAt(L, -1);
  if (c.has_precision) text = text.substr(0, c.precision.empty() ? 0 : std::stoul(c.precision));
  const std::size_t width = c.width.empty() ? 0 : std::stoul(c.width);
  const std::string padding(width > text.size() ? width - text.size() : 0, ' ');
  const bool left = c.flags.find('-') != std::string::npos;
  if (!left) Append(L, out, padding);
  Append(L, out, text);
  if (left) Append(L, out, padding);
  lua_pop(L, 1);
}

void AppendArgument(lua_State* L, std::string& out, const Conversion& c, int argument) {
  switch (c.letter) {
    case 'c': return Append(L, out, std::string(1, static_cast<char>(luaL_checkinteger(L, argument))));
    case 'd':
    case 'i':
    case 'o':
    case 'x':
    case 'X': return Print(L, out, c, "ll", static_cast<long long>(luaL_checkinteger(L, argument)));
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': return Print(L, out, c, "", static_cast<double>(luaL_checknumber(L, argument)));
    case 's': luaL_checkany(L, argument); return AppendString(L, out, c, argument);
    default: luaL_error(L, "invalid conversion '%%%c' to 'format'", c.letter);
  }
}

}  // namespace

int FormatText(lua_State* L) {
  const std::string_view format = CheckText(L, 1);
  Meter& meter = MeterOf(L);
  meter.Charge(1 + format.size() / 4);
  const FormatReader reader(format);
  std::string out;
  int argument = 1;
  for (std::size_t pos = 0; pos < format.size();) {
    if (format[pos] != '%') {
      const std::size_t end = std::min(format.find('%', pos), format.size());
      Append(L, out, format.substr(pos, end - pos));
      pos = end;
    } else if (++pos < format.size() && format[pos] == '%') {
      Append(L, out, "%");
      ++pos;
    } else {
      Conversion conversion;
      if (!reader.Read(pos, conversion)) return luaL_error(L, "invalid conversion to 'format'");
      const std::size_t before = out.size();
      AppendArgument(L, out, conversion, ++argument);
      meter.Charge(20 + (out.size() - before) / 16);
    }
  }
  Push(L, out);
  return 1;
}

}  // namespace autorules
