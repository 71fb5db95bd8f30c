#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace autorules {

/// Index of a file in its SourceMap.
using FileId = std::uint32_t;
inline constexpr FileId kNoFile = 0xFFFFFFFFU;

/// A half-open range of bytes in one source file. Values; cheap to copy.
struct Span {
  FileId file = kNoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
  /// True when the span points into a file, i.e. a position can be shown.
  bool valid() const { return file != kNoFile; }
};

/// A place as people count it: both from 1; columns count characters (code points), not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  bool operator==(const Position&) const = default;
};

/// One text with its line starts. Immutable after construction.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  const std::string& text() const { return text_; }
  /// Line and column of byte `offset`; offsets past the end give the end.
  Position PositionOf(std::uint32_t offset) const;
  /// Line `line` (from 1) without its line break; empty when there is no such line.
  std::string_view Line(std::uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

/// Owns every file of a compilation, so that spans stay meaningful while it lives.
/// Not thread-safe while files are being added; afterwards any thread may read.
class SourceMap {
 public:
  FileId Add(std::string path, std::string text);
  const SourceFile& Get(FileId id) const { return files_[id]; }
  std::size_t size() const { return files_.size(); }
  /// "path:line:column" of where the span begins, or "" for an invalid span.
  std::string Describe(Span span) const;

 private:
  std::deque<SourceFile> files_;  ///< references stay good while files are added
};

}  // namespace autorules
