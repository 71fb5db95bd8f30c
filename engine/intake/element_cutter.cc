#include "engine/intake/element_cutter.h"

#include <algorithm>

#include "engine/base/limits.h"

namespace autorules {
namespace {

constexpr std::size_t kBlockBytes = 256U << 10U;
constexpr auto kNone = std::string_view::npos;

tl::unexpected<Status> Damaged() { return Fail("разметка XML повреждена"); }

/// `row` of `<x:row spans="1:9">` and of `</x:row>`.
std::string_view LocalName(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  tag = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  const std::size_t colon = tag.find(':');
  return colon == kNone ? tag : tag.substr(colon + 1);
}

}  // namespace

ElementCutter::ElementCutter(ReadBytes read, std::string element)
    : read_(std::move(read)), element_(std::move(element)) {}

Result<bool> ElementCutter::Next(std::string_view* element) {
  std::size_t begin = 0;
  std::size_t depth = 0;  // of elements of the name inside each other
  for (std::size_t at = at_;;) {
    // Rarely enough that the bytes moved do not count.
    if (depth == 0 && at > buffer_.size() / 2) {
      buffer_.erase(0, at);
      at = 0;
    }
    const Result<std::size_t> tag = Find("<", at);
    if (!tag) return tl::unexpected(tag.error());
    if (*tag == kNone) {
      at_ = buffer_.size();
      if (depth > 0) return Damaged();
      return false;
    }
    const Result<std::size_t> end = TagEnd(*tag);
    if (!end) return tl::unexpected(end.error());
    at = *end;
    const std::string_view text = std::string_view(buffer_).substr(*tag, at - *tag);
    if (text[1] == '!' || text[1] == '?' || LocalName(text) != element_) continue;
    const bool closes = text[1] == '/';
    if (closes && depth == 0) return Damaged();
    if (!closes && depth++ == 0) begin = *tag;
    if (closes || text[text.size() - 2] == '/') --depth;
    if (depth > 0) continue;
    *element = std::string_view(buffer_).substr(begin, at - begin);
    at_ = at;
    return true;
  }
}

Result<std::size_t> ElementCutter::TagEnd(std::size_t at) {
  constexpr std::string_view kCharacters = "<![CDATA[";
  const Result<bool> enough = Has(at, kCharacters.size());
  if (!enough) return tl::unexpected(enough.error());
  const std::string_view tag = std::string_view(buffer_).substr(at, kCharacters.size());
  const auto after = [&](std::string_view sought, std::size_t skipped) -> Result<std::size_t> {
    Result<std::size_t> found = Find(sought, at + skipped);
    if (found && *found == kNone) return Damaged();
    if (found) *found += sought.size();
    return found;
  };
  if (tag.starts_with("<!--")) return after("-->", 4);
  if (tag == kCharacters) return after("]]>", kCharacters.size());
  if (tag.starts_with("<?")) return after("?>", 2);
  if (tag.starts_with("<!")) return Damaged();
  for (std::size_t from = at + 1;;) {
    const Result<bool> more = Has(from, 1);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return Damaged();
    const std::size_t found = buffer_.find_first_of("\"'>", from);
    if (found == kNone) {
      from = buffer_.size();
    } else if (buffer_[found] == '>') {
      return found + 1;
    } else {
      const std::string quote(1, buffer_[found]);
      Result<std::size_t> closed = after(quote, found + 1 - at);
      if (!closed) return closed;
      from = *closed;
    }
  }
}

Result<bool> ElementCutter::Has(std::size_t at, std::size_t size) {
  while (buffer_.size() < at + size) {
    Result<bool> more = ReadMore();
    if (!more || !*more) return more;
  }
  return true;
}

Result<std::size_t> ElementCutter::Find(std::string_view sought, std::size_t at) {
  for (;;) {
    const std::size_t found = buffer_.find(sought, at);
    if (found != kNone) return found;
    at = std::max(at, buffer_.size() - std::min(buffer_.size(), sought.size() - 1));
    const Result<bool> more = ReadMore();
    if (!more) return tl::unexpected(more.error());
    if (!*more) return kNone;
  }
}

Result<bool> ElementCutter::ReadMore() {
  if (at_end_) return false;
  if (buffer_.size() > limits::kWorkbookPartBytes) return Damaged();
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kBlockBytes);
  const Result<std::size_t> got = read_(buffer_.data() + before, kBlockBytes);
  if (!got) return tl::unexpected(got.error());
  buffer_.resize(before + *got);
  at_end_ = *got == 0;
  if (!started_ && (buffer_.starts_with("\xFE\xFF") || buffer_.starts_with("\xFF\xFE"))) return Damaged();
  started_ = true;
  return *got > 0;
}

}  // namespace autorules
