#include "engine/base/diagnostic.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace autorules {
namespace {

std::string Fill(std::string_view text, const std::vector<Text>& args, Language language) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const Text& arg : args) store.push_back(std::cref(arg.In(language)));
  try {
    return fmt::vformat(text, store);
  } catch (const fmt::format_error&) {
    return std::string(text);  // too few args: a bare template still names the problem
  }
}

auto OrderOf(const Diagnostic& d) { return std::tuple(d.span.file, d.span.begin, d.span.end, d.code); }

}  // namespace

Diagnostic& Diagnostics::Add(Code code, Span span, std::vector<Text> args) {
  return all_.emplace_back(Diagnostic{code, span, std::move(args), {}, {}});
}

bool Diagnostics::has_errors() const { return Count(Severity::kError) > 0; }

std::size_t Diagnostics::Count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(all_.begin(), all_.end(), [&](const Diagnostic& d) { return d.severity() == severity; }));
}

void Diagnostics::Sort() {
  std::stable_sort(all_.begin(), all_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return OrderOf(a) < OrderOf(b); });
  all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
}

std::string MessageOf(const Diagnostic& diagnostic, Language language) {
  const CatalogEntry& entry = Describe(diagnostic.code);
  return Fill(language == Language::kRussian ? entry.message_ru : entry.message_en, diagnostic.args, language);
}

std::string HelpOf(const Diagnostic& diagnostic, Language language) {
  const CatalogEntry& entry = Describe(diagnostic.code);
  const bool russian = language == Language::kRussian;
  std::string help = Fill(russian ? entry.help_ru : entry.help_en, diagnostic.args, language);
  if (diagnostic.suggestions.empty()) return help;
  if (!help.empty()) help += "; ";
  help += russian ? "возможно, имелось в виду: " : "did you mean: ";
  for (std::size_t i = 0; i < diagnostic.suggestions.size(); ++i) {
    if (i > 0) help += ", ";
    help += russian ? fmt::format("«{}»", diagnostic.suggestions[i]) : fmt::format("'{}'", diagnostic.suggestions[i]);
  }
  return help;
}

}  // namespace autorules
