#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/ruleset/ruleset.h"

namespace autorules::testing {

/// A fenced block of a Markdown text: what stands after the opening fence (`rules`, `csv data/streets.csv`), its
/// content and the line of the fence.
struct FencedBlock {
  std::string info;
  std::string text;
  std::size_t line = 0;
};
std::vector<FencedBlock> FencedBlocks(std::string_view markdown);

/// Files of a pack in memory, for CompileTexts.
using TextFiles = std::vector<std::pair<std::string, std::string>>;

/// True when some line of the rules declares a municipality.
bool DeclaresMunicipality(std::string_view rules);
bool DeclaresModule(std::string_view rules);
/// A pack around a fragment, which becomes the file `path`: a municipality with its default, a head of the centre, a
/// curator and a coordinator, an owner of every topic, the standard modules (all in `мцу.rules`) and the table
/// `data/streets.csv`. What the fragment declares itself is left out.
TextFiles PackAround(std::string_view rules, const std::string& path = "пример.rules");
/// The rule set of a pack that must compile; fails the test with the problems when it does not.
std::shared_ptr<const RuleSet> CompileOrFail(const TextFiles& files);

/// Every file below `folder` with its path relative to it, in order of path.
TextFiles FilesBelow(const std::filesystem::path& folder);

}  // namespace autorules::testing
