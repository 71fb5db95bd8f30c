#include "engine/text/word_memo.h"

#include <algorithm>
#include <limits>

#include "engine/base/limits.h"

namespace autorules {
namespace {

constexpr std::size_t kBlockBytes = 64U << 10U;
constexpr std::size_t kFirstSlots = 1U << 8U;
/// Forms are some 30 bytes each; attackers' long ones must not cost more memory than the count promises.
constexpr std::size_t kMostBlocks = limits::kRememberedForms * 48 / kBlockBytes;
static_assert(limits::kWordBytes <= std::numeric_limits<std::uint8_t>::max());

}  // namespace

WordMemo::WordMemo(const PatternSet::Compiled& patterns) : patterns_(patterns), slots_(kFirstSlots) {}

WordMemo::Index WordMemo::Find(std::string_view word) {
  word = CutAtCharacter(word, limits::kWordBytes);
  const auto hash = static_cast<std::uint32_t>(HashBytes(word));
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const Slot& at = slots_[slot];
    if (at.index == 0) return Add(word, slot, hash);
    if (at.hash != hash) continue;
    const Entry& entry = entries_[at.index - 1];
    if (std::string_view(entry.key, entry.key_bytes) == word) return at.index - 1;
  }
}

WordMemo::Index WordMemo::Add(std::string_view word, std::size_t slot, std::uint32_t hash) {
  NormalizeWord(word, form_);
  const std::string_view stem = stemmer_.Stem(form_);
  Entry entry;
  entry.own_form = word != form_;
  entry.own_stem = !std::string_view(form_).starts_with(stem);
  entry.key_bytes = static_cast<std::uint8_t>(word.size());
  entry.form_bytes = static_cast<std::uint8_t>(form_.size());
  entry.stem_bytes = static_cast<std::uint8_t>(stem.size());
  char* bytes = Allocate(word.size() + (entry.own_form ? form_.size() : 0) + (entry.own_stem ? stem.size() : 0));
  entry.key = bytes;
  bytes = std::copy(word.begin(), word.end(), bytes);
  if (entry.own_form) bytes = std::copy(form_.begin(), form_.end(), bytes);
  if (entry.own_stem) std::copy(stem.begin(), stem.end(), bytes);
  entry.terms_begin = static_cast<std::uint32_t>(terms_.size());
  patterns_.TermsOf(form_, stem, terms_);
  entry.terms_count = static_cast<std::uint16_t>(terms_.size() - entry.terms_begin);
  entries_.push_back(entry);
  const auto index = static_cast<Index>(entries_.size() - 1);
  slots_[slot] = {hash, index + 1};
  if (entries_.size() * 2 > slots_.size()) Grow();
  return index;
}

void WordMemo::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& moved : old) {
    if (moved.index == 0) continue;
    std::size_t slot = moved.hash & mask;
    while (slots_[slot].index != 0) slot = (slot + 1) & mask;
    slots_[slot] = moved;
  }
}

char* WordMemo::Allocate(std::size_t bytes) {
  if (blocks_.empty() || block_used_ + bytes > kBlockBytes) {
    blocks_.push_back(std::make_unique<char[]>(kBlockBytes));
    block_used_ = 0;
  }
  char* at = blocks_.back().get() + block_used_;
  block_used_ += bytes;
  return at;
}

void WordMemo::Trim() {
  if (entries_.size() <= limits::kRememberedForms && blocks_.size() <= kMostBlocks) return;
  slots_.assign(kFirstSlots, Slot{});
  entries_.clear();
  terms_.clear();
  blocks_.clear();
  block_used_ = 0;
}

}  // namespace autorules
