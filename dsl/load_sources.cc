#include <deque>
#include <filesystem>
#include <set>

#include "dsl/pack_files.h"
#include "dsl/parser.h"
#include "dsl/suggest.h"
#include "engine/base/limits.h"
#include "engine/text/fold.h"

namespace autorules {
namespace {

// Parses files as they are asked for: the pack's own at once, modules when something uses them.
class SourceLoader {
 public:
  SourceLoader(SourceMap* sources, Diagnostics* diagnostics) : sources_(sources), diagnostics_(diagnostics) {}

  void LoadPack(PackFiles* files) {
    for (auto& [path, text] : files->RuleFiles()) {
      if (auto unit = Parse(path, std::move(text), Layer::kPack)) {
        if (unit->file.module) {
          unit->layer = Layer::kModule;
          available_.push_back(std::move(*unit));
        } else {
          Take(std::move(*unit));
        }
      }
    }
  }

  void LoadLibraries(const std::vector<std::string>& folders) {
    for (const std::string& folder : folders) {
      auto files = OpenPackFolder(folder);
      if (!files) {
        diagnostics_->Add(Code::kFileUnreadable, {}, {folder, files.error().message});
        continue;
      }
      for (auto& [path, text] : (*files)->RuleFiles()) {
        auto unit = Parse(path, std::move(text), Layer::kModule);
        if (unit && unit->file.module) available_.push_back(std::move(*unit));
      }
    }
  }

  // Brings in what is used, what that uses, and so on.
  std::vector<SourceUnit> Finish() {
    while (!wanted_.empty()) {
      const ast::Name name = wanted_.front();
      wanted_.pop_front();
      if (taken_.contains(name.text)) continue;
      taken_.insert(name.text);
      if (!TakeAvailable(name.text) && !TakeStandard(name.text)) ReportUnknown(name);
    }
    return {std::make_move_iterator(units_.begin()), std::make_move_iterator(units_.end())};
  }

 private:
  std::optional<SourceUnit> Parse(const std::string& path, Result<std::string> text, Layer layer) {
    const auto file = AddSource(path, std::move(text), sources_, diagnostics_);
    if (!file) return std::nullopt;
    SourceUnit unit;
    unit.file = BuildAst(*sources_, *file, ParseFile(*sources_, *file, diagnostics_), diagnostics_);
    unit.layer = layer;
    if (unit.file.module) unit.module = unit.file.module->text;
    return unit;
  }

  void Take(SourceUnit unit) {
    for (const ast::Name& name : unit.file.uses) wanted_.push_back(name);
    units_.push_back(std::move(unit));
  }

  // A module may consist of several files.
  bool TakeAvailable(const std::string& name) {
    bool found = false;
    for (SourceUnit& unit : available_) {
      if (unit.module != name) continue;
      found = true;
      Take(std::move(unit));
      unit.module.clear();
    }
    return found;
  }

  bool TakeStandard(const std::string& name) {
    bool found = false;
    for (const StandardModule& module : StandardLibrary()) {
      if (Fold(module.name) != name) continue;
      if (auto unit = Parse(std::string(module.file), std::string(module.text), Layer::kStandard)) {
        found = true;
        Take(std::move(*unit));
      }
    }
    return found;
  }

  void ReportUnknown(const ast::Name& name) {
    std::vector<std::string> known;
    for (const SourceUnit& unit : available_) known.push_back(unit.module);
    for (const StandardModule& module : StandardLibrary()) known.emplace_back(module.name);
    std::vector<std::string> nearest = Nearest(name.spelled, known);
    diagnostics_->Add(Code::kUnknownModule, name.span, {name.spelled}).suggestions = nearest.empty() ? known : nearest;
  }

  SourceMap* sources_;
  Diagnostics* diagnostics_;
  std::deque<SourceUnit> units_;
  std::vector<SourceUnit> available_;
  std::deque<ast::Name> wanted_;
  std::set<std::string> taken_;
};

}  // namespace

std::optional<FileId> AddSource(const std::string& name, Result<std::string> text, SourceMap* sources,
                                Diagnostics* diagnostics) {
  // The name of a file may be any bytes; what is shown to people is text.
  const std::string path = RepairUtf8(name);
  const auto at_start = [&](std::string shown) {
    const FileId file = sources->Add(path, std::move(shown));
    return Span{file, 0, 0};
  };
  if (!text) {
    diagnostics->Add(Code::kFileUnreadable, at_start(""), {path, text.error().message});
    return std::nullopt;
  }
  if (text->size() > limits::kSourceBytes) {
    diagnostics->Add(Code::kFileTooLarge, at_start(""), {std::to_string(limits::kSourceBytes >> 20U)});
    return std::nullopt;
  }
  std::size_t bad = 0;
  if (!IsValidUtf8(*text, &bad)) {
    // The source map holds valid text only: the error shows the file up to the bad byte.
    const FileId file = sources->Add(path, RepairUtf8(*text));
    const auto at = static_cast<std::uint32_t>(bad);
    diagnostics->Add(Code::kNotUtf8, {file, at, at}, {std::to_string(bad + 1), path});
    return std::nullopt;
  }
  return sources->Add(path, std::move(*text));
}

std::vector<SourceUnit> LoadSources(PackFiles* files, const std::vector<std::string>& module_folders,
                                    SourceMap* sources, Diagnostics* diagnostics) {
  SourceLoader loader(sources, diagnostics);
  loader.LoadPack(files);
  loader.LoadLibraries(module_folders);
  return loader.Finish();
}

}  // namespace autorules
