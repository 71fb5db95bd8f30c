#include "cli/output.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace autorules::cli {
namespace {

constexpr std::size_t kFlushBytes = 64U << 10U;

}  // namespace

bool Output::Commit() { return buffer_.size() < kFlushBytes ? !closed_ : Flush(); }

bool Output::Write(std::string_view text) {
  buffer_ += text;
  return Commit();
}

bool Output::Flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && !closed_) {
    const ssize_t written = write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      closed_ = true;
      failed_ = errno != EPIPE;
      if (failed_) fmt::print(stderr, "autorules: не удалось записать вывод: {}\n", std::strerror(errno));
    }
  }
  buffer_.clear();
  return !closed_;
}

ExitCode Output::Finish(ExitCode code) {
  Flush();
  return failed_ ? kCouldNotRun : code;
}

}  // namespace autorules::cli
