#include "engine/intake/line_reader.h"

#include <algorithm>
#include <cstring>

#include "engine/base/limits.h"

namespace autorules {
namespace {

constexpr std::size_t kBlockBytes = 256U << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(ReadBytes read) : read_(std::move(read)), buffer_(kBlockBytes + kPadding) {}

Result<bool> LineReader::Refill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ + kPadding == buffer_.size()) buffer_.resize(2 * (buffer_.size() - kPadding) + kPadding);
  const Result<std::size_t> size = read_(buffer_.data() + end_, buffer_.size() - kPadding - end_);
  if (!size || *size == 0) at_end_ = true;
  if (!size) return tl::unexpected(size.error());
  bytes_read_ += *size;
  end_ += *size;
  return *size > 0;
}

Result<bool> LineReader::Next(Line* line) {
  bool too_long = false;
  for (;;) {
    const auto* found = static_cast<const char*>(std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_));
    const bool complete = found != nullptr;
    scanned_ = complete ? static_cast<std::size_t>(found - buffer_.data()) : end_;
    if (scanned_ - begin_ > limits::kMessageLineBytes) {
      too_long = true;
      begin_ = scanned_;
    }
    if (!complete) {
      Result<bool> more = Refill();
      if (!more) return more;
      if (*more) continue;
      if (begin_ == end_ && !too_long) return false;
    }
    std::string_view text(buffer_.data() + begin_, scanned_ - begin_);
    if (number_ == 0 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (text.ends_with('\r')) text.remove_suffix(1);
    *line = {too_long ? std::string_view() : text, ++number_, too_long};
    begin_ = scanned_ = std::min(scanned_ + 1, end_);
    return true;
  }
}

}  // namespace autorules
