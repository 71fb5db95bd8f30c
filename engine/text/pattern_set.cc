#include "engine/text/pattern_set.h"

#include <algorithm>

#include "engine/text/compiled_patterns.h"

namespace autorules {
namespace {

/// Turns counts per term, shifted by one, into begins.
void Accumulate(std::vector<std::uint32_t>& begins) {
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
}

}  // namespace

PatternSet::Compiled::Compiled(const std::vector<Pattern>& patterns) {
  for (const Pattern& pattern : patterns) {
    Shape shape{static_cast<std::uint32_t>(terms.size()), static_cast<std::uint32_t>(part_ends.size()), 0};
    for (const auto& part : pattern.parts) {
      for (const PatternWord& word : part) {
        const bool prefix = word.kind == PatternWord::Kind::kPrefix;
        TermMap& map = prefix ? prefixes : word.kind == PatternWord::Kind::kExact ? exacts : stems;
        const auto [at, added] = map.try_emplace(word.form, static_cast<TermId>(term_count));
        term_count += added ? 1 : 0;
        if (prefix) longest_prefix = std::max(longest_prefix, word.form.size());
        terms.push_back(at->second);
      }
      part_ends.push_back(static_cast<std::uint32_t>(terms.size()) - shape.terms_begin);
    }
    shape.parts_end = static_cast<std::uint32_t>(part_ends.size());
    shapes.push_back(shape);
  }

  std::vector<std::uint32_t> uses(term_count, 0);
  for (const TermId term : terms) ++uses[term];
  single_begins.assign(term_count + 1, 0);
  start_begins.assign(term_count + 1, 0);
  const auto terms_end = [&](std::size_t id) {
    return id + 1 < shapes.size() ? shapes[id + 1].terms_begin : terms.size();
  };
  for (std::size_t id = 0; id < shapes.size(); ++id) {
    const std::size_t begin = shapes[id].terms_begin;
    if (begin == terms_end(id)) continue;  // a pattern without words never matches
    ++(terms_end(id) - begin == 1 ? single_begins : start_begins)[terms[begin] + 1];
  }
  Accumulate(single_begins);
  Accumulate(start_begins);
  singles.resize(single_begins.back());
  starts.resize(start_begins.back());
  std::vector<std::uint32_t> next_single = single_begins;
  std::vector<std::uint32_t> next_start = start_begins;
  for (std::size_t id = 0; id < shapes.size(); ++id) {
    const auto begin = terms.begin() + shapes[id].terms_begin;
    const auto end = terms.begin() + static_cast<std::ptrdiff_t>(terms_end(id));
    if (begin == end) continue;
    if (end - begin == 1) {
      singles[next_single[*begin]++] = static_cast<PatternId>(id);
    } else {
      // The term that fewest patterns use is likely the rarest in texts as well.
      const auto rarest = std::min_element(begin + 1, end, [&](TermId a, TermId b) { return uses[a] < uses[b]; });
      starts[next_start[*begin]++] = {static_cast<PatternId>(id), *rarest};
    }
  }
}

void PatternSet::Compiled::TermsOf(std::string_view form, std::string_view stem, std::vector<TermId>& out) const {
  if (const auto at = exacts.find(form); at != exacts.end()) out.push_back(at->second);
  if (const auto at = stems.find(stem); at != stems.end()) out.push_back(at->second);
  const std::size_t longest = std::min(longest_prefix, form.size());
  for (std::size_t length = 2; length <= longest; ++length) {
    const bool inside = length < form.size() && (static_cast<unsigned char>(form[length]) & 0xC0U) == 0x80U;
    if (inside) continue;
    if (const auto at = prefixes.find(form.substr(0, length)); at != prefixes.end()) out.push_back(at->second);
  }
}

PatternSet::PatternSet(std::vector<Pattern> patterns)
    : patterns_(std::move(patterns)), compiled_(std::make_unique<const Compiled>(patterns_)) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

}  // namespace autorules
