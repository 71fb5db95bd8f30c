#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/base/status.h"

namespace autorules {

/// Fills up to `size` bytes at `to`; 0 means the end.
using ReadBytes = std::function<Result<std::size_t>(char* to, std::size_t size)>;

/// Cuts a stream of bytes into lines with memory bounded by limits::kMessageLineBytes, whatever the input. LF and
/// CRLF end a line, as does the end of the stream; a byte order mark at the start is dropped. Not thread-safe.
class LineReader {
 public:
  /// Bytes that may be read (not written) past the end of every line, for parsers that read in wide steps.
  static constexpr std::size_t kPadding = 64;

  struct Line {
    std::string_view text;  ///< lives until the next call; empty when too_long
    std::uint64_t number = 0;
    bool too_long = false;
  };

  explicit LineReader(ReadBytes read);

  /// False at the end. Fails as `read` does; the stream is then over.
  Result<bool> Next(Line* line);
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  /// Makes room and reads once. False at the end of the stream.
  Result<bool> Refill();

  ReadBytes read_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, scanned_ = 0, end_ = 0;  ///< unread bytes are [begin_, end_); up to scanned_ no line break
  std::uint64_t number_ = 0;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
};

}  // namespace autorules
