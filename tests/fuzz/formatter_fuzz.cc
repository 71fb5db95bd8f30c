// Whatever parses is formatted: what the file says stays, comments included, and formatting again changes nothing.
#include <algorithm>

#include "dsl/format.h"
#include "dsl/lexis.h"
#include "dsl/pack_files.h"
#include "dsl/parser.h"
#include "tests/fuzz/require.h"

namespace autorules::fuzz {
namespace {

struct Parsed {
  bool good = false;
  std::string shape;  ///< nodes, keywords and literals in order; names and durations aside, since they are translated
};

void AppendShape(const CstNode& node, std::string_view text, std::string* shape) {
  *shape += std::to_string(static_cast<int>(node.node)) + ' ';
  if (node.node == Node::kKeyword) *shape += std::to_string(static_cast<int>(node.keyword)) + ' ';
  const bool literal = node.node == Node::kString || node.node == Node::kNumber || node.node == Node::kDigits ||
                       node.node == Node::kDate || node.node == Node::kTime;
  if (literal) shape->append(text.substr(node.begin, node.end - node.begin)) += ' ';
  for (const CstNode& child : node.children) AppendShape(child, text, shape);
  *shape += ". ";
}

Parsed Parse(const SourceMap& sources, FileId file) {
  Diagnostics diagnostics;
  Parsed parsed;
  for (const CstNode& tree : ParseFile(sources, file, &diagnostics)) {
    AppendShape(tree, sources.Get(file).text(), &parsed.shape);
  }
  parsed.good = !diagnostics.has_errors();
  return parsed;
}

Parsed Parse(const std::string& text) {
  SourceMap sources;
  return Parse(sources, sources.Add("a.rules", text));
}

/// The comments of a file that parses, one a line, without the space after them.
std::string CommentsOf(std::string_view text) {
  std::string comments;
  while (!text.empty()) {
    if (text.starts_with("//")) {
      const std::string_view comment = text.substr(0, text.find('\n'));
      comments.append(comment.substr(0, comment.find_last_not_of(" \t\r") + 1)) += '\n';
      text.remove_prefix(comment.size());
    } else {
      text.remove_prefix(std::max<std::size_t>(1, lexis::TokenAt(text).size()));
    }
  }
  return comments;
}

std::optional<std::string> Format(const std::string& text, std::optional<Language> language) {
  SourceMap sources;
  const FileId file = sources.Add("a.rules", text);
  Diagnostics diagnostics;
  return FormatSource(sources, file, language, &diagnostics);
}

void TestFormatter(std::string text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto file = AddSource("a.rules", std::move(text), &sources, &diagnostics);
  if (!file) return;
  const Parsed before = Parse(sources, *file);
  const std::string comments = CommentsOf(sources.Get(*file).text());
  for (const std::optional<Language> language :
       {std::optional<Language>(), std::optional(Language::kRussian), std::optional(Language::kEnglish)}) {
    const auto once = FormatSource(sources, *file, language, &diagnostics);
    Require(once.has_value() == before.good, "what parses is formatted, and nothing else");
    if (!once) continue;
    const Parsed after = Parse(*once);
    Require(after.good, "what was formatted parses", *once);
    Require(after.shape == before.shape, "formatting keeps what is said", *once);
    Require(CommentsOf(*once) == comments, "formatting keeps the comments", *once);
    const auto twice = Format(*once, language);
    Require(twice == once, "formatting again changes nothing", *once + "----\n" + twice.value_or(""));
  }
}

}  // namespace
}  // namespace autorules::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  autorules::fuzz::TestFormatter({reinterpret_cast<const char*>(data), size});
  return 0;
}
