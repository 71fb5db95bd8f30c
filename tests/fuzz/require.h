#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace autorules::fuzz {

/// Aborts with the broken invariant and `detail` on stderr, so that the fuzzer keeps the input.
inline void Require(bool holds, std::string_view invariant, const std::string& detail = "") {
  if (holds) return;
  std::fprintf(stderr, "broken invariant: %.*s\n%s\n", static_cast<int>(invariant.size()), invariant.data(),
               detail.c_str());
  std::abort();
}

}  // namespace autorules::fuzz
