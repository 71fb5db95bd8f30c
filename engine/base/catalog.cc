#include "engine/base/catalog.h"

#include <array>

namespace autorules {
namespace {

constexpr Severity kError = Severity::kError;
[[maybe_unused]] constexpr Severity kWarning = Severity::kWarning;

constexpr auto kCatalog = std::to_array<CatalogEntry>({
#define AUTORULES_CODE(name, id, severity, message_ru, message_en, help_ru, help_en) \
  {Code::name, id, severity, message_ru, message_en, help_ru, help_en},
#include "engine/base/catalog.inc"
#undef AUTORULES_CODE
});

}  // namespace

const CatalogEntry& Describe(Code code) { return kCatalog[static_cast<std::size_t>(code)]; }

std::span<const CatalogEntry> Catalog() { return kCatalog; }

}  // namespace autorules
