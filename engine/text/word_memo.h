#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/compiled_patterns.h"
#include "engine/text/normalize.h"

namespace autorules {

/// Remembers what every word met so far normalises to and which pattern terms it is. Texts repeat their words, so
/// nearly all words cost one hash look-up. Owned by one scanner, hence one thread.
class WordMemo {
 public:
  using Index = std::uint32_t;

  explicit WordMemo(const PatternSet::Compiled& patterns);

  /// The entry of a word or number as written in cleaned text (at most limits::kWordBytes of it count). Entries and
  /// their views live until Trim drops them.
  Index Find(std::string_view word);
  std::string_view Form(Index index) const { return {entries_[index].Form(), entries_[index].form_bytes}; }
  std::string_view Stem(Index index) const { return {entries_[index].Stem(), entries_[index].stem_bytes}; }
  std::span<const TermId> Terms(Index index) const {
    return std::span(terms_).subspan(entries_[index].terms_begin, entries_[index].terms_count);
  }
  bool HasTerms(Index index) const { return entries_[index].terms_count > 0; }

  /// Forgets everything when more than limits::kRememberedForms are remembered. Call between texts.
  void Trim();

 private:
  /// The bytes of key, form and stem lie in an arena, one after another unless the next is the same as the last.
  struct Entry {
    const char* key = nullptr;
    std::uint32_t terms_begin = 0;
    std::uint16_t terms_count = 0;
    std::uint8_t key_bytes = 0;
    std::uint8_t form_bytes = 0;
    std::uint8_t stem_bytes = 0;
    bool own_form = false;  ///< else the form is the key
    bool own_stem = false;  ///< else the stem begins the form
    const char* Form() const { return own_form ? key + key_bytes : key; }
    const char* Stem() const { return own_stem ? Form() + form_bytes : Form(); }
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t index = 0;  ///< of the entry plus one; 0 is free
  };

  Index Add(std::string_view word, std::size_t slot, std::uint32_t hash);
  void Grow();
  char* Allocate(std::size_t bytes);

  const PatternSet::Compiled& patterns_;
  Stemmer stemmer_;
  std::vector<Slot> slots_;  ///< a power of two, at most half full
  std::vector<Entry> entries_;
  std::vector<TermId> terms_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_used_ = 0;
  std::string form_;
};

}  // namespace autorules
