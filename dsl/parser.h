#pragma once

#include <optional>
#include <vector>

#include "dsl/ast.h"
#include "dsl/cst.h"
#include "engine/base/diagnostic.h"
#include "engine/base/source.h"

namespace autorules {

/// The declarations of one file in source order, as concrete trees; those that do not parse as kUnparsed. Problems go
/// to `diagnostics`; after each the parser goes on at the next declaration it can find, so all problems of a file show
/// in one run.
std::vector<CstNode> ParseFile(const SourceMap& sources, FileId file, Diagnostics* diagnostics);

/// The same trees as typed values. Problems that need more than grammar (two `вид` in a role, `модуль` that is not
/// first) are reported here.
ast::File BuildAst(const SourceMap& sources, FileId file, const std::vector<CstNode>& trees, Diagnostics* diagnostics);

}  // namespace autorules
