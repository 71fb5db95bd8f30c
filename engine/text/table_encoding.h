#pragma once

#include <string>
#include <tl/expected.hpp>

#include "engine/base/catalog.h"

namespace autorules {

/// The bytes of a table file as UTF-8 without a mark, however people saved it: UTF-8, UTF-16 with its mark (the «Текст
/// Юникод» of Excel) and otherwise Windows-1251. A lone CR becomes LF, so that every reader counts the same lines.
/// Fails on what is no text (workbooks, zero bytes) and on bytes without a meaning, with a text for the user that says
/// how to save the table; never puts a replacement character.
tl::expected<std::string, Text> DecodeTable(std::string bytes);

}  // namespace autorules
