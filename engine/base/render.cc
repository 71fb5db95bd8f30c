#include "engine/base/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/base/limits.h"

namespace autorules {
namespace {

constexpr std::size_t kTabColumns = 4;
/// Columns of source shown; generated files have lines of a megabyte.
constexpr std::size_t kShownColumns = 160;
constexpr std::size_t kColumnsBeforeSpan = 60;

/// A stretch of one line to be marked, in bytes of the line.
struct Mark {
  std::size_t begin = 0, end = 0;
  bool primary = false;
  std::string text;
};

using MarkedLines = std::map<std::uint32_t, std::vector<Mark>>;

struct Palette {
  std::string_view error, warning, mark, label, gutter, bold, reset;
};
constexpr Palette kPlain{"", "", "", "", "", "", ""};
constexpr Palette kColour{"\x1b[1;31m", "\x1b[1;33m", "\x1b[1;31m", "\x1b[1;34m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"};

/// A source line made printable: every code point one column, and where each byte of the line begins.
struct PrintableLine {
  std::vector<std::string> cells;
  std::vector<std::size_t> column_of_byte;  ///< one more entry than the line has bytes

  explicit PrintableLine(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t size = SizeOfCodePoint(line, at);
      column_of_byte.insert(column_of_byte.end(), std::max<std::size_t>(size, 1), cells.size());
      const auto byte = static_cast<unsigned char>(line[at]);
      if (byte == '\t') {
        cells.insert(cells.end(), kTabColumns, " ");
      } else if (size == 0) {
        cells.emplace_back("\xEF\xBF\xBD");
      } else if (byte < 0x20U || byte == 0x7FU || (size == 2 && byte == 0xC2U && IsHighControl(line[at + 1]))) {
        cells.emplace_back(" ");
      } else {
        cells.emplace_back(line.substr(at, size));
      }
      at += std::max<std::size_t>(size, 1);
    }
    column_of_byte.push_back(cells.size());
  }

  std::size_t ColumnOf(std::size_t byte) const { return column_of_byte[std::min(byte, column_of_byte.size() - 1)]; }

  std::string Text(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < std::min(end, cells.size()); ++i) out += cells[i];
    return out;
  }

 private:
  static bool IsHighControl(char byte) { return static_cast<unsigned char>(byte) < 0xA0U; }

  /// Bytes of the code point at `at`; 0 when the bytes there are not UTF-8.
  static std::size_t SizeOfCodePoint(std::string_view line, std::size_t at) {
    const auto lead = static_cast<unsigned char>(line[at]);
    const std::size_t size = lead < 0x80U ? 1 : lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 0;
    if (size == 0 || at + size > line.size()) return 0;
    for (std::size_t i = 1; i < size; ++i) {
      if ((static_cast<unsigned char>(line[at + i]) & 0xC0U) != 0x80U) return 0;
    }
    return size;
  }
};

class Renderer {
 public:
  Renderer(const SourceMap& sources, const RenderOptions& options)
      : sources_(sources), options_(options), palette_(options.colour ? kColour : kPlain) {}

  std::string Render(const Diagnostic& diagnostic) {
    AppendTitle(diagnostic);
    if (diagnostic.span.valid()) {
      AppendPlaces(diagnostic);
    } else {
      AppendLabelsWithoutSource(diagnostic);
    }
    const std::string help = HelpOf(diagnostic, options_.language);
    if (!help.empty()) AppendNote(Choose("как исправить", "help"), help);
    return std::move(out_);
  }

 private:
  std::string_view Choose(std::string_view russian, std::string_view english) const {
    return options_.language == Language::kRussian ? russian : english;
  }

  void AppendTitle(const Diagnostic& diagnostic) {
    const bool error = diagnostic.severity() == Severity::kError;
    const std::string_view word = error ? Choose("ошибка", "error") : Choose("предупреждение", "warning");
    out_ += fmt::format("{}{}[{}]{}{}: {}{}\n", error ? palette_.error : palette_.warning, word,
                        Describe(diagnostic.code).id, palette_.reset, palette_.bold,
                        MessageOf(diagnostic, options_.language), palette_.reset);
  }

  void AppendPlaces(const Diagnostic& diagnostic) {
    std::map<FileId, MarkedLines> files;
    AddMarks(diagnostic.span, true, "", files[diagnostic.span.file]);
    for (const Label& label : diagnostic.labels) {
      if (label.span.valid()) AddMarks(label.span, false, label.text.In(options_.language), files[label.span.file]);
    }
    std::uint32_t last_line = 1;
    for (const auto& [file, lines] : files) last_line = std::max(last_line, lines.rbegin()->first);
    gutter_ = std::to_string(last_line).size();

    AppendFile("-->", diagnostic.span, files[diagnostic.span.file]);
    for (const Label& label : diagnostic.labels) {
      if (!label.span.valid() || label.span.file == diagnostic.span.file) continue;
      const auto found = files.find(label.span.file);
      if (found == files.end()) continue;  // shown with an earlier label of that file
      AppendFile(":::", label.span, found->second);
      files.erase(found);
    }
  }

