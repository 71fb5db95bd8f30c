#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/catalog.h"
#include "engine/base/source.h"

namespace autorules {

/// A secondary place of a diagnostic: "first declared here".
struct Label {
  Span span;
  Text text;
  bool operator==(const Label&) const = default;
};

/// One problem in what a user wrote: data, never an exception. The texts come from the catalog, filled with `args`
/// ({0}, {1}, …); `suggestions` are nearest known names, best first, shown after the help.
struct Diagnostic {
  Code code;
  Span span;
  std::vector<Text> args;
  std::vector<Label> labels;
  std::vector<std::string> suggestions;

  bool operator==(const Diagnostic&) const = default;
  Severity severity() const { return Describe(code).severity; }
};

/// Collects the problems of one compilation. Not thread-safe.
class Diagnostics {
 public:
  /// Adds a problem and returns it for labels and suggestions; the reference lives until the next Add.
  Diagnostic& Add(Code code, Span span, std::vector<Text> args = {});
  const std::vector<Diagnostic>& all() const { return all_; }
  bool has_errors() const;
  std::size_t Count(Severity severity) const;
  /// Orders by file, place and code, and drops exact repetitions.
  void Sort();

 private:
  std::vector<Diagnostic> all_;
};

/// First line of a diagnostic, in the language asked for, without place and code.
std::string MessageOf(const Diagnostic& diagnostic, Language language);
/// How to mend it, with the suggestions appended; may be empty.
std::string HelpOf(const Diagnostic& diagnostic, Language language);

}  // namespace autorules
