#include "cli/diagnostic_json.h"

#include <nlohmann/json.hpp>

namespace autorules::cli {
namespace {

using Json = nlohmann::ordered_json;

void AddPlace(const SourceMap& sources, Span span, Json& out) {
  if (!span.valid()) {
    out["file"] = nullptr;
    return;
  }
  const SourceFile& file = sources.Get(span.file);
  const Position begin = file.PositionOf(span.begin);
  const Position end = file.PositionOf(span.end);
  out["file"] = file.path();
  out["line"] = begin.line;
  out["column"] = begin.column;
  out["end_line"] = end.line;
  out["end_column"] = end.column;
}

}  // namespace

std::string DiagnosticsJson(const Diagnostics& diagnostics, const SourceMap& sources, Language language) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    Json entry;
    entry["code"] = Describe(diagnostic.code).id;
    entry["severity"] = diagnostic.severity() == Severity::kError ? "error" : "warning";
    entry["message"] = MessageOf(diagnostic, language);
    AddPlace(sources, diagnostic.span, entry);
    entry["labels"] = Json::array();
    for (const Label& label : diagnostic.labels) {
      Json& place = entry["labels"].emplace_back();
      AddPlace(sources, label.span, place);
      place["text"] = label.text.In(language);
    }
    entry["help"] = HelpOf(diagnostic, language);
    entry["suggestions"] = diagnostic.suggestions;
    list.push_back(std::move(entry));
  }
  Json root;
  root["diagnostics"] = std::move(list);
  root["errors"] = diagnostics.Count(Severity::kError);
  root["warnings"] = diagnostics.Count(Severity::kWarning);
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace autorules::cli
