#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace autorules::testing {

/// A stretch of a text with the scopes that a grammar gives it: the one of the grammar itself first, the innermost
/// last.
struct ScopedText {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<std::string> scopes;
};

/// A TextMate grammar as editors read it: regular expressions of Oniguruma that see one line at a time, and a stack of
/// regions that goes from line to line. Knows what our grammar uses: `match`, `begin` and `end` with captures,
/// `patterns`, `include` of the repository. Anything else, an expression that does not compile and rules that turn in a
/// circle fail the test. Not thread-safe.
class TextMateGrammar {
 public:
  explicit TextMateGrammar(const nlohmann::ordered_json& grammar);
  TextMateGrammar(const TextMateGrammar&) = delete;
  TextMateGrammar& operator=(const TextMateGrammar&) = delete;
  ~TextMateGrammar();

  /// The text (valid UTF-8) from its first byte to its last, line breaks and a byte order mark left out.
  std::vector<ScopedText> Tokenize(std::string_view text) const;

 private:
  struct Rule;
  class Scanner;
  class Loader;
  class LineReader;

  std::string scope_;
  std::vector<std::unique_ptr<Rule>> rules_;
  Rule* root_ = nullptr;
};

}  // namespace autorules::testing
