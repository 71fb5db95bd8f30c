#include "engine/intake/sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace autorules {
namespace {

// Besides ASCII white space: no-break space, narrow no-break space, byte order mark (as a character: no width).
constexpr std::array<std::string_view, 3> kBlanks{"\xC2\xA0", "\xE2\x80\xAF", "\xEF\xBB\xBF"};
constexpr std::string_view kAsciiBlanks = " \t\r\n\v\f";

std::size_t BlankAtFront(std::string_view text) {
  if (!text.empty() && kAsciiBlanks.find(text.front()) != std::string_view::npos) return 1;
  const auto* found =
      std::find_if(kBlanks.begin(), kBlanks.end(), [&](std::string_view blank) { return text.starts_with(blank); });
  return found == kBlanks.end() ? 0 : found->size();
}

std::size_t BlankAtBack(std::string_view text) {
  if (!text.empty() && kAsciiBlanks.find(text.back()) != std::string_view::npos) return 1;
  const auto* found =
      std::find_if(kBlanks.begin(), kBlanks.end(), [&](std::string_view blank) { return text.ends_with(blank); });
  return found == kBlanks.end() ? 0 : found->size();
}

}  // namespace

bool MayBeHeadings(const std::vector<std::string>& cells) {
  return std::count_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); }) > 1;
}

std::string ColumnLetters(std::uint32_t column) {
  constexpr std::uint32_t kLetters = 26;
  std::string letters;
  for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / kLetters) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % kLetters));
  }
  return letters;
}

std::string TrimCell(std::string_view cell) {
  while (const std::size_t blank = BlankAtFront(cell)) cell.remove_prefix(blank);
  while (const std::size_t blank = BlankAtBack(cell)) cell.remove_suffix(blank);
  std::string trimmed(cell);
  if (trimmed.find('\r') == std::string::npos) return trimmed;
  for (std::size_t at = trimmed.find('\r'); at != std::string::npos; at = trimmed.find('\r', at)) {
    if (trimmed.compare(at, 2, "\r\n") == 0) {
      trimmed.erase(at, 1);
    } else {
      trimmed[at] = '\n';
    }
  }
  return trimmed;
}

InputProblem TooManyCells(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
  const std::string letters = ColumnLetters(column);
  return {
      sheet.input,
      row,
      true,
      {fmt::format("столбец {}: ячейка правее последнего заголовка, столбцы сдвинуты; строка пропущена", letters),
       fmt::format("column {}: a cell right of the last heading, columns have shifted; row skipped", letters)},
      {fmt::format("столбцов {}", sheet.headings.size()), fmt::format("there are {} columns", sheet.headings.size())},
      column + 1};
}

}  // namespace autorules
