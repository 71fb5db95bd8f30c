#pragma once

#include "dsl/ast.h"
#include "dsl/cst_reader.h"

namespace autorules {

/// A kProcedure or kRefine.
ast::Procedure BuildProcedure(const CstReader& reader, const CstNode& node);
ast::Escalation BuildEscalation(const CstReader& reader, const CstNode& node);
/// A kStep of an example.
ast::Step BuildStep(const CstReader& reader, const CstNode& node);

}  // namespace autorules
