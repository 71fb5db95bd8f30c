#pragma once

#include <cstddef>
#include <string_view>

namespace autorules {

/// Where the advertising begins with which channels end their posts («Подписывайтесь на наш канал t.me/…», «Прислать
/// новость @bot»), in bytes of cleaned text (see clean.h); the size of the text when there is none. A citizen's own
/// words are not taken for it: from a line or sentence that begins with one of a few calls (tail_words.h) to the end
/// of the text there may be only links, mentions, hashtags, emoji, words of such advertising and the name of the
/// channel. Looks at limits::kTailBytes at most, and of most texts only at the last word.
std::size_t TailBegin(std::string_view text);

}  // namespace autorules
