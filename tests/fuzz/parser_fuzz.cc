// One rule file of arbitrary bytes: the concrete trees, the typed tree and every syntax error.
#include "dsl/pack_files.h"
#include "dsl/parser.h"
#include "tests/fuzz/require.h"
#include "tests/fuzz/soundness.h"

namespace autorules::fuzz {
namespace {

/// The node's bytes lie in [from, to) and so do those of its children, one after the other. Returns where it ends.
std::uint32_t RequireOrdered(const CstNode& node, std::string_view text, std::uint32_t from, std::uint32_t to) {
  Require(IsRangeOf(text, node.begin, node.end), "a node lies between characters");
  Require(from <= node.begin && node.end <= to, "nodes follow each other within the node above");
  std::uint32_t at = node.begin;
  for (const CstNode& child : node.children) at = RequireOrdered(child, text, at, node.end);
  return node.end;
}

void TestParser(std::string text) {
  SourceMap sources;
  Diagnostics diagnostics;
  const auto file = AddSource("a.rules", std::move(text), &sources, &diagnostics);
  Require(file.has_value() != diagnostics.has_errors(), "a file is read or said to be unreadable");
  if (file) {
    const std::vector<CstNode> trees = ParseFile(sources, *file, &diagnostics);
    bool unparsed = false;
    std::uint32_t at = 0;
    const std::string& source = sources.Get(*file).text();
    for (const CstNode& tree : trees) {
      at = RequireOrdered(tree, source, at, static_cast<std::uint32_t>(source.size()));
      unparsed = unparsed || tree.node == Node::kUnparsed;
    }
    Require(unparsed == diagnostics.has_errors(), "what does not parse is reported, and nothing else");
    BuildAst(sources, *file, trees, &diagnostics);
  }
  RequireSoundDiagnostics(diagnostics, sources);
}

}  // namespace
}  // namespace autorules::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  autorules::fuzz::TestParser({reinterpret_cast<const char*>(data), size});
  return 0;
}
