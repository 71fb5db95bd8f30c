#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "engine/intake/line_reader.h"

namespace autorules::testing {

/// Serves `text` in pieces of at most `block` bytes.
inline ReadBytes TextSource(std::string text, std::size_t block = 1U << 16U) {
  return [text = std::make_shared<std::string>(std::move(text)), at = std::size_t{0}, block](
             char* to, std::size_t size) mutable -> Result<std::size_t> {
    const std::size_t count = std::min({size, block, text->size() - at});
    std::memcpy(to, text->data() + at, count);
    at += count;
    return count;
  };
}

}  // namespace autorules::testing
