#include "engine/base/source.h"

#include <fmt/format.h>

#include <algorithm>

namespace autorules {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool StartsCodePoint(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

SourceFile::SourceFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  // An editor shows the byte order mark nowhere, so the first column is the character after it.
  line_starts_.push_back(text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

Position SourceFile::PositionOf(std::uint32_t offset) const {
  offset = std::clamp(offset, line_starts_.front(), static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(next - line_starts_.begin());
  const auto before = std::string_view(text_).substr(line_starts_[line - 1], offset - line_starts_[line - 1]);
  const auto characters = std::count_if(before.begin(), before.end(), StartsCodePoint);
  return {line, static_cast<std::uint32_t>(characters) + 1};
}

std::string_view SourceFile::Line(std::uint32_t line) const {
  if (line == 0 || line > line_starts_.size()) return {};
  const std::size_t begin = line_starts_[line - 1];
  const std::size_t end = line < line_starts_.size() ? line_starts_[line] : text_.size();
  std::string_view view = std::string_view(text_).substr(begin, end - begin);
  if (view.ends_with('\n')) view.remove_suffix(1);
  if (view.ends_with('\r')) view.remove_suffix(1);
  return view;
}

FileId SourceMap::Add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return static_cast<FileId>(files_.size() - 1);
}

std::string SourceMap::Describe(Span span) const {
  if (!span.valid()) return {};
  const SourceFile& file = Get(span.file);
  const Position position = file.PositionOf(span.begin);
  return fmt::format("{}:{}:{}", file.path(), position.line, position.column);
}

}  // namespace autorules
