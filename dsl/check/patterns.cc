#include <map>

#include "dsl/check/check.h"

namespace autorules {
namespace {

const PatternWord* SingleWord(const Pattern& pattern) {
  return pattern.parts.size() == 1 && pattern.parts[0].size() == 1 ? &pattern.parts[0][0] : nullptr;
}

// True when every text with `narrow` has `wide` too, as far as single words tell.
bool Covers(const Pattern& wide, const Pattern& narrow) {
  const PatternWord* prefix = SingleWord(wide);
  const PatternWord* word = SingleWord(narrow);
  return prefix != nullptr && word != nullptr && prefix->kind == PatternWord::Kind::kPrefix &&
         word->form.starts_with(prefix->form);
}

}  // namespace

void CheckPatterns(const CheckInput& input, Diagnostics* diagnostics) {
  for (const auto& declared : input.symbols.topics) {
    // A pattern counts once with its weight: the same words twice in a topic are a slip.
    std::vector<std::pair<Pattern, const ast::String*>> words;
    for (const ast::Weight& weight : declared.ast->weights) {
      for (const ast::String& literal : weight.patterns) {
        if (auto pattern = ParsePattern(literal.value)) words.emplace_back(std::move(*pattern), &literal);
      }
    }
    std::map<Pattern, const ast::String*> first;
    std::vector<std::pair<Pattern, const ast::String*>> prefixes;
    for (const auto& [pattern, literal] : words) {
      const PatternWord* word = SingleWord(pattern);
      if (word != nullptr && word->kind == PatternWord::Kind::kPrefix) prefixes.emplace_back(pattern, literal);
    }
    for (const auto& [pattern, literal] : words) {
      const auto [known, added] = first.try_emplace(pattern, literal);
      const ast::String* by = added ? nullptr : known->second;
      for (const auto& [prefix, prefix_literal] : prefixes) {
        if (by == nullptr && prefix != pattern && Covers(prefix, pattern)) by = prefix_literal;
      }
      if (by == nullptr) continue;
      diagnostics->Add(Code::kRedundantPattern, literal->span, {literal->value, by->value})
          .labels.push_back({by->span, {"покрывает это", "is covered here"}});
    }
  }
}

}  // namespace autorules
