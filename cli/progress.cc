#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "cli/terminal.h"

namespace autorules::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kFirstAfter = std::chrono::milliseconds(500);
constexpr auto kInterval = std::chrono::milliseconds(100);
/// The clock is asked once in so many calls.
constexpr std::uint64_t kStride = 64;
constexpr std::uint64_t kBarColumns = 30;

std::string Repeat(std::string_view text, std::uint64_t count) {
  std::string out;
  while (count-- > 0) out += text;
  return out;
}

}  // namespace

Progress::Progress(std::optional<std::uint64_t> total_bytes)
    : total_(total_bytes),
      enabled_(IsTerminal(STDERR_FILENO) && !IsTerminal(STDOUT_FILENO)),
      next_(Clock::now() + kFirstAfter) {}

void Progress::Update(std::uint64_t bytes, std::uint64_t messages) {
  if (!enabled_ || ++calls_ % kStride != 0 || Clock::now() < next_) return;
  next_ = Clock::now() + kInterval;
  std::string bar;
  if (total_ && *total_ > 0) {
    const std::uint64_t done = std::min(bytes, *total_);
    const std::uint64_t full = kBarColumns * done / *total_;
    bar = fmt::format("{}{} {:3} %  ", Repeat("█", full), Repeat("░", kBarColumns - full), 100 * done / *total_);
  }
  fmt::print(stderr, "\r{}обращений: {}", bar, messages);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::Clear() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

}  // namespace autorules::cli