  /// A span of several lines is marked on its first and its last line.
  void AddMarks(Span span, bool primary, const std::string& text, MarkedLines& lines) {
    const SourceFile& file = sources_.Get(span.file);
    const auto size = static_cast<std::uint32_t>(file.text().size());
    span.begin = std::min(span.begin, size);
    span.end = std::clamp(span.end, span.begin, size);
    const std::uint32_t first = file.PositionOf(span.begin).line;
    const std::uint32_t last = span.end > span.begin ? file.PositionOf(span.end - 1).line : first;
    const auto in_line = [&](std::uint32_t line, std::uint32_t offset) {
      const auto start = static_cast<std::uint32_t>(file.Line(line).data() - file.text().data());
      return static_cast<std::size_t>(offset > start ? offset - start : 0);
    };
    const std::string_view first_line = file.Line(first);
    if (first == last) {
      lines[first].push_back(
          {in_line(first, span.begin), std::min(in_line(first, span.end), first_line.size()), primary, text});
      return;
    }
    lines[first].push_back({in_line(first, span.begin), first_line.size(), primary, ""});
    const std::string_view last_line = file.Line(last);
    const std::size_t indent = std::min(last_line.find_first_not_of(" \t"), last_line.size());
    const std::size_t end = std::min(in_line(last, span.end), last_line.size());
    lines[last].push_back({std::min(indent, end), end, primary, text});
  }

  void AppendFile(std::string_view arrow, Span span, const MarkedLines& lines) {
    out_ +=
        fmt::format("{:{}}{}{}{} {}\n", "", gutter_, palette_.gutter, arrow, palette_.reset, sources_.Describe(span));
    AppendGutter("");
    out_ += '\n';
    std::uint32_t previous = 0;
    for (const auto& [line, marks] : lines) {
      if (previous != 0 && line > previous + 1) {
        out_ += fmt::format("{}...{}\n", palette_.gutter, palette_.reset);
      }
      previous = line;
      AppendLine(sources_.Get(span.file), line, marks);
    }
  }

  void AppendLine(const SourceFile& file, std::uint32_t number, std::vector<Mark> marks) {
    const PrintableLine line(file.Line(number));
    std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.primary > b.primary; });
    std::size_t from = 0;
    if (line.cells.size() > kShownColumns) {
      const std::size_t column = line.ColumnOf(marks.front().begin);
      from = column > kColumnsBeforeSpan ? column - kColumnsBeforeSpan : 0;
    }
    const std::size_t to = from + kShownColumns;
    AppendGutter(std::to_string(number));
    std::string text = line.Text(from, to);
    text.erase(text.find_last_not_of(' ') + 1);
    if (!text.empty()) {
      out_ += fmt::format(" {}{}{}", from > 0 ? "…" : "", text, to < line.cells.size() ? "…" : "");
    }
    out_ += '\n';
    for (const Mark& mark : marks) {
      const std::size_t begin = std::clamp(line.ColumnOf(mark.begin), from, to);
      const std::size_t end = std::clamp(line.ColumnOf(mark.end), begin, to);
      AppendGutter("");
      out_ += fmt::format(" {:{}}{}{}{}{}{}\n", "", begin - from + (from > 0 ? 1 : 0),
                          mark.primary ? palette_.mark : palette_.label,
                          std::string(std::max<std::size_t>(end - begin, 1), mark.primary ? '^' : '-'),
                          mark.text.empty() ? "" : " ", mark.text, palette_.reset);
    }
  }

  void AppendGutter(std::string_view number) {
    out_ += fmt::format("{}{:>{}} |{}", palette_.gutter, number, gutter_, palette_.reset);
  }

  void AppendLabelsWithoutSource(const Diagnostic& diagnostic) {
    for (const Label& label : diagnostic.labels) {
      AppendNote(sources_.Describe(label.span), label.text.In(options_.language));
    }
  }

  void AppendNote(std::string_view name, std::string_view text) {
    out_ += fmt::format("{:{}} {}={} {}{}{}\n", "", gutter_, palette_.gutter, palette_.reset, name,
                        name.empty() ? "" : ": ", text);
  }

  const SourceMap& sources_;
  const RenderOptions& options_;
  const Palette& palette_;
  std::size_t gutter_ = 1;
  std::string out_;
};

}  // namespace

std::string Render(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options) {
  return Renderer(sources, options).Render(diagnostic);
}

std::string RenderAll(const Diagnostics& diagnostics, const SourceMap& sources, const RenderOptions& options) {
  const bool russian = options.language == Language::kRussian;
  std::string out;
  const std::size_t shown = std::min(diagnostics.all().size(), limits::kShownDiagnostics);
  for (std::size_t i = 0; i < shown; ++i) out += Render(diagnostics.all()[i], sources, options) + "\n";
  if (const std::size_t rest = diagnostics.all().size() - shown; rest > 0) {
    out += fmt::format(fmt::runtime(russian ? "не показано: {}\n" : "not shown: {}\n"), rest);
  }
  if (shown > 0) {
    out += fmt::format(fmt::runtime(russian ? "ошибок: {}, предупреждений: {}\n" : "errors: {}, warnings: {}\n"),
                       diagnostics.Count(Severity::kError), diagnostics.Count(Severity::kWarning));
  }
  return out;
}

}  // namespace autorules
