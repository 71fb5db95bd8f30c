#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace autorules::cli {

/// A bar on stderr for long work: appears only on a terminal, only after half a second, and not while standard output
/// goes to the same screen. Wiped when done.
class Progress {
 public:
  explicit Progress(std::optional<std::uint64_t> total_bytes);
  /// Cheap enough for every message.
  void Update(std::uint64_t bytes, std::uint64_t messages);
  /// Wipes the bar, so that other text can go to stderr.
  void Clear();

 private:
  std::optional<std::uint64_t> total_;
  bool enabled_;
  bool drawn_ = false;
  std::uint64_t calls_ = 0;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace autorules::cli
