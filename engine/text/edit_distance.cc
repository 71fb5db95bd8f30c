#include <algorithm>
#include <vector>

#include "engine/text/fold.h"
#include "engine/text/utf8.h"

namespace autorules {
namespace {

std::vector<UChar32> CodePoints(std::string_view text) {
  std::vector<UChar32> out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) out.push_back(DecodeUtf8(text, pos));
  return out;
}

}  // namespace

// Optimal string alignment: a swapped pair of neighbours is one edit. Only the diagonal band of width 2·limit+1 can
// hold values within the limit, so the cost is length × limit and stays small for long inputs.
std::size_t EditDistance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::vector<UChar32> left = CodePoints(a);
  const std::vector<UChar32> right = CodePoints(b);
  const std::size_t longer = std::max(left.size(), right.size());
  const std::size_t shorter = std::min(left.size(), right.size());
  if (longer - shorter > limit) return limit + 1;
  limit = std::min(limit, longer);
  const std::size_t far = limit + 1;
  std::vector<std::size_t> before(right.size() + 1, far);
  std::vector<std::size_t> above(right.size() + 1, far);
  std::vector<std::size_t> row(right.size() + 1, far);
  for (std::size_t j = 0; j <= std::min(right.size(), limit); ++j) above[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 0;
    const std::size_t last = std::min(right.size(), i + limit);
    if (first > 0) row[first - 1] = far;
    if (last < right.size()) row[last + 1] = far;
    std::size_t best = far;
    for (std::size_t j = first; j <= last; ++j) {
      if (j == 0) {
        row[0] = std::min(i, far);
      } else {
        std::size_t value = above[j - 1] + (left[i - 1] == right[j - 1] ? 0U : 1U);
        value = std::min({value, above[j] + 1, row[j - 1] + 1});
        if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
          value = std::min(value, before[j - 2] + 1);
        }
        row[j] = std::min(value, far);
      }
      best = std::min(best, row[j]);
    }
    // Two rows back can still be reached by a swap, so one bad row is not enough to give up; it costs little.
    if (best >= far && *std::min_element(above.begin(), above.end()) >= far) return far;
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[right.size()];
}

}  // namespace autorules
