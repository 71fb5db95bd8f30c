#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace autorules {

/// The known names nearest to a misspelled one, best first, at most three: by edit distance on folded names (one per
/// three letters, at least one), then names that begin with it or end with it after a dot. Equal distances in
/// alphabetical order.
std::vector<std::string> Nearest(std::string_view misspelled, const std::vector<std::string>& known);

/// The same among keywords in the spelling (Russian or English) of the word, of declarations only or of all.
std::vector<std::string> NearestDeclarationWords(std::string_view misspelled);
std::vector<std::string> NearestKeywords(std::string_view misspelled);

}  // namespace autorules
