#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "cli/atomic_file.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "dsl/format.h"
#include "engine/base/limits.h"
#include "engine/base/render.h"

namespace autorules::cli {
namespace {

namespace fs = std::filesystem;

struct FmtOptions {
  std::vector<std::string> paths;
  bool check = false;
  std::string language;
};

/// Worse codes win over better ones in a run over many files.
ExitCode Worse(ExitCode a, ExitCode b) { return std::max(a, b); }

bool IsHidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// The rule files of a folder and those below it, hidden folders aside, in order of name.
Result<std::vector<std::string>> RuleFilesIn(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->is_directory() && IsHidden(at->path())) at.disable_recursion_pending();
    if (at->is_regular_file() && at->path().extension() == ".rules" && !IsHidden(at->path())) {
      files.push_back(at->path().string());
    }
  }
  if (error) return Fail(fmt::format("{}: {}", folder, error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

Result<std::string> ReadText(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return Fail(fmt::format("{}: {}", path, error.message()));
  if (size > limits::kSourceBytes) return Fail(fmt::format("{}: файл больше 16 МиБ", path));
  std::ifstream in(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (!in.good() && !in.eof()) return Fail(fmt::format("{}: {}", path, std::strerror(errno)));
  return text;
}

ExitCode CouldNot(const Status& status) {
  fmt::print(stderr, "autorules: {}\n", status.message);
  return kCouldNotRun;
}

/// Formats one file; its name goes to `output` when it changes or would.
ExitCode FormatFile(const std::string& path, const FmtOptions& options, Output& output) {
  Result<std::string> text = ReadText(path);
  if (!text) return CouldNot(text.error());
  std::optional<Language> language;
  if (!options.language.empty()) language = options.language == "en" ? Language::kEnglish : Language::kRussian;

  SourceMap sources;
  const FileId file = sources.Add(path, *std::move(text));
  Diagnostics diagnostics;
  const std::optional<std::string> formatted = FormatSource(sources, file, language, &diagnostics);
  if (!formatted) {
    diagnostics.Sort();
    fmt::print(
        stderr, "{}",
        RenderAll(diagnostics, sources, {language.value_or(Language::kRussian), Style::For(STDERR_FILENO).colour()}));
    return kFindings;
  }
  if (*formatted == sources.Get(file).text()) return kOk;
  output.Write(path + "\n");
  if (options.check) return kFindings;
  if (const Result<void> done = ReplaceFile(path, *formatted); !done) return CouldNot(done.error());
  return kOk;
}

ExitCode FormatPaths(const FmtOptions& options) {
  Output output;
  ExitCode code = kOk;
  for (const std::string& path : options.paths) {
    const Result<std::vector<std::string>> files =
        fs::is_directory(path) ? RuleFilesIn(path) : std::vector<std::string>{path};
    if (!files) {
      code = Worse(code, CouldNot(files.error()));
      continue;
    }
    for (const std::string& file : *files) code = Worse(code, FormatFile(file, options, output));
  }
  return output.Finish(code);
}

}  // namespace

void AddFmt(CLI::App& app, Action& chosen) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App& command = *app.add_subcommand("fmt", "Привести файлы правил к единому виду; печатает имена изменённых");
  command.add_option("PATH", options->paths, "Файлы .rules или папки с ними")->required();
  command.add_flag("--check", options->check, "Ничего не менять: назвать файлы, которые изменились бы, и вернуть 1");
  command.add_option("--lang", options->language, "Перевести ключевые слова: ru или en")
      ->check(CLI::IsMember({"ru", "en"}))
      ->type_name("LANG");
  command.footer(
      "Примеры:\n"
      "  autorules fmt rules/perm\n"
      "  autorules fmt --check rules stdlib\n"
      "  autorules fmt --lang en rules/perm/routing.rules");
  command.callback([options, &chosen] { chosen = [options] { return FormatPaths(*options); }; });
}

}  // namespace autorules::cli
