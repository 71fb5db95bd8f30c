#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace autorules {

enum class Language : std::uint8_t { kRussian, kEnglish };

/// The same words in both user languages. A plain string serves names and quotations, which are not translated.
struct Text {
  std::string ru;
  std::string en;
  Text() = default;
  Text(std::string both) : ru(both), en(std::move(both)) {}  // NOLINT: implicit by design, args are mostly names
  Text(const char* both) : ru(both), en(both) {}             // NOLINT
  Text(std::string_view both) : ru(both), en(both) {}        // NOLINT
  Text(std::string russian, std::string english) : ru(std::move(russian)), en(std::move(english)) {}
  const std::string& In(Language language) const { return language == Language::kRussian ? ru : en; }
  bool operator==(const Text&) const = default;
};

enum class Severity : std::uint8_t { kError, kWarning };

/// Every problem the program can report about what a user wrote. The stable codes, texts and severities stand in
/// catalog.cc; each has a page in docs/diagnostics/ and a golden.
/// E00 files, E01 syntax, E02 names, E03 types and values, E04 rules, E05 tables and input, W0x warnings.
enum class Code : std::uint8_t {
#define AUTORULES_CODE(name, id, severity, ...) name,
#include "engine/base/catalog.inc"
#undef AUTORULES_CODE
};

struct CatalogEntry {
  Code code;
  std::string_view id;  ///< "E0203"
  Severity severity;
  std::string_view message_ru, message_en;  ///< fmt templates over Diagnostic::args
  std::string_view help_ru, help_en;        ///< may be empty
};

const CatalogEntry& Describe(Code code);
std::span<const CatalogEntry> Catalog();

}  // namespace autorules
