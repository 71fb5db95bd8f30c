#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/text/hash.h"
#include "engine/text/pattern_set.h"

namespace autorules {

/// Number of a distinct PatternWord in a set.
using TermId = std::uint32_t;

/// What the scanner needs of a PatternSet: which terms a word form is, and which patterns a term begins.
struct PatternSet::Compiled {
  /// A pattern of several words that a term begins. `also` is another of its terms: unless that one occurs in the
  /// text too, the pattern need not be tried.
  struct Start {
    PatternId pattern = 0;
    TermId also = 0;
  };
  /// Terms of one pattern, flat; a part ends at each of `part_ends`.
  struct Shape {
    std::uint32_t terms_begin = 0;
    std::uint32_t parts_begin = 0;
    std::uint32_t parts_end = 0;
  };

  explicit Compiled(const std::vector<Pattern>& patterns);

  /// Appends all terms that a word with this form and stem is an instance of; each once.
  void TermsOf(std::string_view form, std::string_view stem, std::vector<TermId>& out) const;

  std::span<const PatternId> Singles(TermId term) const {
    return std::span(singles).subspan(single_begins[term], single_begins[term + 1] - single_begins[term]);
  }
  std::span<const Start> Starts(TermId term) const {
    return std::span(starts).subspan(start_begins[term], start_begins[term + 1] - start_begins[term]);
  }

  using TermMap = std::unordered_map<std::string, TermId, StringHash, std::equal_to<>>;
  TermMap stems, exacts, prefixes;
  std::size_t longest_prefix = 0;  ///< bytes
  std::size_t term_count = 0;
  std::vector<std::uint32_t> single_begins, start_begins;  ///< per term, and one past the last
  std::vector<PatternId> singles;
  std::vector<Start> starts;
  std::vector<Shape> shapes;  ///< per pattern
  std::vector<TermId> terms;
  std::vector<std::uint32_t> part_ends;  ///< counted from terms_begin of the pattern
};

}  // namespace autorules
