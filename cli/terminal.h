#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace autorules::cli {

bool IsTerminal(int descriptor);
/// Columns of the terminal; 100 when the descriptor is none or does not tell.
std::size_t TerminalWidth(int descriptor);

/// Marks up text for a terminal; without colour, returns it as it is.
class Style {
 public:
  /// Colour when the descriptor is a terminal and NO_COLOR is unset or empty (no-color.org).
  static Style For(int descriptor);
  explicit Style(bool colour) : colour_(colour) {}

  bool colour() const { return colour_; }
  std::string Bold(std::string_view text) const { return Wrap("1", text); }
  std::string Faint(std::string_view text) const { return Wrap("2", text); }
  std::string Good(std::string_view text) const { return Wrap("32", text); }
  std::string Bad(std::string_view text) const { return Wrap("1;31", text); }
  std::string Attention(std::string_view text) const { return Wrap("33", text); }
  std::string Accent(std::string_view text) const { return Wrap("36", text); }

 private:
  std::string Wrap(std::string_view code, std::string_view text) const;
  bool colour_;
};

}  // namespace autorules::cli
