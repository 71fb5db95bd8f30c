#include <algorithm>

#include "dsl/check/check.h"

namespace autorules {
namespace {

bool HasSyntaxErrors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [](const Diagnostic& diagnostic) {
    const std::string_view id = Describe(diagnostic.code).id;
    return id.starts_with("E00") || id.starts_with("E01");
  });
}

}  // namespace

void CheckWhole(const CheckInput& input, Diagnostics* diagnostics) {
  const ast::Municipality* municipality = input.symbols.municipality;
  if (municipality == nullptr) {
    // It may be among what did not parse.
    if (HasSyntaxErrors(*diagnostics)) return;
    // The error needs a place: the beginning of the pack's first file, or of any when all are modules.
    FileId first = 0;
    for (const SourceUnit& unit : input.files) {
      if (unit.layer != Layer::kPack) continue;
      first = unit.file.id;
      break;
    }
    diagnostics->Add(Code::kNoMunicipality, {first, 0, 0});
    return;
  }
  bool owner = false;
  if (municipality->defaults) {
    for (const ast::Action& action : *municipality->defaults)
      owner = owner || FindAction(action.attribute.text) == Attribute::kOwner;
  }
  if (!owner) diagnostics->Add(Code::kNoDefault, municipality->name.span);
}

}  // namespace autorules
