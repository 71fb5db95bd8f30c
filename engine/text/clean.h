#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace autorules {

/// A message without its wrapping: valid UTF-8 in NFKC, without HTML tags, entities, accents, soft hyphens and
/// zero-width characters; case and ё are left to NormalizeWord. Most messages need no change at all; then `text` is
/// the raw text itself.
struct CleanedText {
  std::string_view text;  ///< of the raw text or of `buffer`
  bool same_as_raw = true;
  bool repaired = false;  ///< invalid bytes were read as separators
  std::string buffer;
  std::vector<std::uint32_t> begins;  ///< per byte of buffer: where its character begins in the raw text
  std::vector<std::uint32_t> ends;    ///< and where it ends

  std::uint32_t RawBegin(std::size_t pos) const { return same_as_raw ? static_cast<std::uint32_t>(pos) : begins[pos]; }
  /// `end` is one past the last byte, as everywhere.
  std::uint32_t RawEnd(std::size_t end) const { return same_as_raw ? static_cast<std::uint32_t>(end) : ends[end - 1]; }
};

/// kAvoid sends every character through ICU: the oracle that tests compare kTake with.
enum class Shortcuts : std::uint8_t { kTake, kAvoid };

/// Cleans `raw` (at most limits::kMessageTextBytes) into `out`, whose buffers are reused. `raw` must outlive `out`.
void Clean(std::string_view raw, CleanedText& out, Shortcuts shortcuts = Shortcuts::kTake);

}  // namespace autorules
