#include "cli/json_text.h"

#include <fmt/format.h>

namespace autorules::cli {

void AppendJson(std::string_view text, std::string& out) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x20U && c != '"' && c != '\\') continue;
    out.append(text.substr(copied, at - copied));
    copied = at + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c)); break;
    }
  }
  out.append(text.substr(copied));
  out += '"';
}

}  // namespace autorules::cli
