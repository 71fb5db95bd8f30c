#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace autorules::cli {
namespace {

constexpr std::size_t kDefaultWidth = 100;
/// Narrower terminals get lines that the terminal itself wraps.
constexpr std::size_t kLeastWidth = 60;
/// Wider tables are hard to read along a row.
constexpr std::size_t kGreatestWidth = 180;

}  // namespace

bool IsTerminal(int descriptor) { return isatty(descriptor) == 1; }

std::size_t TerminalWidth(int descriptor) {
  winsize size{};
  if (!IsTerminal(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return std::clamp<std::size_t>(size.ws_col, kLeastWidth, kGreatestWidth);
}

Style Style::For(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return Style(IsTerminal(descriptor) && (no_color == nullptr || *no_color == '\0'));
}

std::string Style::Wrap(std::string_view code, std::string_view text) const {
  if (!colour_ || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace autorules::cli
