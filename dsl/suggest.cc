#include "dsl/suggest.h"

#include <algorithm>
#include <tuple>

#include "dsl/keywords.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

constexpr std::size_t kMostSuggestions = 3;

std::vector<std::string> Words(bool declarations_only) {
  std::vector<std::string> words;
  for (const KeywordRow& row : kKeywords) {
    if (declarations_only && row.place != KeywordPlace::kDeclaration) continue;
    for (const Language language : {Language::kRussian, Language::kEnglish})
      words.emplace_back(Canonical(row.id, language));
  }
  return words;
}

}  // namespace

std::vector<std::string> Nearest(std::string_view misspelled, const std::vector<std::string>& known) {
  const std::string wanted = Fold(misspelled);
  const std::size_t limit = std::max<std::size_t>(1, CountCodePoints(wanted) / 3);
  std::vector<std::tuple<std::size_t, std::string, const std::string*>> found;
  for (const std::string& name : known) {
    const std::string folded = Fold(name);
    const std::size_t distance = EditDistance(wanted, folded, limit);
    if (distance == 0) return {};  // spelled well, only out of place
    if (distance <= limit) {
      found.emplace_back(distance, folded, &name);
    } else if (wanted.size() >= 4 && (folded.starts_with(wanted) || folded.ends_with("." + wanted))) {
      found.emplace_back(limit + 1, folded, &name);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end(),
                          [](const auto& a, const auto& b) { return std::get<1>(a) == std::get<1>(b); }),
              found.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < kMostSuggestions; ++i) names.push_back(*std::get<2>(found[i]));
  return names;
}

std::vector<std::string> NearestDeclarationWords(std::string_view misspelled) {
  return Nearest(misspelled, Words(true));
}
std::vector<std::string> NearestKeywords(std::string_view misspelled) { return Nearest(misspelled, Words(false)); }

}  // namespace autorules
