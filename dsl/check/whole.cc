#include "dsl/check/check.h"

namespace autorules {

void CheckWhole(const CheckInput& input, Diagnostics* diagnostics) {
  const ast::Municipality* municipality = input.symbols.municipality;
  if (municipality == nullptr) {
    // The error needs a place: the beginning of the pack's first file.
    for (const SourceUnit& unit : input.files) {
      if (unit.layer != Layer::kPack) continue;
      diagnostics->Add(Code::kNoMunicipality, {unit.file.id, 0, 0});
      break;
    }
    return;
  }
  bool owner = false;
  if (municipality->defaults) {
    for (const ast::Action& action : *municipality->defaults) owner = owner || FindAction(action.attribute.text) == Attribute::kOwner;
  }
  if (!owner) diagnostics->Add(Code::kNoDefault, municipality->name.span);
}

}  // namespace autorules
